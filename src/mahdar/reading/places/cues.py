"""The words around a place name: nouns of place, prepositions, directions, vicinities, distances."""

from dataclasses import dataclass, field

from mahdar.arabic.lookup import Phrases, joins
from mahdar.arabic.tokens import Token
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.places import PlaceCue
from mahdar.reading.document import Document


@dataclass(frozen=True, slots=True, eq=False)
class CueForm:
    """One form of a cue; `plural` if several names may follow."""

    cue: PlaceCue
    plural: bool


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue in the text: tokens [first, last], `cut` folded characters of proclitics before it."""

    cue: PlaceCue
    plural: bool
    first: int
    last: int
    cut: int
    proclitic: str


@dataclass(slots=True)
class Context:
    """What stands before a name.

    Attributes
    ----------
    first : int
        First token of the chain of cues, the name's own first token if there is none.
    head, area, border, between, apposition : CueHit or None
        The cue of that role.
    bearing : float or None
        Degrees from north; with `direction` its word for the record.
    distance_km : float or None
        Stated distance from the named place.
    locative : bool
        A preposition of place, also as proclitic.
    proclitic : bool
        Nothing but a proclitic makes it so.
    containing : bool
        The preposition says that what stands before lies in the named place (في, not إلى).
    official : bool
        A person of an office stands before the preposition.
    clause : bool
        A word that only a noun can follow.
    blocked : bool
        The name names a paper, a group, a person.
    """

    first: int
    head: CueHit | None = None
    area: CueHit | None = None
    border: CueHit | None = None
    between: CueHit | None = None
    apposition: CueHit | None = None
    container: CueHit | None = None
    direction: str | None = None
    bearing: float | None = None
    distance_km: float | None = None
    locative: bool = False
    proclitic: bool = False
    containing: bool = False
    clause: bool = False
    official: bool = False
    blocked: bool = False
    inherited: bool = False
    roles: set[str] = field(default_factory=set)

    @property
    def introduced(self) -> bool:
        """Whether anything before the name says that a place is named."""
        return bool(
            self.locative
            or self.head
            or self.area
            or self.direction
            or self.border
            or self.apposition
            or self.container
        )


def cue_phrases(knowledge: Knowledge) -> Phrases[CueForm]:
    """Compile the cues."""
    phrases: Phrases[CueForm] = Phrases()
    for cue in knowledge.entries(PlaceCue):
        for plural, forms in ((False, cue.forms), (True, cue.plural)):
            for form in forms:
                phrases.add(form, CueForm(cue, plural))
    return phrases.freeze()


class CueMap:
    """Cues of one document by the token they end at and the token they start at."""

    def __init__(self, document: Document, phrases: Phrases[CueForm]) -> None:
        self._tokens = document.tokens
        self.ending: dict[int, list[CueHit]] = {}
        self.starting: dict[int, list[CueHit]] = {}
        for at in phrases.beginnings(self._tokens):
            form = self._tokens[at].form
            for match in phrases.matches(self._tokens, at):
                hit = CueHit(match.key.cue, match.key.plural, at, match.last, match.cut, form[: match.cut])
                if "ك" in hit.proclitic:
                    # كبير is no «like a well»
                    continue
                self.ending.setdefault(match.last, []).append(hit)
                self.starting.setdefault(at, []).append(hit)

    def before(self, at: int) -> list[CueHit]:
        """Cues that end right before a token, longest first."""
        if at == 0 or not attached(self._tokens[at].gap):
            return []
        return sorted(self.ending.get(at - 1, ()), key=lambda hit: hit.first)

    def heads_at(self, at: int) -> list[CueHit]:
        """Nouns of place that start at a token."""
        return [hit for hit in self.starting.get(at, ()) if hit.cue.role == "head"]

    def context(self, at: int, proclitic: str) -> Context:
        """Read the chain of cues that leads up to the name at a token.

        Parameters
        ----------
        at : int
            First token of the name.
        proclitic : str
            Folded characters cut from the name's first word (و, ب, وب …).
        """
        context = Context(at)
        if proclitic.endswith(("ب", "ل")):
            context.locative = context.proclitic = True
            context.containing = proclitic.endswith("ب")
        position = at
        if proclitic[:1] in ("و", "ف"):
            # in front of «and Aleppo» stands another member of the list, not this name's cue
            return context
        for _ in range(5):
            hit = self._best(position, context)
            if hit is None:
                break
            self._take(hit, context)
            context.proclitic = False
            position = hit.first
            context.first = position
            if hit.proclitic.endswith(("ب", "ل")):
                context.locative = True
                context.containing = context.containing or hit.proclitic.endswith("ب")
            if hit.cue.role in ("locative", "clause", "not_place", "container"):
                break
            if hit.proclitic:
                # «belonging to the governorate of»: التابعة لمحافظة
                context.container = next((c for c in self.before(position) if c.cue.role == "container"), None)
                context.first = context.container.first if context.container else position
                break
        return context

    def _best(self, position: int, context: Context) -> CueHit | None:
        for hit in self.before(position):
            role = hit.cue.role
            if role in ("compound", "trailer", "official", "enumeration", "no_name") or (
                role in context.roles and role != "direction"
            ):
                continue
            if role == "distance" and context.direction is None and not context.locative:
                # «20 kilometres of» only counts with a direction or a preposition (من)
                continue
            if role == "not_place" and context.roles & {"head", "area", "direction"}:
                continue
            if hit.plural and role == "head" and context.head:
                continue
            return hit
        return None

    def _take(self, hit: CueHit, context: Context) -> None:
        cue = hit.cue
        context.roles.add(cue.role)
        if cue.role == "head":
            context.head = hit
        elif cue.role == "area":
            context.area = hit
        elif cue.role == "border":
            context.border = hit
        elif cue.role == "between":
            context.between = hit
        elif cue.role == "apposition":
            context.apposition = hit
        elif cue.role == "container":
            context.container = hit
        elif cue.role == "direction":
            if context.direction is None:
                context.direction, context.bearing = cue.relation, cue.bearing
        elif cue.role == "distance":
            context.distance_km = self._length(hit)
        elif cue.role == "locative":
            context.locative = True
            context.containing = context.containing or cue.id == "in"
            context.distance_km = self._distance_before(hit.first) or context.distance_km
            context.official = any(before.cue.role == "official" for before in self.before(hit.first))
        elif cue.role == "clause":
            context.clause = True
        elif cue.role == "not_place":
            context.blocked = True

    def _length(self, hit: CueHit) -> float | None:
        if hit.first == 0 or hit.cue.km is None:
            return None
        number = self._tokens[hit.first - 1]
        if number.kind != "number":
            return None
        return float(number.form.replace("٫", ".").replace(",", ".")) * hit.cue.km

    def _distance_before(self, at: int) -> float | None:
        """Find the length that stands right before «من» (على بعد 20 كيلومترا من)."""
        for hit in self.before(at):
            if hit.cue.role == "distance":
                return self._length(hit)
        return None


def attached(gap: str) -> bool:
    """Whether a word follows its predecessor without punctuation that parts clauses."""
    return joins(gap) or gap.strip() in ("(", "()", "[")


def quoted_end(tokens: tuple[Token, ...], at: int, limit: int = 4) -> int | None:
    """Last token of the quoted name that starts at a token, if a quotation mark opens right before it."""
    if not any(mark in tokens[at].gap for mark in '"«“„‹'):
        return None
    for last in range(at, min(at + limit, len(tokens))):
        after = tokens[last + 1].gap if last + 1 < len(tokens) else ""
        if any(mark in after for mark in '"»”“›'):
            return last
        if not joins(after):
            return None
    return None
