"""Interface strings in both languages, from the Babel catalogues under `web/locale`.

English strings are their own keys; the English catalogue holds only what differs, such as plurals.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from mahdar.web.api.languages import Language

FOLDER = Path(__file__).parents[1] / "locale"
LANGUAGES: tuple[Language, ...] = ("ar", "en")


@cache
def translations(language: Language) -> Translations:
    """Load the catalogue of a language; catalogues are compiled in memory, so nothing needs to be built."""
    path = FOLDER / language / "LC_MESSAGES" / "mahdar.po"
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain="mahdar")
