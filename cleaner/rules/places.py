"""The gazetteer: is this the name of a place that can open a dateline?

places.txt is made by tools/make_places.py from GeoNames (CC BY 4.0, see NOTICE): cities of 15,000 inhabitants and more,
smaller ones in German-speaking countries, minus names that are ordinary words or first names. A name in capitals in the
list counts in capitals only. regions.txt holds what may follow a comma: states as agencies shorten them, and countries.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

MAX_CHARS = 60
"""Longest place (characters): "BEIRUT/THE HAGUE", "St. Pölten/Wien"."""

_BRACKET = re.compile(r"(?P<place>[^()]{2,40}) \([A-ZÄÖÜ][a-zäöüß]{2,20}\.?\)\Z")


def is_place(text: str) -> bool:
    """Tell whether a text is a place of the gazetteer: "Halle (Saale)", "Berlin/Paris", "LA CROSSE, Wis.".

    Case must fit, but a text all in capitals is compared without case. Unknown villages are no places, but
    any name in capitals before a shortened state is one ("JACKSON, Miss.").
    """
    text = " ".join(text.split())
    if not 2 <= len(text) <= MAX_CHARS:
        return False
    if _known(text):
        return True
    bracket = _BRACKET.match(text)
    if bracket:
        return _known(bracket["place"])
    if "/" in text:
        parts = [part.strip() for part in text.split("/")]
        return any(map(is_place, parts)) and all(is_place(part) or is_region(part) for part in parts)
    if "," in text:
        place, region = (part.strip() for part in text.split(",", 1))
        american = place.isupper() and len(place) > 3 and region.endswith(".")
        return is_region(region) and (american or _known(place))
    head, dash, tail = text.partition("-")
    return bool(dash) and _known(head) and _known(tail)


def is_region(text: str) -> bool:
    """Tell whether a text is a state or country that may follow a place ("Wis.", "N.M.", "Vietnam")."""
    return text in _regions() or (text.isupper() and text.casefold() in _folded_regions())


def _known(text: str) -> bool:
    if text.isupper():
        return _fold(text) in _folded()
    return text in _places()


def _fold(text: str) -> str:
    """Fold case; the Turkish pairs I/ı and İ/i become one letter, so that "İZMİR" is İzmir and "IĞDIR" Iğdır."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


@cache
def _places() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("places.txt").read_text(encoding="utf-8").splitlines())


@cache
def _folded() -> frozenset[str]:
    return frozenset(_fold(Path(__file__).with_name("places.txt").read_text(encoding="utf-8")).splitlines())


@cache
def _regions() -> frozenset[str]:
    lines = Path(__file__).with_name("regions.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _folded_regions() -> frozenset[str]:
    return frozenset(region.casefold() for region in _regions())
