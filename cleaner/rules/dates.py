"""Days as datelines print them: "April 25", "3. Mai", "12 MAG", "4 may", "27.6.2025", "5 мая"."""

from __future__ import annotations

import re

_MONTH_NAMES = """
    jan feb mar apr may jun jul aug sep oct nov dec mär mrz mai okt dez fév avr jui aoû déc ene abr ago dic gen mag giu
    lug set ott fev out maa mei mrt maj tam hel huh tou kes hei elo syy lok jou sty lut kwi cze lip sie wrz paź lis gru
    led úno bře dub kvě čer srp zář říj pro oca şub nis haz tem ağu eyl eki kas ara
    янв фев мар апр мая май июн июл авг сен окт ноя дек
"""
_MONTHS = frozenset(_MONTH_NAMES.split())
"""The first three letters of the months in en de fr es it pt nl sv da nb fi pl cs tr ru."""
_DAY_FIRST = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|er|\.|º)?[ -](?:de )?(?P<month>[^\W\d_]{3,10})\.?(?:,? (?:de )?\d{4})?\Z"
)
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]{3,9})\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?\Z")
_NUMBERS = re.compile(r"\d{1,2}[./]\s?\d{1,2}[./]?\s?(?:\d{2,4})?\Z")


def is_day(text: str) -> bool:
    """Tell whether a text is a day and nothing else; the year may be missing."""
    match = _DAY_FIRST.match(text) or _MONTH_FIRST.match(text)
    return match["month"].casefold()[:3] in _MONTHS if match else bool(_NUMBERS.match(text))
