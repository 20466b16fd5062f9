"""What is known of a single word that may be part of a name: its clusters, its lexicons, its letters."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mahdar.arabic.clitics import name_starts
from mahdar.arabic.memo import Memo
from mahdar.arabic.tokens import words_of_all
from mahdar.knowledge import Knowledge
from mahdar.knowledge.compiling import HERE
from mahdar.knowledge.entries.actors import BodyHead, GivenNames
from mahdar.knowledge.entries.names import Country, NamedActor, OfficeTitle, Person, PersonTitle, PlaceEntry

_DATA = HERE / "data"
_BIG = 100_000  # inhabitants from which a town is widely known
# Twice the binary logarithm of the counts 10, 50, 300 and 3000 in the corpus.
_FREQUENT = (7, 12, 17, 24)
_WHOLE_WORD = 5  # how many steps of that scale less frequent a whole word may be than what stripping leaves
_LISTED = 6  # what standing in a lexicon is worth on that scale
_UNKNOWN = ("-1", "-1", "-1")
# Words remembered at a time: those of thousands of articles, in a few tens of megabytes.
MOST_WORDS = 20_000


class Row(NamedTuple):
    """A word of the table: how frequent it is, its clusters at three grains, its part in persons' names or ""."""

    frequency: int
    clusters: tuple[str, str, str]
    part: str

    @classmethod
    def read(cls, line: str) -> "Row":
        """The columns behind the word."""
        frequency, coarse, middle, fine, part = line.split("\t")
        return cls(int(frequency), (coarse, middle, fine), part)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What a word tells about a name here and beside it. There is one for each form, compared by identity.

    Attributes
    ----------
    form : str
        The folded word.
    bare : str
        The word without proclitics; "#" for numbers, "@" for Latin letters.
    stem : str
        That without the article; "" for numbers and Latin letters.
    often : str
        The feature of how frequent it is.
    shared : tuple[str, ...]
        Features of its clusters, lexicons and part in names, which neighbours see too.
    cluster : str
        Its cluster of the middle grain.
    lists : str
        A short name for the set of lexicons it is in.
    kind : int
        A number for its cluster and lists together.
    """

    form: str
    bare: str
    stem: str
    often: str
    shared: tuple[str, ...]
    cluster: str
    lists: str
    kind: int

    def features(self, place: str) -> list[str]:
        """Features for one that sees the word at a place: "0" is the word itself, "-1" the word behind, and so on.

        Those at other places are among the word's own.
        """
        if not self.stem:
            own = [f"w=#{min(len(self.form), 5)}"] if self.bare == "#" else ["latin"]
            return [*own, f"w={self.form}"] if self.bare == "@" and place == "0" else own
        if place in ("-2", "2"):
            return [f"b={self.bare}", *self.shared[:2], *self.shared[3:]]
        proclitic = self.form[: len(self.form) - len(self.bare)] if self.form.endswith(self.bare) else "X"
        article = "al" if self.bare.startswith("ال") else "no-al"
        features = [f"w={self.form}", f"b={self.bare}", f"pro={proclitic}", article, self.often, *self.shared]
        return features + (self._affixes() if place == "0" else [f"s3={self.stem[-3:]}", f"s1={self.stem[-1:]}"])

    def _affixes(self) -> list[str]:
        stem = self.stem
        sizes = [n for n in range(1, 5) if len(stem) > n]
        prefixes = [f"p{n}={stem[:n]}" for n in sizes]
        return [*prefixes, *(f"s{n}={stem[-n:]}" for n in {1, 3, *sizes}), f"l{min(len(stem), 8)}"]


class NameWords:
    """Features of folded words, each worked out once.

    Parameters
    ----------
    table : dict[str, str]
        Frequent words and parts of names, with the rest of their lines; only those of the words met are read.
    lists : dict[str, set[str]]
        Words of the names of lexicons, by a letter for the lexicon and one for how they stand in the name: `u` alone,
        `b` first, `i` inside.
    """

    def __init__(self, table: dict[str, str], lists: dict[str, set[str]]) -> None:
        self._table = table
        self._lists = sorted(lists.items())
        self._listed = frozenset[str]().union(*lists.values())
        self._seen = Memo(self._describe, MOST_WORDS)
        self._kinds: dict[tuple[str, str], int] = {}

    def of(self, form: str) -> Word:
        """What a folded word tells."""
        return self._seen[form]

    def bare(self, form: str) -> str:
        """The word without the proclitics that a name in this form most probably has."""
        best, most = form, self._likely(form) + _WHOLE_WORD
        for stripped, cut in name_starts(form)[1:]:
            # «like X» (ك) is rare before names, and many foreign names begin with this letter
            if len(stripped) >= 3 and form[cut - 1 : cut] != "ك" and self._likely(stripped) > most:
                best, most = stripped, self._likely(stripped)
        return best

    def _likely(self, form: str) -> int:
        """How likely a word is, on the scale of frequencies; a word that a lexicon lists is likelier than it occurs."""
        row = self._row(form)
        listed = form in self._listed or (row is not None and row.part != "")
        return (row.frequency if row else 0) + (_LISTED if listed else 0)

    def _row(self, form: str) -> Row | None:
        line = self._table.get(form)
        return None if line is None else Row.read(line)

    def _lists_of(self, form: str) -> list[str]:
        return [name for name, words in self._lists if form in words] if form in self._listed else []

    def _describe(self, form: str) -> Word:
        if form[0].isdigit() or form.isascii():
            sign = "#" if form[0].isdigit() else "@"
            return Word(form, sign, "", "", (), sign, sign, self._kind(sign, sign))
        bare = self.bare(form)
        stem = bare[2:] if bare.startswith("ال") and len(bare) > 4 else bare
        row, stem_row = self._row(bare), self._row(stem)
        known = row if row and row.clusters[0] else stem_row if stem_row and stem_row.clusters[0] else None
        clusters = known.clusters if known else _UNKNOWN
        lists = self._lists_of(bare)
        shared = [f"{name}={value}" for name, value in zip(("ca", "cb", "cc"), clusters, strict=True)]
        shared += [f"g={name}" for name in lists]
        if stem != bare:
            shared += [f"g~{name}" for name in self._lists_of(stem)]
        part = row.part if row else ""
        if part:
            shared.append(f"u={part}")
        elif stem != bare and stem_row and stem_row.part:
            shared.append(f"u~{stem_row.part}")
        else:
            shared.append("u-")
        frequency = row.frequency if row else 0
        often = "f0" if not frequency else f"f{1 + sum(frequency >= limit for limit in _FREQUENT)}"
        named = "".join(lists) + ("U" if part else "")
        return Word(form, bare, stem, often, tuple(shared), clusters[1], named, self._kind(clusters[1], named))

    def _kind(self, cluster: str, lists: str) -> int:
        return self._kinds.setdefault((cluster, lists), len(self._kinds))


def build_name_words(knowledge: Knowledge) -> NameWords:
    """Load the table and list the words of all names the lexicons know."""
    lines = (_DATA / "name_words.tsv").read_text(encoding="utf-8").splitlines()
    parted = [line.partition("\t") for line in lines]
    return NameWords({word: rest for word, _, rest in parted}, _lists(knowledge))


def _lists(knowledge: Knowledge) -> dict[str, set[str]]:
    """Words of the names in our lexicons, by lexicon and how they stand in the name."""
    result: dict[str, set[str]] = defaultdict(set)
    for letter, forms in _named(knowledge):
        alone, first, inside = (result[letter + standing] for standing in "ubi")
        for words in words_of_all(forms):
            if len(words) == 1:
                alone.add(words[0])
            elif words:
                first.add(words[0])
                inside.update(words[1:])
    return result


def _named(knowledge: Knowledge) -> Iterator[tuple[str, Iterable[str]]]:
    """Names of all lexicons, each with a letter for its lexicon."""
    countries, actors = knowledge.entries(Country), knowledge.entries(NamedActor)
    yield "C", (form for country in countries for form in country.forms)
    adjectives = [form for country in countries for form in country.adjective]
    yield "A", (inflected for form in adjectives for inflected in (form, f"{form}ة", f"ال{form}", f"ال{form}ة"))
    yield "L", (form for place in knowledge.entries(PlaceEntry) for form in place.forms)
    yield "P", (form for person in knowledge.entries(Person) for form in person.forms)
    yield "H", (form for title in knowledge.entries(PersonTitle) for form in title.forms)
    yield "B", (form for body in knowledge.entries(BodyHead) for form in body.forms)
    yield "Q", (form for actor in actors if actor.kind == "people" for form in actor.forms)
    yield "O", (form for actor in actors if actor.kind != "people" for form in actor.forms)
    yield "T", (form for office in knowledge.entries(OfficeTitle) for form in (*office.forms, *office.plural))
    yield "N", (form for given in knowledge.entries(GivenNames) for form in given.names)
    rows = [line.split("\t") for line in (_DATA / "geonames.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    yield "G", (form for row in rows if int(row[6]) >= _BIG for form in row[2].split("|"))
    yield "g", (form for row in rows if int(row[6]) < _BIG for form in row[2].split("|"))
