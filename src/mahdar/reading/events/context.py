"""The context of events: what the earlier stages found, seen by token, and the words that hold clauses together."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mahdar.arabic.folding import fold
from mahdar.arabic.lookup import Inflections, Match, Phrases
from mahdar.arabic.numerals import Numeral
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.events import FunctionWord, SupportVerb
from mahdar.reading.document import Document
from mahdar.reading.events.sharing import Contents
from mahdar.reading.events.time_survey import TimeSurvey, survey_times
from mahdar.reading.events.triggers import Candidate, find_candidates
from mahdar.reading.findings import ActorMention, FoundActor, FoundPlace, FoundStatement, FoundTime

_NO_ROLES: frozenset[str] = frozenset()
_PARTING = frozenset(",،؛;:()-–—")
_JOINING = frozenset({"relative", "subordinator", "complementizer"})


def build_function_words(knowledge: Knowledge) -> Phrases[str]:
    """Index of function words and phrases by role."""
    index: Phrases[str] = Phrases()
    for entry in knowledge.entries(FunctionWord):
        for form in entry.forms:
            index.add(form, entry.role)
    return index.freeze()


def build_support_verbs(knowledge: Knowledge) -> Inflections[SupportVerb]:
    """Index of the verbs that carry event nouns."""
    index: Inflections[SupportVerb] = Inflections()
    for entry in knowledge.entries(SupportVerb):
        if entry.verb:
            index.add_verb(entry, *entry.verb)
        for noun in entry.noun:
            index.add_noun(entry, noun)
    return index


@dataclass(frozen=True, slots=True)
class PlaceSurvey:
    """Where an article names its places.

    Attributes
    ----------
    by_sentence, by_paragraph : dict[int, list[FoundPlace]]
        Mentions in order of the text.
    lead : list[FoundPlace]
        Mentions in the headline and the first paragraph.
    standing : dict[str, tuple[int, bool, bool]]
        For each place id the number of its mentions, and whether the headline and the first paragraph name it.
    main_country : str or None
        The country in which most of the mentioned places lie.
    commonest_country : FoundPlace or None
        The country that is named itself most often.
    """

    by_sentence: dict[int, list[FoundPlace]]
    by_paragraph: dict[int, list[FoundPlace]]
    lead: list[FoundPlace]
    standing: dict[str, tuple[int, bool, bool]]
    main_country: str | None
    commonest_country: FoundPlace | None


def survey_places(document: Document, places: Sequence[FoundPlace]) -> PlaceSurvey:
    """Count and sort an article's places once, so that each event need not."""
    by_sentence: dict[int, list[FoundPlace]] = {}
    by_paragraph: dict[int, list[FoundPlace]] = {}
    standing: dict[str, tuple[int, bool, bool]] = {}
    for place in places:
        paragraph = document.paragraph_of(place.first)
        by_sentence.setdefault(document.sentence_of[place.first], []).append(place)
        by_paragraph.setdefault(paragraph, []).append(place)
        count, title, opening = standing.get(place.place.id, (0, False, False))
        standing[place.place.id] = (count + 1, title or paragraph == 0, opening or paragraph == 1)
    lying = Counter(p.place.country for p in places if p.place.country)
    named = [p for p in places if p.place.level == "country"]
    counts = Counter(p.place.id for p in named)
    return PlaceSurvey(
        by_sentence,
        by_paragraph,
        by_paragraph.get(0, []) + by_paragraph.get(1, []),
        standing,
        lying.most_common(1)[0][0] if lying else None,
        max(named, key=lambda p: counts[p.place.id]) if named else None,
    )


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Features of the words around a trigger; those right beside it; and those of them that name the word itself."""

    features: list[str]
    beside: list[str]
    words: list[str]


@dataclass(frozen=True)
class Context:
    """A document with its findings, and views by token.

    Attributes
    ----------
    document, knowledge, times, places, actors, statements, numerals
        The inputs of the event stage.
    mentions : tuple[ActorMention, ...]
        All mentions of all actors, in order of the text.
    company : dict[int, frozenset[str]]
        Words of content close behind triggers, kept once read.
    resumed : dict[tuple[int, int], bool]
        Whether a pronoun close behind a trigger takes up what was told before, by first and last token.
    around : dict[tuple[int, int], Neighbours]
        Features of the words around triggers by first and last token, kept once made.
    """

    document: Document
    knowledge: Knowledge
    times: tuple[FoundTime, ...]
    places: tuple[FoundPlace, ...]
    actors: tuple[FoundActor, ...]
    statements: tuple[FoundStatement, ...]
    numerals: tuple[Numeral, ...] = ()
    mentions: tuple[ActorMention, ...] = field(init=False)
    company: dict[int, frozenset[str]] = field(init=False, default_factory=dict, repr=False)
    resumed: dict[tuple[int, int], bool] = field(init=False, default_factory=dict, repr=False)
    around: dict[tuple[int, int], Neighbours] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        mentions = sorted((m for a in self.actors for m in a.mentions), key=lambda m: (m.first, -m.last))
        object.__setattr__(self, "mentions", tuple(mentions))

    @cached_property
    def actor_by_id(self) -> dict[str, FoundActor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def roles(self) -> tuple[frozenset[str], ...]:
        """For each token the grammatical roles it has as a function word."""
        index = self.knowledge.derive(build_function_words)
        tokens = self.document.tokens
        found: dict[int, set[str]] = {}
        for at in index.beginnings(tokens):
            for match in index.matches(tokens, at):
                if _clean(match, tokens[at].form):
                    for covered in range(match.first, match.last + 1):
                        found.setdefault(covered, set()).add(match.key)
        result = [_NO_ROLES] * len(tokens)
        for at, roles in found.items():
            result[at] = frozenset(roles)
        return tuple(result)

    @cached_property
    def support(self) -> tuple[SupportVerb | None, ...]:
        """For each token the support verb it is a form of."""
        index = self.knowledge.derive(build_support_verbs)
        result: list[SupportVerb | None] = []
        for token in self.document.tokens:
            hits = index.lookup(token.form) if token.kind == "word" else ()
            result.append(hits[0].key if hits else None)
        return tuple(result)

    @cached_property
    def clause_of(self) -> tuple[int, ...]:
        """For each token the number of its clause: clauses end at punctuation, relatives and subordinators."""
        result: list[int] = []
        clause = -1
        last = -1
        for token, sentence, roles in zip(self.document.tokens, self.document.sentence_of, self.roles, strict=True):
            gap = token.gap
            parting = gap != " " and not _PARTING.isdisjoint(gap) and gap.strip() != "-"
            joined = roles and not roles.isdisjoint(_JOINING) and "preposition" not in roles
            if sentence != last or parting or joined:
                clause += 1
            last = sentence
            result.append(clause)
        return tuple(result)

    @cached_property
    def candidates(self) -> list[Candidate]:
        """All words that may state an event."""
        return find_candidates(self.document, self.knowledge)

    @cached_property
    def candidates_at(self) -> dict[int, list[Candidate]]:
        """The same by token."""
        found: dict[int, list[Candidate]] = {}
        for candidate in self.candidates:
            found.setdefault(candidate.token, []).append(candidate)
        return found

    @cached_property
    def told_in(self) -> dict[int, tuple[set[str], set[str]]]:
        """For each sentence that may state an event the lemmas and the event types of its triggers."""
        found: dict[int, tuple[set[str], set[str]]] = {}
        for candidate in self.candidates:
            lemmas, types = found.setdefault(self.document.sentence_of[candidate.token], (set(), set()))
            lemmas.add(candidate.entry.lemma)
            types.add(candidate.entry.type)
        return found

    def candidates_between(self, first: int, past: int) -> int:
        """Number of candidates strictly between two tokens."""
        return max(0, bisect_left(self._candidate_tokens, past) - bisect_right(self._candidate_tokens, first))

    @cached_property
    def _candidate_tokens(self) -> list[int]:
        return [candidate.token for candidate in self.candidates]

    @cached_property
    def verbs(self) -> frozenset[int]:
        """Tokens that are read as verbs, as triggers or as support verbs."""
        found = {c.token for c in self.candidates if c.category in ("verb", "passive")}
        found.update(t for t, verb in enumerate(self.support) if verb is not None and t not in self.noun_triggers)
        return frozenset(found)

    def verbs_between(self, first: int, past: int) -> int:
        """Number of verbs strictly between two tokens."""
        return max(0, bisect_left(self._verb_tokens, past) - bisect_right(self._verb_tokens, first))

    @cached_property
    def _verb_tokens(self) -> list[int]:
        return sorted(self.verbs)

    @cached_property
    def noun_triggers(self) -> frozenset[int]:
        """Tokens that may state an event as nouns."""
        return frozenset(c.token for c in self.candidates if c.category == "noun")

    @cached_property
    def lemma_counts(self) -> dict[str, tuple[int, int]]:
        """For each trigger lemma how often it stands in the title and in the whole text."""
        return self._counts([(c.token, c.entry.lemma) for c in self.candidates])

    @cached_property
    def trigger_counts(self) -> dict[str, tuple[int, int]]:
        """For each event type how many of its triggers stand in the title and in the whole text."""
        return self._counts([(c.token, str(c.entry.type)) for c in self.candidates])

    def _counts(self, keys: Sequence[tuple[int, str]]) -> dict[str, tuple[int, int]]:
        counts: dict[str, tuple[int, int]] = {}
        for token, key in set(keys):
            title, text = counts.get(key, (0, 0))
            counts[key] = (title + (self.document.paragraph_of(token) == 0), text + 1)
        return counts

    @cached_property
    def statement_of(self) -> tuple[FoundStatement | None, ...]:
        """For each token the shortest statement whose content covers it."""
        result: list[FoundStatement | None] = [None] * len(self.document.tokens)
        for statement in sorted(self.statements, key=lambda s: s.first - s.last):
            for token in range(statement.first, statement.last + 1):
                result[token] = statement
        return tuple(result)

    @cached_property
    def cue_of(self) -> dict[int, FoundStatement]:
        """For each token inside a statement's cue the statement it introduces."""
        result: dict[int, FoundStatement] = {}
        for statement in self.statements:
            if statement.cue:
                first, past = self.document.token_range(statement.cue)
                for token in range(first, past):
                    result.setdefault(token, statement)
        return result

    @cached_property
    def mention_at(self) -> dict[int, ActorMention]:
        """For each token the longest actor mention that covers it."""
        result: dict[int, ActorMention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.first - m.last):
            for token in range(mention.first, mention.last + 1):
                result.setdefault(token, mention)
        return result

    @cached_property
    def place_at(self) -> dict[int, FoundPlace]:
        """For each token the place mention that covers it."""
        return {t: place for place in self.places for t in range(place.first, place.last + 1)}

    @cached_property
    def place_survey(self) -> PlaceSurvey:
        """The article's places by where they stand and what they are."""
        return survey_places(self.document, self.places)

    @cached_property
    def contents(self) -> Contents:
        """What each sentence speaks of."""
        return Contents(self)

    @cached_property
    def time_survey(self) -> TimeSurvey:
        """The article's times by where they stand and what they say."""
        return survey_times(self.document, self.times)

    @cached_property
    def time_at(self) -> dict[int, FoundTime]:
        """For each token the time expression that covers it."""
        return {t: time for time in self.times for t in range(time.first, time.last + 1)}

    def path(self, first: int, last: int, longest: int = 6) -> str:
        """The kinds of words strictly between two tokens, as one letter each; "…" in the middle of a long way.

        A actor, P preposition, V verb, L place, T time, R relative, S subordinator, C complementizer, # number,
        w other word; a comma, bracket or quotation mark before a word is written too.
        """
        letters, begins, stands = self._way
        start, past = begins[first + 1], stands[last]
        if past - start > longest:
            half = longest // 2
            return "".join((*letters[start : start + half], "…", *letters[past - half : past]))
        return "".join(letters[start:past])

    @cached_property
    def _way(self) -> tuple[list[str], list[int], list[int]]:
        """The letters of `path` from first token to last; where each token's begin, and where its own stands."""
        letters: list[str] = []
        begins: list[int] = []
        stands: list[int] = []
        for at, token in enumerate(self.document.tokens):
            begins.append(len(letters))
            if token.gap != " " and (marks := token.gap.strip()):
                letters.append(_mark_letter(marks))
            stands.append(len(letters))
            letters.append(self._letter(at))
        begins.append(len(letters))
        return letters, begins, stands

    def _letter(self, at: int) -> str:
        mention = self.mention_at.get(at)
        if mention is not None:
            return "A" if mention.first == at else ""
        roles = self.roles[at]
        if "preposition" in roles:
            return "P"
        if at in self.verbs:
            return "V"
        if at in self.place_at:
            return "L"
        if at in self.time_at:
            return "T"
        if "relative" in roles:
            return "R"
        if "complementizer" in roles:
            return "C"
        if "subordinator" in roles:
            return "S"
        return "#" if self.document.tokens[at].kind == "number" else "w"

    def mentions_within(self, first: int, past: int) -> Sequence[ActorMention]:
        """Actor mentions that start in a token range [first, past)."""
        starts = self._mention_starts
        return self.mentions[bisect_left(starts, first) : bisect_left(starts, past)]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.first for mention in self.mentions]

    def governor(self, first: int) -> tuple[str, int]:
        """The preposition that governs the noun phrase starting at a token, and the number of nouns between them.

        A proclitic preposition of the word itself counts with distance 0; «على مواقع الجيش» gives ("على", 1) for الجيش.
        Returns ("", -1) where none is found before a clause boundary or five words.
        """
        known = self._governors.get(first)
        if known is None:
            known = self._governors[first] = self._find_governor(first)
        return known

    @cached_property
    def _governors(self) -> dict[int, tuple[str, int]]:
        return {}

    def _find_governor(self, first: int) -> tuple[str, int]:
        tokens = self.document.tokens
        clitic = _clitic_preposition(tokens[first].form)
        mention = self.mention_at.get(first)
        if clitic and mention is not None and self.document.offset(first) < mention.span[0]:
            return clitic, 0
        if clitic == "ل" and tokens[first].form.startswith(("لل", "ولل")):
            return "ل", 0
        for back in range(1, 5):
            at = first - back
            if at < 0 or self.clause_of[at] != self.clause_of[first] or at in self.verbs:
                break
            roles = self.roles[at]
            if "complementizer" in roles:
                break
            if "agent" in roles:
                return "من قبل", back - 1
            if "instrument" in roles:
                return "مع+", back - 1
            if "preposition" in roles:
                form = tokens[at].form
                return (form[1:] if form[0] in "وف" and len(form) > 2 else form), back - 1
            other = _clitic_preposition(tokens[at].form)
            if other and back > 1 and tokens[at].form.startswith(("بال", "لل", "ب")) and at not in self.mention_at:
                return other, back
        return "", -1


def _mark_letter(marks: str) -> str:
    """The letter in a path for the marks between two words."""
    return "," if marks[0] in ",،؛" else ":" if ":" in marks else "'" if marks[0] in '"«»“”' else "-"


def _clitic_preposition(form: str) -> str:
    rest = form[1:] if form[0] in "وف" and len(form) > 4 else form
    if rest[0] in "بلك" and len(rest) > 3:
        return rest[0]
    return ""


def _clean(match: Match[str], form: str) -> bool:
    """Function words take only و and ف in front: بمن, لما and the like are listed where they matter."""
    return match.cut == 0 or (match.cut == 1 and form[0] in "وف") or fold(form)[match.cut - 1] in "وف"
