"""Lines that say when an article was published, read word by word. The words are stamps.toml, for all languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleaner.rules.cache import parsed
from cleaner.rules.dates import DAYS
from cleaner.rules.view import fold, view

_LONGEST = 140
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_NUMERIC = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-] ?\d{1,2}[./-] ?(?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d\d)(?!\d)"
)
_TIME = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])(?:[:.h]| h )[0-5]\d(?!\d)|(?<!\d)1?\d ?(?:[ap]\.?m\b|uhr|h\b)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a line tells that holds nothing else: a `date` with its year, a time of day, and what happened then."""

    date: bool
    time: bool
    label: bool


@dataclass(frozen=True, slots=True)
class _Words:
    months: frozenset[str]
    labels: frozenset[str]
    others: frozenset[str]


@cache
def _words() -> _Words:
    said = parsed(Path(__file__).with_name("stamps.toml"))
    table = {key: frozenset(fold(words).split()) for key, words in said.items()}
    days = frozenset(part for day in DAYS for part in fold(day).split("-"))
    return _Words(table["months"], table["labels"], table["between"] | days)


def stamp(text: str) -> Stamp | None:
    """Return what a line tells about when an article was published; None if it tells anything else."""
    if len(text) > _LONGEST or text.rstrip().endswith(":"):
        return None
    folded = view(text).folded
    tokens = _TOKEN.findall(folded)
    if not any(token.isdigit() for token in tokens):
        return None
    words = _words()
    named = [k for k, token in enumerate(tokens) if token in words.months]
    label = False
    for token in tokens:
        if token.isdigit() or token in words.months or token in words.others:
            continue
        if token not in words.labels:
            return None
        label = True
    date = _NUMERIC.search(folded) is not None or any(_dated(tokens, k) for k in named)
    time = _TIME.search(folded) is not None
    return Stamp(date, time, label) if date or time else None


def _dated(tokens: list[str], month: int) -> bool:
    """Tell whether a day and a year stand around the name of a month."""
    around = [token for token in tokens[max(0, month - 2) : month + 4] if token.isdigit()]
    years = [token for token in around if _YEAR.fullmatch(token)]
    return bool(years) and any(_DAY.fullmatch(token) for token in around)
