"""Clauses: the cues of a sentence that report words, in order, each with its region and its limit."""

from dataclasses import dataclass, replace

from mahdar.reading.statements.complements import Complement, find_complement
from mahdar.reading.statements.cues import Cue, find_cues
from mahdar.reading.statements.scene import Scene


@dataclass(frozen=True, slots=True)
class Report:
    """A cue with the place of the words it reports.

    Attributes
    ----------
    cue : Cue
    complement : Complement
    floor : int
        First token of the clause in which the subject may stand.
    start : int
        Token at which the clause begins, where earlier words end.
    limit : int
        Token before which the words end.
    """

    cue: Cue
    complement: Complement
    floor: int
    start: int
    limit: int


def sentence_cues(scene: Scene, first: int, past: int) -> list[Cue]:
    """Cues of a sentence that stand outside quotations."""
    found: list[Cue] = []
    for cue in find_cues(scene, first, past):
        if scene.quote_at[cue.first] is not None:
            continue
        if not (found and _is_namesake(scene, found[-1], cue)):
            found.append(cue)
    return found


def _is_namesake(scene: Scene, before: Cue, cue: Cue) -> bool:
    """Whether a past verb right after another is a name that is spelt like one (وأضاف كرر)."""
    if before.form != "verb" or cue.form != "verb" or before.last + 1 != cue.first:
        return False
    return cue.tense == "past" and not cue.joined and not scene.after_mark(cue.first)


def find_reports(scene: Scene, cues: list[Cue], first: int, past: int) -> list[Report]:
    """Find the reports of a sentence: cues that have a complement and do not stand within reported words.

    A cue within the words of another counts only if it takes the reporter's voice up again: joined with و after the
    words, a participle, or after بينما and the like.
    """
    others = {cue.first: cue for cue in cues}
    reports: list[Report] = []
    for cue in cues:
        passed = any(report.complement.inner == cue.first for report in reports)
        if cue.form == "particle" and (cue.kind != "quotative" or passed):
            continue
        complement = find_complement(scene, cue, others, past)
        if complement is None or _adjectival(scene, cue, complement) or _impersonal(scene, cue, complement, first):
            continue
        start = clause_start(scene, cue, reports[-1].complement.first + 1 if reports else first)
        floor = first
        if reports:
            last = reports[-1]
            if cue.first < last.complement.first:
                if last.complement.first == complement.first:
                    continue
            elif not _after_quote(last.complement, cue) and not resumes(scene, cue, start):
                continue
            if start <= last.complement.first:
                start = max(start, min(cue.first, last.complement.first + 1))
            reports[-1] = replace(last, limit=min(last.limit, max(start, last.complement.first + 1)))
            floor = start
        reports.append(Report(cue, complement, floor, start, past))
    return reports


def clause_start(scene: Scene, cue: Cue, first: int) -> int:
    """Token at which the clause of a cue begins: the cue itself or a word such as كما, بينما, من جهته before it."""
    best = cue.first
    for at in range(cue.first - 1, max(first, cue.first - 12) - 1, -1):
        roles = scene.roles[at]
        reach = [roles[role] for role in ("contrast", "turn", "adverb", "auxiliary") if role in roles]
        if reach and max(reach) + 1 >= best:
            best = at
            if scene.after_comma(at) and not roles.keys().isdisjoint(("contrast", "turn")):
                break
        elif "contrast" in roles:
            return at
        elif scene.after_comma(at + 1) and best == at + 1 and scene.mention_at[at] is None:
            break
    return best


def resumes(scene: Scene, cue: Cue, start: int) -> bool:
    """Whether a cue within reported words takes the reporter's voice up again."""
    if cue.joined or cue.form in ("participle", "particle"):
        return True
    if start < cue.first:
        roles = scene.roles[start]
        return "contrast" in roles or "turn" in roles or scene.joined(start) or scene.tokens[start].form == "كما"
    return False


def _after_quote(complement: Complement, cue: Cue) -> bool:
    """Whether the words were a quotation that is over."""
    return complement.quote is not None and cue.first > complement.quote.last


def _adjectival(scene: Scene, cue: Cue, complement: Complement) -> bool:
    """Whether a participle may be an adjective or object: with a bare noun it counts after a comma or with و only."""
    if cue.form != "participle" or complement.manner != "nominal":
        return False
    bare = complement.opener == complement.first and complement.cut == 0
    return bare and not cue.joined and not scene.after_mark(cue.first)


def _impersonal(scene: Scene, cue: Cue, complement: Complement, first: int) -> bool:
    """Whether a verb without a subject is the outlet's own voice (ويذكر أن، يعتقد أن)."""
    if cue.form != "verb" or not cue.entry.impersonal or cue.person != "3ms" or cue.tense != "present":
        return False
    between = cue.last + 1
    if complement.opener > cue.last + 2 or (
        complement.opener > between and scene.roles[between].keys().isdisjoint(("adverb", "preposition"))
    ):
        return False
    at = cue.first - 1
    while at >= first and (scene.is_(at, "auxiliary") or scene.is_(at, "adverb")):
        at -= 1
    return at < first or (scene.mention_at[at] is None and not scene.is_(at, "relative"))
