"""English names of actors that the lexicon does not name itself."""

from mahdar.arabic.transliteration import transliterate_name
from mahdar.knowledge.entries.actors import BodyHead, PeopleNoun
from mahdar.reading.actors.candidates import (
    BodyTarget,
    DescriptionTarget,
    KnownTarget,
    OwnNameTarget,
    PersonTarget,
    Target,
    TitleTarget,
)
from mahdar.reading.actors.lexicon import ActorLexicon

# English puts these before the adjective of nationality.
_BEFORE_NATION = frozenset({"senior", "former", "current", "unidentified", "masked"})


def english_of_target(target: Target, lexicon: ActorLexicon) -> str | None:
    """Return the English name of whatever a candidate says about an actor, as far as it can be given."""
    if isinstance(target, KnownTarget):
        return target.entry.name.en
    if isinstance(target, BodyTarget):
        return english_of_body(target.head, target.country, lexicon)
    if isinstance(target, OwnNameTarget):
        return english_of_own_name(target, lexicon)
    if isinstance(target, DescriptionTarget):
        return english_of_description(target, lexicon)
    if isinstance(target, TitleTarget):
        return english_of_title(target, lexicon)
    if isinstance(target, PersonTarget):
        if target.known:
            return target.known[0].name.en
        return transliterate_name(" ".join(target.units), lexicon.spellings)
    return None


def english_of_body(head: BodyHead, country: str | None, lexicon: ActorLexicon) -> str:
    """`Ministry of Defence of Russia`, `Egyptian police`; the bare noun without a country."""
    if country is None:
        bare = head.en_bare or head.en
        return bare[:1].upper() + bare[1:]
    role = lexicon.heads_by_id.get(head.state, head) if head.state else head
    for named in (head, role):
        if country in named.names:
            return named.names[country]
    name = lexicon.countries[country].name.en if country in lexicon.countries else country
    pattern = role.en
    demonym = lexicon.demonyms.get(country)
    if demonym is None and "{demonym}" in pattern:
        return f"{role.en_bare or head.id} of {name}"
    return pattern.format(country=name, demonym=demonym, gloss=role.en_bare, group=name, name=name)


def english_of_own_name(target: OwnNameTarget, lexicon: ActorLexicon) -> str:
    """Return the head noun glossed; its adjectives too if all are known, else its name transliterated."""
    glosses = lexicon.glosses["body-glosses"]
    head, *rest = target.words
    gloss = glosses.get(head, target.head.en_bare or head)
    if target.of is not None:
        owner = english_of_target(target.of, lexicon)
        joint = "loyal to" if any(lexicon.is_word("loyal-to", word) for word in rest) else "of"
        return _capital(f"{gloss} {joint} {owner}") if owner else _capital(gloss)
    adjectives = []
    for word in rest:
        found = lexicon.modifiers.get(word)
        if found:
            adjectives.append(found[0].en)
    if rest and len(adjectives) == len(rest):
        return _capital(" ".join([*reversed(adjectives), gloss]))
    nation = lexicon.demonyms.get(target.country or "")
    if nation and len(adjectives) >= len(rest) - 1:
        return _capital(" ".join([nation, *adjectives, gloss]))
    name = transliterate_name(" ".join(rest), lexicon.spellings)
    return f"{name} {gloss}" if rest else _capital(gloss)


def english_of_description(target: DescriptionTarget, lexicon: ActorLexicon) -> str:
    """`Iraqi security source`, `Senior official of the White House`."""
    noun: PeopleNoun = target.noun
    gloss = (noun.en_plural or f"{noun.en}s") if target.plural else noun.en
    front = [modifier.en for modifier in target.modifiers if modifier.en in _BEFORE_NATION]
    inner = [modifier.en for modifier in reversed(target.modifiers) if modifier.en not in _BEFORE_NATION]
    nation = lexicon.demonyms.get(target.country or "")
    words = [*front, *([nation] if nation else []), *inner, gloss]
    if target.of is not None:
        owner = english_of_target(target.of, lexicon)
        if owner:
            words += ["of", owner]
    elif target.of_words:
        words += ["of", transliterate_name(" ".join(target.of_words), lexicon.spellings)]
    return _capital(" ".join(words))


def english_of_title(target: TitleTarget, lexicon: ActorLexicon) -> str:
    """`Foreign minister of Egypt`, `Spokesperson of the Houthi movement`."""
    owner = target.of
    if target.country in lexicon.countries and (owner is None or target.office is None):
        owner = lexicon.countries[target.country].name.en
    return _capital(f"{target.en} of {owner}" if owner else target.en)


def english_of_person(units: tuple[str, ...], text: str, lexicon: ActorLexicon) -> str:
    """Return a person's name transliterated; `text` as it stands in the article, for its vowel marks."""
    return _capital(transliterate_name(text, lexicon.spellings) or " ".join(units))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
