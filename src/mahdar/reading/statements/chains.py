"""Chains: who carried somebody's words (نقلت وكالة عن فلان قوله), from the one nearest the speaker outward."""

from mahdar.reading.statements.attributions import Attribution
from mahdar.reading.statements.complements import Complement
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.scene import Scene
from mahdar.reading.statements.sources import Sources


def carriers(
    scene: Scene, sources: Sources, cue: Cue, complement: Complement, subject: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """Speaker and carriers of a report.

    For a verb of carrying (نقل، نسب) the speaker stands after عن or على لسان and the subject is the carrier; media
    to whom a speaker talked (قال لوكالة …) are carriers too.
    """
    if cue.kind == "carry":
        named = sources.origins(cue.last + 1, complement.opener)
        if named:
            *between, origin = named
            carried = (*reversed(between), subject)
            return origin, tuple(actor for actor in carried if actor is not None and actor != origin)
        return subject, ()
    return subject, _told(scene, cue, complement.opener, subject)


def chain(
    scene: Scene, speaker: str | None, via: tuple[str, ...], beside: list[Attribution]
) -> tuple[str | None, tuple[str, ...]]:
    """Add the sources of attributions beside a report: carriers, unless نقلا عن names somebody nearer the fact."""
    for attribution in beside:
        for source in (attribution.source, attribution.carrier):
            if source is None or source == speaker:
                continue
            if speaker is None:
                speaker = source
            elif attribution.cue.kind == "relay" and scene.actors[source].kind != "media":
                via, speaker = (speaker, *via), source
            elif source not in via:
                via = (*via, source)
    return speaker, via


def _told(scene: Scene, cue: Cue, opener: int, subject: str | None) -> tuple[str, ...]:
    """Media addressed with ل between the cue and the words."""
    found: list[str] = []
    for at in range(cue.last + 1, opener):
        mention = scene.mention_from(at)
        if mention is None or mention.actor == subject or scene.actors[mention.actor].kind != "media":
            continue
        token = scene.tokens[at]
        lam = scene.document.text[token.start : mention.span[0]].endswith("ل") or token.form.startswith("لل")
        if lam or (at > 0 and scene.tokens[at - 1].form in ("ل", "مع")):
            found.append(mention.actor)
    return tuple(found)
