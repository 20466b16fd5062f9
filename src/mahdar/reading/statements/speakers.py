"""Speakers: whose words a cue reports."""

from mahdar.reading.statements.agreement import Agreement
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.phrases import apposed, free_mentions
from mahdar.reading.statements.scene import Scene
from mahdar.reading.statements.sources import Sources
from mahdar.reading.statements.subjects import Subjects

_ORIGIN_REACH = 10  # tokens from عن to قوله


class Speakers:
    """The speaker of each cue, in order of the text.

    Parameters
    ----------
    scene : Scene

    Attributes
    ----------
    sources : Sources
        Who has spoken so far.
    subjects : Subjects
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._agreement = Agreement(scene)
        self.sources = Sources(scene, self._agreement)
        self.subjects = Subjects(scene, self.sources, self._agreement)

    def of_verb(self, cue: Cue, opener: int, floor: int) -> str | None:
        """Find the speaker of a verb or verbal noun.

        Parameters
        ----------
        cue : Cue
        opener : int
            First token that belongs to the complement; the subject may stand between cue and opener.
        floor : int
            First token of the clause, before which no subject is looked for.
        """
        lone = self.subjects.lone_object(cue, opener)
        if lone is not None:
            required = cue.entry.addressee == "required"
            before = self.subjects.preceding(cue, floor) if required else self.subjects.fronted(cue, floor)
            if before is not None and before != lone.actor:
                return before
        after = self.subjects.following(cue, cue.last + 1, opener)
        if after is not None:
            named = any(m.actor == after for m in free_mentions(self._scene, cue.last + 1, opener))
            if cue.form == "verb" and named:
                self._agreement.learn(after, cue)
            return after
        if cue.form == "verb" and (not cue.joined or self.subjects.fronted_by_topic(cue, floor)):
            before = self.subjects.preceding(cue, floor)
            if before is not None:
                return before
        return self.subjects.coordinated(cue) or self.sources.pronominal(cue)

    def of_quotative(self, cue: Cue, floor: int) -> str | None:
        """Find whose words قوله and the like introduce: the last one named after عن shortly before."""
        origins = self.sources.origins(max(floor, cue.first - _ORIGIN_REACH), cue.first)
        return origins[-1] if origins else None

    def of_participle(self, cue: Cue, floor: int, current: str | None) -> str | None:
        """Find the speaker of a participle: whoever speaks already in the sentence, else the sentence's subject."""
        if current is not None:
            return current
        free = free_mentions(self._scene, floor, cue.first)
        agreeing = next((mention for mention in free if self._agreement.agrees(cue, mention)), None)
        if agreeing is not None:
            return apposed(self._scene, agreeing, cue.first).actor
        return self.sources.pronominal(cue) or (free[0].actor if free else None)
