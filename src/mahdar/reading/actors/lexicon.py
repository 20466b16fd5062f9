"""All that the actors stage looks up, indexed once."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mahdar.arabic.folding import fold, fold_with_map
from mahdar.arabic.lookup import Inflections, Phrases
from mahdar.arabic.tokens import Token, tokenize, words_of
from mahdar.arabic.transliteration import Spellings
from mahdar.knowledge import Knowledge
from mahdar.knowledge.compiling import HERE
from mahdar.knowledge.entries.actors import ActorWords, BodyHead, Collective, Demonyms, GivenNames, PeopleNoun
from mahdar.knowledge.entries.names import Country, NamedActor, OfficeTitle, Person, PersonTitle
from mahdar.knowledge.entries.places import PlaceCue
from mahdar.knowledge.entries.speech import Saying
from mahdar.reading.actors.adjectives import AdjectiveIndex, Inflected, inflect_adjective
from mahdar.reading.events.triggers import TriggerIndex, build_trigger_index

NAME_STOPS = HERE / "data" / "name_stops.txt"


@dataclass(frozen=True, slots=True, eq=False)
class KnownForm:
    """A name of a lexicon; `only_in` are the countries an article must be about for it to mean this."""

    entry: NamedActor | Country | Person
    only_in: frozenset[str] = frozenset()
    metonym: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TitleForm:
    """An office or a title of a person."""

    office: OfficeTitle | None = None
    title: PersonTitle | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class BodyForm:
    """A head noun of bodies."""

    head: BodyHead
    definite: bool
    elliptic: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PeopleForm:
    """A noun for sources and people."""

    noun: PeopleNoun
    plural: bool
    definite: bool


@dataclass(frozen=True, slots=True, eq=False)
class WordForm:
    """A small word of a list, or a collective expression."""

    role: str
    collective: Collective | None = None


Item = KnownForm | TitleForm | BodyForm | PeopleForm | WordForm


@dataclass(frozen=True, slots=True)
class Given:
    """A first name: spelling and how sure it is a name."""

    en: str
    weak: bool
    family: bool


@dataclass(frozen=True)
class ActorLexicon:
    """The indexes of the actors stage."""

    phrases: Phrases[Item]
    adjectives: AdjectiveIndex
    modifiers: dict[str, tuple[PeopleNoun, Inflected]]
    given: dict[str, Given]
    name_starts: frozenset[str]
    spellings: Spellings
    stops: frozenset[str]
    words: dict[str, frozenset[str]]
    glosses: dict[str, dict[str, str]]
    family_names: frozenset[str]
    people: dict[tuple[str, ...], tuple[Person, ...]]
    countries: dict[str, Country]
    actors: dict[str, NamedActor]
    demonyms: dict[str, str]
    nationals: dict[str, str]
    roles: dict[tuple[str, str], NamedActor]
    roles_of: dict[str, set[str]]
    heads_by_word: dict[str, tuple[BodyHead, ...]]
    heads_by_id: dict[str, BodyHead]
    people_nouns: dict[str, PeopleNoun]
    short_heads: dict[str, frozenset[str]]
    holders: dict[tuple[str, str], tuple[tuple[str, str, Person], ...]]
    stops_small: frozenset[str]
    place_nouns: frozenset[str]
    sayings: Inflections[str]
    triggers: TriggerIndex
    collectives: tuple[Collective, ...]

    def is_word(self, role: str, form: str) -> bool:
        """Whether a folded form stands in a list of small words."""
        return form in self.words[role]

    def is_verb(self, form: str) -> bool:
        """Whether a word is read as a verb of saying or of an event."""
        stated = self.triggers.inflections.lookup(form)
        return bool(self.sayings.lookup(form)) or any(hit.key.category in ("verb", "passive") for hit in stated)

    def is_event_noun(self, form: str) -> bool:
        """Whether a word is read as the noun of an event."""
        return any(hit.key.category == "noun" for hit in self.triggers.inflections.lookup(form))


def build_lexicon(knowledge: Knowledge) -> ActorLexicon:
    """Index everything; used through `knowledge.derive`."""
    countries = knowledge.entries(Country)
    heads = knowledge.entries(BodyHead)
    actors = knowledge.entries(NamedActor)
    people = knowledge.entries(Person)
    words = {entry.id: frozenset(fold(form) for form in entry.forms) for entry in knowledge.entries(ActorWords)}
    adjectives = AdjectiveIndex(countries)
    demonyms = {entry.id: entry.names for entry in knowledge.entries(Demonyms)}
    phrases = _phrases(knowledge)
    stops = frozenset(NAME_STOPS.read_text(encoding="utf-8").split()) | words["name-stops"]
    given, spellings = _names(knowledge.entries(GivenNames))
    for person in people:
        for first, *rest in map(words_of, person.forms):
            if len(rest) == 1 and first not in stops and first not in given and len(first) > 2:
                english = person.name.en.split()[0]
                given[first] = Given(english, weak=True, family=False)
    by_word: dict[str, list[BodyHead]] = defaultdict(list)
    for head in heads:
        for form in head.forms:
            if " " not in form and head not in by_word[fold(form)]:
                by_word[fold(form)].append(head)
    lexicon = ActorLexicon(
        phrases=phrases,
        adjectives=adjectives,
        modifiers=_modifiers(knowledge.entries(PeopleNoun), words["senior-plurals"]),
        given=given,
        name_starts=frozenset(name.split()[0] for name in given) | words["binding"],
        spellings=spellings,
        stops=stops,
        words=words,
        glosses={entry.id: {fold(k): v for k, v in entry.en.items()} for entry in knowledge.entries(ActorWords)},
        family_names=frozenset(words_of(form)[-1] for person in people for form in person.forms),
        people=_people(people),
        countries={country.id: country for country in countries},
        actors={actor.id: actor for actor in actors},
        demonyms=demonyms["countries"],
        nationals=demonyms["nationals"],
        roles={},
        roles_of={},
        heads_by_word={word: tuple(entries) for word, entries in by_word.items()},
        people_nouns={noun.id: noun for noun in knowledge.entries(PeopleNoun)},
        heads_by_id={head.id: head for head in heads},
        short_heads={actor.id: _heads_of(actor.forms) for actor in actors},
        holders=_holders(people),
        stops_small=words["name-stops"] | words["title-prepositions"],
        place_nouns=frozenset(
            fold(form)
            for cue in knowledge.entries(PlaceCue)
            if cue.role == "head"
            for form in (*cue.forms, *cue.plural)
        ),
        sayings=_sayings(knowledge),
        triggers=knowledge.derive(build_trigger_index),
        collectives=tuple(knowledge.entries(Collective)),
    )
    lexicon.roles.update(_roles(lexicon, actors))
    for (role, _), actor in lexicon.roles.items():
        lexicon.roles_of.setdefault(actor.id, set()).add(role)
    return lexicon


def _phrases(knowledge: Knowledge) -> Phrases[Item]:
    phrases: Phrases[Item] = Phrases()
    _add_known(phrases, knowledge)
    _add_titles(phrases, knowledge)
    _add_nouns(phrases, knowledge)
    for entry in knowledge.entries(ActorWords):
        if entry.id in _PHRASE_ROLES:
            _add(phrases, entry.forms, WordForm(entry.id))
    for collective in knowledge.entries(Collective):
        _add(phrases, collective.forms, WordForm("collective", collective))
    return phrases.freeze()


def _add_known(phrases: Phrases[Item], knowledge: Knowledge) -> None:
    for country in knowledge.entries(Country):
        _add(phrases, country.forms, KnownForm(country))
        _add(phrases, country.government, KnownForm(country, metonym=True))
        for code, forms in country.forms_in.items():
            _add(phrases, forms, KnownForm(country, frozenset({code})))
    described = {words_of(form)[0] for noun in knowledge.entries(PeopleNoun) for form in (*noun.forms, *noun.plural)}
    for actor in knowledge.entries(NamedActor):
        names = [form for form in actor.forms if actor.kind != "people" or not _is_described(form, described)]
        _add(phrases, names, KnownForm(actor))
        for code, forms in actor.forms_in.items():
            _add(phrases, forms, KnownForm(actor, frozenset({code})))
    for person in knowledge.entries(Person):
        _add(phrases, person.forms, KnownForm(person))


def _add_titles(phrases: Phrases[Item], knowledge: Knowledge) -> None:
    for office in knowledge.entries(OfficeTitle):
        _add(phrases, office.forms, TitleForm(office))
        _add(phrases, office.plural, TitleForm(office, plural=True))
    for title in knowledge.entries(PersonTitle):
        _add(phrases, title.forms, TitleForm(title=title))


def _add_nouns(phrases: Phrases[Item], knowledge: Knowledge) -> None:
    for head in knowledge.entries(BodyHead):
        _add_both(phrases, head.forms, BodyForm(head, definite=False), BodyForm(head, definite=True))
        _add(phrases, head.elliptic, BodyForm(head, definite=True, elliptic=True))
    for noun in knowledge.entries(PeopleNoun):
        if noun.role != "modifier":
            for plural, forms in ((False, noun.forms), (True, noun.plural)):
                plain, full = PeopleForm(noun, plural, definite=False), PeopleForm(noun, plural, definite=True)
                _add_both(phrases, forms, plain, full)


def _add_both(phrases: Phrases[Item], forms: Iterable[str], indefinite: Item, definite: Item) -> None:
    """Add forms as they stand and, where they lack the article, with it."""
    for form in forms:
        phrases.add(form, definite if is_definite(form) else indefinite)
        if not is_definite(form):
            phrases.add(definite_form(form), definite)


def _is_described(form: str, nouns: set[str]) -> bool:
    """Whether a form is a noun with qualifiers (مصادر عسكرية), which the reader puts together by itself."""
    first, *rest = words_of(form)
    bare = first.removeprefix("ال")
    return (bare in nouns or bare.removesuffix("ا") in nouns) and not any(word.startswith("و") for word in rest)


_PHRASE_ROLES = frozenset({
    "counterpart", "counterparts", "own-country", "own-forces", "own-government", "not-actors", "own-correspondent",
    "title-heads",
})  # fmt: skip


def _add(phrases: Phrases[Item], forms: Iterable[str], item: Item) -> None:
    for form in forms:
        phrases.add(form, item)


def is_definite(form: str) -> bool:
    """Whether a phrase is definite: its last noun carries the article, or its first does."""
    words = form.split()
    return words[0].startswith("ال") or (len(words) > 1 and words[-1].startswith("ال"))


def definite_form(form: str) -> str:
    """Return a noun with its adjectives in the definite (قوات مسلحة: القوات المسلحة)."""
    return " ".join(word if word in ("من", "دون", "بدون", "للأنباء") else "ال" + word for word in form.split())


def _modifiers(nouns: Iterable[PeopleNoun], senior_plurals: frozenset[str]) -> dict[str, tuple[PeopleNoun, Inflected]]:
    found: dict[str, tuple[PeopleNoun, Inflected]] = {}
    for noun in nouns:
        if noun.role == "modifier":
            for form in noun.forms:
                for inflected, agreement in inflect_adjective(form, noun.id):
                    found.setdefault(inflected, (noun, agreement))
            if noun.id == "senior":
                for plural in senior_plurals:
                    found.setdefault(plural, (noun, Inflected(noun.id, definite=False, gender="m", number="pl")))
    return found


def _names(entries: Iterable[GivenNames]) -> tuple[dict[str, Given], Spellings]:
    given: dict[str, Given] = {}
    tables: dict[str, dict[str, str]] = {"given": {}, "particle": {}, "ending": {}, "letter": {}}
    foreign: set[str] = set()
    for entry in entries:
        for name, spelling in entry.names.items():
            key = name if entry.role == "letter" else fold(name)
            tables[entry.role].setdefault(key, spelling)
            if entry.role == "given":
                if not entry.id.startswith("arabic") and key not in given:
                    foreign.add(key)
                given.setdefault(key, Given(spelling, entry.weak, entry.family))
    spellings = Spellings(tables["given"], tables["particle"], tables["ending"], tables["letter"], frozenset(foreign))
    return given, spellings


def _people(people: Iterable[Person]) -> dict[tuple[str, ...], tuple[Person, ...]]:
    found: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in people:
        for form in dict.fromkeys(map(words_of, person.forms)):
            found[form].append(person)
    return {form: tuple(entries) for form, entries in found.items()}


def _holders(people: Iterable[Person]) -> dict[tuple[str, str], tuple[tuple[str, str, Person], ...]]:
    found: dict[tuple[str, str], list[tuple[str, str, Person]]] = defaultdict(list)
    for person in people:
        for held in person.offices:
            if held.of is not None:
                found[held.title, held.of].append((held.since or "0000", held.until or "9999", person))
    return {key: tuple(rows) for key, rows in found.items()}


def _sayings(knowledge: Knowledge) -> Inflections[str]:
    verbs: Inflections[str] = Inflections()
    for saying in knowledge.entries(Saying):
        if saying.verb:
            verbs.add_verb(saying.lemma, *saying.verb)
    return verbs


def _heads_of(forms: Iterable[str]) -> frozenset[str]:
    """First words of an actor's names without article: the nouns by which it may be called later."""
    return frozenset(
        first.removeprefix("ال") for first, *rest in map(words_of, forms) if rest or first.startswith("ال")
    )


def tokens_of(form: str) -> tuple[Token, ...]:
    """Tokens of a name of the lexicon."""
    return tokenize(form, fold_with_map(form))


def _roles(lexicon: ActorLexicon, actors: Iterable[NamedActor]) -> dict[tuple[str, str], NamedActor]:
    """Which named actor is the army, the police … of which country, read off the lexicon's own forms."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    heads = {
        words_of(form)[0].removeprefix("ال")
        for head in lexicon.heads_by_id.values()
        for form in (*head.forms, *head.elliptic)
    }
    for actor in actors:
        if actor.country is None or actor.kind not in ("government", "armed_group"):
            continue
        for form in actor.forms:
            if words_of(form)[0].removeprefix("ال") not in heads:
                continue
            role = _role_of(lexicon, tokens_of(form), actor.country)
            if role and (actor.kind == "government" or (role == "forces" and words_of(form)[0] == _ARMY)):
                votes[role, actor.country][actor.id] += 1
    return {key: lexicon.actors[counts.most_common(1)[0][0]] for key, counts in votes.items()}


_ARMY = "الجيش"  # an armed group may be a country's army (الجيش الوطني الليبي), but nothing else of a state


def _role_of(lexicon: ActorLexicon, tokens: tuple[Token, ...], country: str) -> str | None:
    for match in lexicon.phrases.matches(tokens, 0):
        item = match.key
        if match.cut or not isinstance(item, BodyForm) or item.head.owner == "named" or item.head.id == "group-part":
            continue
        at, owned = match.last + 1, False
        while at < len(tokens):
            adjective = lexicon.adjectives.at(tokens, at)
            if adjective and adjective[0].key == country:
                owned, at = True, adjective[1] + 1
            elif lexicon.is_word("body-qualifiers", tokens[at].form) and item.head.id != "government":
                at += 1
            else:
                name = lexicon.phrases.matches(tokens, at)
                whole = [m for m in name if isinstance(m.key, KnownForm) and isinstance(m.key.entry, Country)]
                if not whole or whole[0].key.entry.id != country:  # type: ignore[union-attr]
                    break
                owned, at = True, whole[0].last + 1
        if owned and at == len(tokens):
            return item.head.state or item.head.id
    return None


@lru_cache(maxsize=65536)
def name_rests(form: str) -> tuple[str, ...]:
    """Return what is left of a word when the letters that may be proclitics are cut off."""
    rests = []
    if form[0] in "وف" and len(form) > 3:
        rests.append(form[1:])
        if form[1] in "بلك" and len(form) > 4:
            rests.append(form[2:])
    if form[0] in "بلك" and len(form) > 3:
        rests.append(form[1:])
    if "لل" in form[:3] and len(form) > 4:
        at = form.index("لل")
        rests.append("ال" + form[at + 2 :])
    return tuple(rests)


_PRONOUNS = ("هما", "هم", "ها", "هن", "نا", "كم")


@lru_cache(maxsize=65536)
def pronoun_rests(form: str) -> tuple[str, ...]:
    """Return a word without its pronoun and conjunction (وحثهم: حث)."""
    for pronoun in _PRONOUNS:
        if form.endswith(pronoun) and len(form) - len(pronoun) >= 3:
            stem = form[: -len(pronoun)]
            return (stem, stem[1:]) if stem[0] in "وف" and len(stem) > 2 else (stem,)
    return ()
