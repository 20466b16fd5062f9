"""Agreement: whether a noun can be the subject of a verb or participle, as far as gender tells."""

from dataclasses import dataclass, field

from mahdar.arabic.folding import fold
from mahdar.reading.findings import ActorMention
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.naming import head_of
from mahdar.reading.statements.scene import Scene


@dataclass
class Agreement:
    """The gender of actors: learnt from verbs that stand before their subject, else guessed from the noun's form.

    Attributes
    ----------
    scene : Scene
    learnt : dict[str, str]
        "f" or "m" by actor.
    """

    scene: Scene
    learnt: dict[str, str] = field(default_factory=dict)

    def learn(self, actor: str, cue: Cue) -> None:
        """Note the gender that a verb gives to the subject after it."""
        self.learnt[actor] = "f" if cue.feminine else "m"

    def agrees(self, cue: Cue, mention: ActorMention, head: int | None = None) -> bool:
        """Whether a mention, or the noun phrase around it that begins at `head`, may be a cue's subject."""
        return _allows(cue, self._of_mention(mention, mention.first if head is None else head))

    def allows(self, cue: Cue, actor: str) -> bool:
        """Whether an actor named before may be a cue's subject."""
        gender = self.learnt.get(actor)
        mentions = self.scene.actors[actor].mentions
        if gender is None and mentions:
            gender = self._of_mention(mentions[0], mentions[0].first)
        return _allows(cue, gender or "")

    def _of_mention(self, mention: ActorMention, head: int) -> str:
        known = self.learnt.get(mention.actor)
        if known is not None:
            return known
        scene = self.scene
        actor = scene.actors[mention.actor]
        if actor.kind == "country":
            return ""
        form, feminine = scene.tokens[head].form, scene.ends_in_ta(head)
        if form.endswith("ات") or (feminine and actor.kind != "person"):
            return "f"
        hit = head_of(scene, head)
        if actor.kind == "person":
            return "m" if hit is not None and hit.key.role == "office" and not feminine else ""
        if hit is not None and hit.key.kind == "people":
            return "m" if any(hit.split.stem == fold(form) for form in hit.key.forms) else ""
        return ""


def _allows(cue: Cue, gender: str) -> bool:
    if not cue.person or not gender:
        return True
    return cue.feminine == (gender == "f")
