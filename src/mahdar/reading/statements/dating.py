"""Dating: the day on which something was said, if the clause that attributes it names one."""

from mahdar.reading.findings import FoundTime
from mahdar.reading.statements.scene import Scene

_DAY = len("2018-05-30")
_AFTER = 12  # tokens after the words in which the reporter may still date the saying


def date_of(scene: Scene, floor: int, cue: int, opener: int, end: int, limit: int) -> str | None:
    """Value of the time expression nearest to a cue: between cue and words, before the cue, or after the words.

    Parameters
    ----------
    scene : Scene
    floor, limit : int
        The clause's tokens [floor, limit).
    cue, opener, end : int
        The cue, the first token after the reporter's region, and the last token of the words.
    """
    for at in range(cue + 1, opener):
        if (time := _dated(scene, at)) is not None:
            return time.value
    for at in range(cue - 1, floor - 1, -1):
        if (time := _dated(scene, at)) is not None:
            return time.value
    for at in range(end + 1, min(limit, end + _AFTER)):
        if (time := _dated(scene, at)) is not None and time.kind == "date" and len(time.value or "") == _DAY:
            return time.value
    return None


def _dated(scene: Scene, at: int) -> FoundTime | None:
    time = scene.time_at[at]
    if time is None or time.value is None or time.kind not in ("date", "interval") or ".." in time.value:
        return None
    before = time.first - 1
    # منذ 2014 dates a state, not the saying.
    return None if before >= 0 and scene.tokens[before].form in ("منذ", "حتي") else time
