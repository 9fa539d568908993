"""Points in time as pages write them, turned into ISO 8601 without changing the zone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:T|\s{1,3}|\s?-\s)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?"
    r"\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?(?![\d:])",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?$", re.IGNORECASE)
_DOTTED = re.compile(
    r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?:[,\s|-]{1,4}(?:um )?(\d{1,2})[:.](\d{2})(?: ?Uhr)?)?(?![\d.:])"
)
_WORDED = re.compile(
    r"(?:[^\W\d_]{2,9}\.?,? )?(?:([^\W\d_]{3,9})\.? (\d{1,2})|(\d{1,2})\.? ([^\W\d_]{3,9})\.?),? (\d{4})"
    r"(?:,? (?:at )?(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AaPp])\.?[Mm]\.?)?"
    r"(?: (?:(?:GMT|UTC)?([+-]\d{2}:?\d{2})|(GMT|UTC|Z)\b))?)?"
)
_EPOCH = re.compile(r"(\d{10})(\d{3})?$")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner", "feb february februar", "mar march märz mär", "apr april", "may mai",
            "jun june juni", "jul july juli", "aug august", "sep sept september", "oct october okt oktober",
            "nov november", "dec december dez dezember",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_EARLY = datetime(1971, 1, 1, tzinfo=UTC)
"""Before this an instant in digits is an unset field, not a date."""


def iso(text: str) -> str | None:
    """Return a date or date-time in ISO 8601, or None when the text is no unambiguous date.

    The zone stays as it is given (`Z` too); a date without a time stays a date. Day and month are told apart by the
    form (`28.04.2023` is European, `4/28/2023` is not read at all), never by guessing.
    """
    text = text.strip()[:80]
    if found := _ISO.match(text):
        return _joined(found[1], found[2], found[3], found[4], found[5], found[6], found[7], found[8])
    if found := _COMPACT.match(text):
        return _joined(found[1], found[2], found[3], found[4], found[5], found[6], None, found[7])
    if found := _EPOCH.match(text):
        return _instant(int(found[1]))
    if found := _DOTTED.match(text):
        return _joined(found[3], found[2], found[1], found[4], found[5])
    return _worded(text)


def best(candidates: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """Choose from (raw text, source) in order of trust: the first that can be read, with the zone from a later one.

    A local time without a zone is completed by another source that gives the same wall clock with one.
    """
    read = [(value, source) for raw, source in candidates if (value := iso(raw))]
    if not read:
        return None
    value, source = read[0]
    if "T" in value and not _zone(value):
        clock = value[:16]
        return next(((v, s) for v, s in read[1:] if v[:16] == clock and _zone(v)), (value, source))
    return value, source


def _zone(value: str) -> str:
    found = re.search(r"(?:Z|[+-]\d\d:\d\d)$", value[10:])
    return found[0] if found else ""


def _joined(
    year: str,
    month: str,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    fraction: str | None = None,
    zone: str | None = None,
) -> str | None:
    """Return the parts as ISO 8601 when they make a real date in the years 1800 to 2100."""
    clock = (int(hour or 0), int(minute or 0), int(second or 0))
    if clock == (24, 0, 0):
        return None
    try:
        moment = datetime(int(year), int(month), int(day), *clock)
    except ValueError:
        return None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR or moment == datetime(1970, 1, 1):
        return None
    if hour is None:
        return moment.date().isoformat()
    parts = (fraction or "")[:6].rstrip("0")
    return moment.isoformat() + (f".{parts:0<3}" if parts else "") + _offset(zone)


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    digits = zone[1:].replace(":", "")
    return f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"


def _instant(seconds: int) -> str | None:
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat().replace("+00:00", "Z") if moment > _EARLY else None


def _worded(text: str) -> str | None:
    """Read English and German dates with the month as a word (`Fri, 28 Apr 2023 15:54:24 GMT`, `April 26, 2023`)."""
    found = _WORDED.match(text)
    if not found:
        return None
    month = _MONTHS.get((found[1] or found[4]).lower())
    if not month:
        return None
    hour = found[6]
    if hour and found[9]:
        hour = str(int(hour) % 12 + (12 if found[9] in "Pp" else 0))
    return _joined(found[5], str(month), found[2] or found[3], hour, found[7], found[8], None, found[10] or found[11])
