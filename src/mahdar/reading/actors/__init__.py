"""Actors: who is in the article, all mentions of each, one actor for each real one."""

from collections.abc import Sequence

from mahdar.knowledge import Knowledge
from mahdar.reading.actors.lexicon import build_lexicon
from mahdar.reading.actors.linking import Linker
from mahdar.reading.actors.scanning import scan
from mahdar.reading.actors.view import View
from mahdar.reading.document import Document
from mahdar.reading.findings import ActorMention, FoundActor, FoundPlace, FoundTime

__all__ = ["find_actors"]


def find_actors(
    document: Document, knowledge: Knowledge, times: Sequence[FoundTime], places: Sequence[FoundPlace]
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

    Returns
    -------
    tuple[FoundActor, ...]
        In the order of their first mention, with ids a1, a2, …; spans in code points of `article.text`.
    """
    lexicon = knowledge.derive(build_lexicon)
    view = View(document, lexicon, times, places)
    candidates = scan(view)
    linker = Linker(view, document.article.published)
    linker.bind_titles(candidates)
    actors = []
    for number, draft in enumerate(linker.link(candidates), 1):
        actor = f"a{number}"
        mentions = tuple(
            ActorMention(
                document.span(c.first, c.last, c.cut), c.first, c.last, actor, c.form, c.rule, c.confidence
            )
            for c in draft.mentions
        )
        actors.append(
            FoundActor(actor, draft.ref, draft.name, draft.kind, draft.country, draft.office, mentions)
        )
    return tuple(actors)
