"""Reprints: articles that print the same dispatch, and the sources that are left once reprints count once.

Two articles are reprints of one dispatch if their bodies share most of their wording, and if what they share goes
beyond what they quote: two reporters who hear the same minister write the same quotation into different texts.

Bodies are compared as sets of shingles (runs of folded words). MinHash signatures, cut into bands, find the articles
worth comparing, so an article is compared with a few others, however many there are; the comparison itself is exact.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from mahdar.arabic.folding import fold_with_map
from mahdar.arabic.sentences import find_quotations, split_paragraphs
from mahdar.arabic.tokens import tokenize
from mahdar.intake.credits import build_credits
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.furniture import CreditedSource
from mahdar.model import Record
from mahdar.model.archived import ArchivedRecord

if TYPE_CHECKING:
    from datasketch import MinHash

_WORDS = 4  # of a shingle
_PERMUTATIONS = 128
_ROWS = 2  # of a band: two bodies of which a third is common share a band in 999 cases of 1,000
_BANDS = _PERMUTATIONS // _ROWS
_LEAST_ALIKE = 0.33  # of the shingles of both bodies: a digest that holds a dispatch among others is no reprint of it
_LEAST_SHARED = 0.6  # of the shorter body's shingles
_LEAST_OWN = 0.5  # of those of them that it does not quote
_FEWEST = 12  # shingles without which a body is too short to say, unless it is the same
_CARRIED = 0.5  # share of a group's articles that must name an agency as their source where none credits one


@dataclass(frozen=True)
class Print:
    """An article's body as it is compared.

    Attributes
    ----------
    article_id : str
    shingles : frozenset[int]
        64-bit hashes of the runs of words outside quotations and in them.
    own : frozenset[int]
        Those with a word outside quotations and direct statements.
    published : str or None
    """

    article_id: str
    shingles: frozenset[int]
    own: frozenset[int]
    published: str | None

    @cached_property
    def bands(self) -> tuple[str, ...]:
        """Keys under which the article is filed: what shares one is worth comparing."""
        if not self.shingles:
            return ()
        values = _signature(self.shingles).hashvalues
        return tuple(
            f"{band}:{_digest(values[band * _ROWS : (band + 1) * _ROWS].tobytes()):016x}" for band in range(_BANDS)
        )


@dataclass(frozen=True)
class Likeness:
    """How much two bodies share.

    Attributes
    ----------
    shared : float
        Share of the shorter body's shingles that the longer one has.
    own : float
        The same for the shingles that are not quoted; 1.0 where nothing is quoted but all is the same.
    alike : float
        Share of the shingles of both that both have (Jaccard's coefficient).
    """

    shared: float
    own: float
    alike: float

    @property
    def reprint(self) -> bool:
        """Whether one prints what the other prints."""
        return self.shared >= _LEAST_SHARED and self.own >= _LEAST_OWN and self.alike >= _LEAST_ALIKE


@dataclass(frozen=True)
class ReprintGroup:
    """Articles that print one dispatch.

    Attributes
    ----------
    key : str
        Id of the article printed first.
    articles : tuple[str, ...]
        By publication, then by id.
    agency : str or None
        Canonical English name of the agency.
    credited : bool
        Whether an article credits it; otherwise most articles only name it as their source.
    """

    key: str
    articles: tuple[str, ...]
    agency: str | None
    credited: bool


def print_of(article_id: str, record: Record) -> Print:
    """Shingle a record's body, without its title."""
    article = record.article
    text = article.text
    body = text.find("\n") + 1 if article.title else 0
    quoted = bytearray(len(text))
    marks = [(q.start, q.end) for q in find_quotations(text, split_paragraphs(text)) if q.closed]
    spoken = [statement.span for statement in record.statements if statement.kind == "direct"]
    for start, end in (*marks, *spoken):
        quoted[start:end] = b"\x01" * (end - start)
    tokens = [token for token in tokenize(text, fold_with_map(text)) if token.start >= body]
    every, own = set(), set()
    for at in range(max(len(tokens) - _WORDS + 1, 1 if tokens else 0)):
        run = tokens[at : at + _WORDS]
        shingle = _digest(" ".join(token.form for token in run).encode())
        every.add(shingle)
        if not all(quoted[token.start] for token in run):
            own.add(shingle)
    return Print(article_id, frozenset(every), frozenset(own), article.published)


def compare_prints(one: Print, other: Print) -> Likeness:
    """Compare two bodies exactly; the order of the two does not matter."""
    if one.shingles == other.shingles:
        return Likeness(1.0, 1.0, 1.0) if one.shingles else Likeness(0.0, 0.0, 0.0)
    short, long = sorted((one, other), key=lambda p: (len(p.shingles), p.article_id))
    if len(short.shingles) < _FEWEST:
        return Likeness(0.0, 0.0, 0.0)
    common = len(short.shingles & long.shingles)
    own = len(short.own & long.own) / len(short.own) if len(short.own) >= _FEWEST else 0.0
    return Likeness(common / len(short.shingles), own, common / len(short.shingles | long.shingles))


class ReprintIndex:
    """Bodies filed by their bands; grows article by article.

    Parameters
    ----------
    knowledge : Knowledge
        For the names of agencies.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._prints: dict[str, Print] = {}
        self._records: dict[str, Record] = {}
        self._bands: dict[str, set[str]] = {}
        self._reprints: dict[str, set[str]] = {}

    def add(self, article_id: str, record: Record) -> ReprintGroup | None:
        """Add an article, or a new reading of it; its group as it is now, None if it stands alone."""
        self.remove(article_id)
        printed = print_of(article_id, record)
        near = {other for band in printed.bands for other in self._bands.get(band, ())}
        found = {other for other in near if compare_prints(printed, self._prints[other]).reprint}
        self._prints[article_id], self._records[article_id] = printed, record
        self._reprints[article_id] = found
        for other in found:
            self._reprints[other].add(article_id)
        for band in printed.bands:
            self._bands.setdefault(band, set()).add(article_id)
        return self.group_of(article_id)

    def remove(self, article_id: str) -> None:
        """Remove an article if it is there."""
        printed = self._prints.pop(article_id, None)
        if printed is None:
            return
        del self._records[article_id]
        for other in self._reprints.pop(article_id):
            self._reprints[other].discard(article_id)
        for band in printed.bands:
            self._bands[band].discard(article_id)

    def group_of(self, article_id: str) -> ReprintGroup | None:
        """The group of an article: what is a reprint of a reprint belongs to it too."""
        found, waiting = {article_id}, [article_id]
        while waiting:
            for other in self._reprints[waiting.pop()] - found:
                found.add(other)
                waiting.append(other)
        if len(found) == 1:
            return None
        articles = tuple(sorted(found, key=lambda a: (self._prints[a].published or "~", a)))
        agency, credited = agency_of((self._records[article] for article in articles), self._knowledge)
        return ReprintGroup(articles[0], articles, agency, credited)

    def groups(self) -> tuple[ReprintGroup, ...]:
        """All groups of two and more, by key."""
        groups = {group.key: group for group in map(self.group_of, self._prints) if group is not None}
        return tuple(groups[key] for key in sorted(groups))


def find_reprints(records: Mapping[str, Record], knowledge: Knowledge) -> tuple[ReprintGroup, ...]:
    """Group records, given by article id, from scratch."""
    index = ReprintIndex(knowledge)
    for article_id in sorted(records):
        index.add(article_id, records[article_id])
    return index.groups()


def with_groups(records: Iterable[ArchivedRecord], knowledge: Knowledge) -> tuple[ArchivedRecord, ...]:
    """The same records with the group and agency of each, found among these records only."""
    records = tuple(records)
    groups = find_reprints({record.article_id: record.record for record in records}, knowledge)
    group_of = {article: group for group in groups for article in group.articles}
    return tuple(_grouped(record, group_of.get(record.article_id), knowledge) for record in records)


def _grouped(record: ArchivedRecord, group: ReprintGroup | None, knowledge: Knowledge) -> ArchivedRecord:
    agency = group.agency if group else agency_of([record.record], knowledge)[0]
    return record.model_copy(update={"source_group": group.key if group else None, "source_agency": agency})


def agency_of(records: Iterable[Record], knowledge: Knowledge) -> tuple[str | None, bool]:
    """The agency whose dispatch some reprints print, and whether one of them credits it.

    What most of them credit («(رويترز)», «المصدر: سانا») is taken, the first in the alphabet of equals. If none credits
    anybody, an agency that carries statements in most of several reprints («بحسب ما أوردت رويترز») is taken.
    """
    return agency_by(credits_of(record, knowledge) for record in records)


@dataclass(frozen=True)
class Credits:
    """What a record says of where its text comes from, in canonical English names.

    Attributes
    ----------
    credited : frozenset[str]
        Agencies that the article credits.
    carried : frozenset[str]
        Agencies on whose word it has statements and events.
    """

    credited: frozenset[str]
    carried: frozenset[str]


def credits_of(record: Record, knowledge: Knowledge) -> Credits:
    """Gather the agencies that a record credits or names as sources."""
    agencies = {entry.name.en for entry in knowledge.entries(CreditedSource) if entry.kind == "agency"}
    credited = knowledge.derive(build_credits).canonical(record.article.agencies)
    return Credits(frozenset(credited), frozenset(_carriers(record, knowledge)) & agencies)


def agency_by(credits_: Iterable[Credits]) -> tuple[str | None, bool]:
    """Choose the agency as `agency_of` does, by what was gathered of each reprint."""
    credits_ = tuple(credits_)
    credited = Counter(name for one in credits_ for name in one.credited)
    if credited:
        return _commonest(credited), True
    if len(credits_) < 2:
        return None, False
    carried = Counter(name for one in credits_ for name in one.carried)
    best = _commonest(carried) if carried else None
    return (best, False) if best and carried[best] > _CARRIED * len(credits_) else (None, False)


def _carriers(record: Record, knowledge: Knowledge) -> Iterator[str]:
    """Canonical names of the media on whose word the record has statements and events."""
    index = knowledge.derive(build_credits)
    names = {actor.id: actor.name for actor in record.actors if actor.kind == "media"}
    chains = [statement.via for statement in record.statements] + [event.claimed_by[-1:] for event in record.events]
    for actor in {actor for chain in chains for actor in chain if actor in names}:
        yield from index.canonical([name for name in (names[actor].ar, names[actor].en) if name])


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))


def _signature(shingles: frozenset[int]) -> "MinHash":
    signature = _blank_signature().copy()
    signature.update_batch(sorted(shingles))
    return signature


@cache
def _blank_signature() -> "MinHash":
    """Draw the permutations, once."""
    from datasketch import MinHash  # noqa: PLC0415 (it brings numpy, which reading an article need not wait for)

    return MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=_low_half, scheme="affine32")


def _low_half(shingle: int) -> int:
    """The 32 bits that MinHash permutes; a shingle is a hash already."""
    return shingle & 0xFFFFFFFF


def _digest(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big")
