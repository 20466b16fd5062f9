"""Actors: who is in the article, all mentions of each, one actor for each real one."""

from collections.abc import Sequence

from mahdar.knowledge import Knowledge
from mahdar.model import Span
from mahdar.reading.actors.candidates import Candidate
from mahdar.reading.actors.lexicon import build_lexicon
from mahdar.reading.actors.linking import Linker
from mahdar.reading.actors.scanning import scan
from mahdar.reading.actors.tagged import with_tagged
from mahdar.reading.actors.view import View
from mahdar.reading.document import Document
from mahdar.reading.findings import ActorMention, FoundActor, FoundPlace, FoundTime
from mahdar.reading.names import NameMention

__all__ = ["find_actors"]


def find_actors(
    document: Document,
    knowledge: Knowledge,
    times: Sequence[FoundTime],
    places: Sequence[FoundPlace],
    names: Sequence[NameMention] = (),
) -> tuple[FoundActor, ...]:
    """Find all actors of an article.

    Parameters
    ----------
    document : Document
    knowledge : Knowledge
    times : Sequence[FoundTime]
        Words of time expressions never are names.
    places : Sequence[FoundPlace]
        May be empty; they say which country a body belongs to and what the article is about.
    names : Sequence[NameMention]
        May be empty; persons whom no lexicon or rule finds.

    Returns
    -------
    tuple[FoundActor, ...]
        In the order of their first mention, with ids a1, a2, …; spans in code points of `article.text`.
    """
    lexicon = knowledge.derive(build_lexicon)
    view = View(document, lexicon, times, places)
    linker = Linker(view, document.article.published, with_tagged(view, scan(view), names))
    actors = []
    for number, draft in enumerate(linker.link(), 1):
        actor = f"a{number}"
        mentions = tuple(
            ActorMention(_span(document, c), c.first, c.last, actor, c.form, c.rule, c.confidence)
            for c in draft.mentions
        )
        actors.append(FoundActor(actor, draft.ref, draft.name, draft.kind, draft.country, draft.office, mentions))
    return tuple(actors)


def _span(document: Document, candidate: Candidate) -> Span:
    """Return the characters of a mention, with the mark that closes what opens inside it."""
    start, end = document.span(candidate.first, candidate.last, candidate.cut)
    inside = document.text[start:end]
    for opening, closing in _PAIRS:
        if document.text[end : end + 1] != closing:
            continue
        unclosed = inside.count(opening) % 2 if opening == closing else inside.count(opening) - inside.count(closing)
        if unclosed:
            return start, end + 1
    return start, end


_PAIRS = (("«", "»"), ("“", "”"), ('"', '"'), ("(", ")"))
