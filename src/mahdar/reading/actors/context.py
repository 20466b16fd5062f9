"""What all linking shares: the document, the lexicon and the actors found so far."""

from dataclasses import dataclass, field

from mahdar.knowledge.entries.names import NamedActor
from mahdar.model import Bilingual
from mahdar.reading.actors.candidates import Candidate
from mahdar.reading.actors.drafts import Draft, Drafts
from mahdar.reading.actors.lexicon import ActorLexicon
from mahdar.reading.actors.view import View


@dataclass(frozen=True)
class Context:
    """A document with the actors gathered from it.

    Attributes
    ----------
    view : View
    published : str or None
        EDTF date of publication: who holds an office then.
    drafts : Drafts
    """

    view: View
    published: str | None
    drafts: Drafts = field(default_factory=Drafts)

    @property
    def lexicon(self) -> ActorLexicon:
        """Return the indexes of the actors stage."""
        return self.view.lexicon

    def country(self, code: str) -> Draft:
        """Return the actor that a country is."""
        country = self.lexicon.countries[code]
        name = Bilingual(ar=country.name.ar, en=country.name.en)
        key = ("country", code)
        return self.drafts.ensure(key, lambda: Draft(key, name, "country", f"iso3166:{code}", code))

    def actor(self, actor: NamedActor) -> Draft:
        """Return the actor that an entry of the lexicon is."""
        ref = f"wikidata:{actor.wikidata}" if actor.wikidata else f"mahdar:{actor.id}"
        key = ("actor", actor.id)
        return self.drafts.ensure(
            key,
            lambda: Draft(
                key,
                Bilingual(ar=actor.name.ar, en=actor.name.en),
                actor.kind,
                ref,
                actor.country,
                heads=set(self.lexicon.short_heads.get(actor.id, ())),
                roles=set(self.lexicon.roles_of.get(actor.id, ())),
            ),
        )

    def text(self, candidate: Candidate) -> str:
        """Return the words of a candidate as they stand in the article, without proclitics."""
        start, end = self.view.document.span(candidate.first, candidate.last, candidate.cut)
        text = self.view.document.text[start:end]
        form = self.view.forms[candidate.first]
        return "ال" + text[2:] if form[candidate.cut :].startswith("لل") and text.startswith("لل") else text
