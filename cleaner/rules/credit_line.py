"""Shapes around a credit: the end of a sentence before it, dpa's id line, and a block that is nothing but a credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from cleaner.rules.agencies import agencies, is_house
from cleaner.rules.credits import Credits, credits

FINAL = ".!?…。！？"
"""Punctuation that ends a sentence."""
CLOSERS = "\"'“”„‟’‘‚‹›»«)]）」』"
OPEN = {"(": ")", "[": "]", "（": "）", "【": "】"}
MAX_LINE = 260
"""Longest block (characters) that may be nothing but a credit: "Mit Informationen der …, der Agenturen A, B und C."."""

_DPA_ID = re.compile(
    r"(?:©\s{0,2})?dpa-infocom(?: GmbH)?,?\s{0,2}dpa:(\d{6})-(\d{2,3})-(\d{4,8})/(\d{1,3})(?:\s{0,2}\(dpa\))?"
)
_STAMP = re.compile(r"[\s,|]{0,3}\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}(?:[\s,|-]{1,4}\d{1,2}[:.]\d{2}(?: Uhr)?)?\Z")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s?(?:©|\(c\)|copyright))?\s?(?:\d{4}(?:\s?[-–]\s?\d{4})?[,\s]\s?)?(?P<who>[^\d©]{2,60}?)"
    r"(?:,?\s\d{4})?\.?\Z",
    re.IGNORECASE,
)
"""Whose text it is, with or without a year: "© 2024 Agence France-Presse"."""
_WITH = re.compile(r"(?:Mit|Unter|Avec|With|Met|Con|Med)\b")
_SHORT = "bzw ca co corp dr gen gov inc jr ltd max min mio mr mrs ms nr prof rep sen sgt sog st str tel vgl zt"
_ABBREVIATIONS = frozenset(_SHORT.split())


def after_sentence(text: str, at: int, *, strict: bool = False) -> bool:
    """Tell whether what stands before `at` ends a sentence (closing quotes and brackets may follow the full stop).

    Separates tags from prose in 99.6 % of 2,836 measured brackets that hold an agency. `strict` refuses abbreviations.
    """
    window = text[max(0, at - 24) : at].rstrip()
    core = window.rstrip(CLOSERS)
    if not core or core[-1] not in FINAL:
        return False
    word = re.split(r"[\s(\"„“«»]", core.rstrip(FINAL))[-1]
    short = core[-1] == "." and (len(word.split(".")[-1]) < 2 or word.casefold() in _ABBREVIATIONS)
    return not (strict and short and not word.isdigit() and word.isascii())


def dpa_ids(text: str) -> Iterator[tuple[int, int, dict[str, object]]]:
    """Yield start, end and detail of dpa's id lines ("© dpa-infocom, dpa:240516-99-53606/3"), wherever they stand."""
    for match in _DPA_ID.finditer(text) if "dpa-infocom" in text else ():
        day, service, number, version = match.groups()
        try:
            stamp = date(2000 + int(day[:2]), int(day[2:4]), int(day[4:])).isoformat()
        except ValueError:
            continue
        detail = Credits(({"id": "dpa", "as": "dpa-infocom"},)).detail()
        detail["dpa"] = {"date": stamp, "service": service, "id": number, "version": version}
        yield match.start(), match.end(), detail


def line_credits(text: str, language: str | None) -> Credits | None:
    """Return the credits of a block that is nothing but a credit, None for every other block.

    "(dpa/tki)", "mit dpa", "Quelle: sid/dpa", "Von dpa 30.04.2024, 18:58", "--Field Level Media". Lines that name an
    author are bylines or picture credits and not meant.
    """
    line = text.strip()
    return _line(line, language) if 2 <= len(line) <= MAX_LINE else None


@lru_cache(maxsize=1024)
def _line(line: str, language: str | None) -> Credits | None:
    inside = _inside(line)
    owned = _RIGHTS.match(inside)
    inside = owned["who"] if owned else inside
    bare = _STAMP.sub("", inside) if inside[-1:].isdigit() or inside.endswith(" Uhr") else inside
    found = credits(bare, language) or _with_hedge(line, language)
    return None if found is None or found.authors or found.slashed else found


def standalone(text: str, language: str | None) -> dict[str, object] | None:
    """Return the detail of a block that is nothing but an agency credit or dpa's id line, else None."""
    for start, end, detail in dpa_ids(text[:MAX_LINE]) if "dpa-infocom" in text else ():
        if not (text[:start] + text[end:]).strip(" .()|\t"):
            return detail
    found = line_credits(text, language)
    return found.detail() if found else None


def says(text: str) -> bool:
    """Tell whether a line says by its first word that it names sources: "Quellen: …", "Weitere Quellen • …"."""
    return _labels().match(text.strip("([ ")) is not None


@cache
def _labels() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, agencies().words["labels"]), reverse=True))
    return re.compile(rf"(?:\w{{2,10}} )?(?:{words})\s?[:•]", re.IGNORECASE)


def source_line(text: str) -> dict[str, object] | None:
    """Return the detail of a line that names outlets as its source and no agency ("Quelle: example.de"), else None."""
    label, mark, names = text.partition(":" if ":" in text else "•")
    houses = [name.strip(" .") for name in re.split(r"[,/;]", names) if name.strip(" .")]
    if not mark or len(label) > 24 or not 1 <= len(houses) <= 3 or not all(map(is_house, houses)):
        return None
    return Credits(houses=tuple(houses)).detail()


def _inside(line: str) -> str:
    """Return the line without brackets, slashes or dashes around all of it."""
    if OPEN.get(line[0]) == line.rstrip(".")[-1:]:
        return line.rstrip(".")[1:-1]
    return line.strip("/|*–—-<> ")


def _with_hedge(line: str, language: str | None) -> Credits | None:
    """Read "Mit Informationen der Korrespondenten und der Nachrichtenagenturen A, B und C." with the wires' usual hedge
    ("Die Angaben lassen sich nicht unabhängig prüfen.") after it."""
    first, stop, rest = line.partition(". ")
    if not _WITH.match(first):
        return None
    if stop and not ("Angaben" in rest and "unabhängig" in rest and len(rest) <= 120):
        return None
    cut = max(first.rfind("agenturen "), first.rfind("agentur "), first.rfind("agencies "), first.rfind("agences "))
    found = credits(first[cut:].partition(" ")[2], language) if cut > 0 else None
    return found if found and not found.bare else None
