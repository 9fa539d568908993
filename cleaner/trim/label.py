"""Which phrases in a text without borders were blocks of their own: by their length, by what stands at their borders,
and by their neighbours.

Two words and more that a rule knows as a whole block, in the middle of a sentence, with a capital before and behind
them, are a label: of 900 such places in the labelled texts 5 are not, and those are quoted or in brackets. Where a
sentence may begin with them, it must be seen that one begins behind them instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.rules.labels import begins
from cleaner.rules.match import Match
from cleaner.rules.tongue import OPENERS
from cleaner.rules.view import fold
from cleaner.trim.pieces import behind

_WORD = re.compile(r"[^\W_]+")
_OPENING = frozenset("\"'„“”»«‚‘’([<")
_CLOSING = frozenset("\"'“”»«’‘)]>,;/-–%")
_SPACED = frozenset("«»„")
"""Quotation marks that a space may part from what they quote."""
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+) \Z")
_ARTICLE_CHARS = 10
_NUMBERED = re.compile(r"\d: \Z")
"""An entry of a list: "Step 1: Download the app"."""
_DASH = re.compile(r"\s[-–—]{1,3}\s")
"""A dash goes on with what stands before it: a dateline, an entry, half a sentence."""
_SMALL = re.compile(r"(?:[-–—] )?[^\W\d_A-ZÀ-ÖØ-Þ]")
_CLOSING_FAMILIES = frozenset({"related", "promo", "paywall", "interface", "navigation", "widget"})
"""Behind the last sentence of all, one word of these is a label: nothing but headlines follows it."""
_FIGURE = re.compile(r"\W{1,3}\d")
_FULL = 3
"""A text with so many sure labels is one that has lost the borders of its furniture."""
_GAP = re.compile(r"[ \t\u00a0.:!?…|>»·•–—/-]{0,6}")
"""Between two labels of one row stands nothing but these."""


def standing(text: str, found: Sequence[Match], begun: Sequence[int]) -> list[Match]:
    """Return the labels that count, by place, none overlapping. `begun` are the places where sentences begin.

    First those that are labels wherever they stand, then those with which a sentence could begin too, if the text is
    full of labels, and last those beside another one.
    """
    ends = frozenset((0, *begun))
    apart = [match for match in found if _apart(text, match)]
    alone = [m for m in sorted(apart, key=lambda m: (m.start - m.end, m.start)) if _alone(text, m)]
    row = _Row(text)
    last = begun[-1] if begun else 0
    for match in alone:
        if (
            (match.start == last > 0 and match.rule.family in _CLOSING_FAMILIES)
            or match.rule.family == "ad"
            or _sure(text, match, begun=match.start in ends)
        ):
            row.add(match)
    _beside(text, apart, ends, row)
    if row.count < _FULL:
        return row.matches()
    often = Counter(fold(text[match.start : match.end]) for match in alone if match.start in ends)
    for match in alone:
        said = fold(text[match.start : match.end])
        if (
            match.start in ends
            and not _FIGURE.match(text, match.end)
            and (len(_WORD.findall(said)) > 1 or often[said] > 1)
        ):
            row.add(match)
    _beside(text, apart, ends, row)
    return row.matches()


class _Row:
    """Labels that do not overlap, by place."""

    def __init__(self, text: str) -> None:
        self._taken = bytearray(len(text))
        self._found: list[Match] = []

    def add(self, match: Match) -> bool:
        """Take a label in, unless another one holds some of its text."""
        if self.holds(match):
            return False
        self._taken[match.start : match.end] = b"\x01" * (match.end - match.start)
        self._found.append(match)
        return True

    def holds(self, match: Match) -> bool:
        """Tell whether some of a label's text is taken."""
        return self._taken.find(1, match.start, match.end) >= 0

    @property
    def count(self) -> int:
        return len(self._found)

    def matches(self) -> list[Match]:
        return sorted(self._found, key=lambda m: m.start)


def _apart(text: str, match: Match) -> bool:
    """Tell whether a phrase may be a block: not the words of a quotation or a bracket, not the noun behind an article
    ("Das Video wurde gelöscht."), and no small letter follows."""
    before, after = text[max(0, match.start - 2) : match.start], text[match.end : match.end + 4]
    word = _LAST_WORD.search(text, max(0, match.start - _ARTICLE_CHARS), match.start)
    if (word and word[1].capitalize() in OPENERS) or _NUMBERED.search(text, max(0, match.start - 3), match.start):
        return False
    if before[-1:] in _OPENING or (before[-1:].isspace() and before[:1] in _SPACED):
        return False
    if after[:1] in _CLOSING or after.lstrip()[:1] in _SPACED or _DASH.match(after):
        return False
    return not _SMALL.match(text, behind(text, match.end))


def _alone(text: str, match: Match) -> bool:
    """Tell whether a phrase may be a label by itself: it begins like a block, and neither asks nor goes on with a
    figure."""
    said, at = text[match.start : match.end], behind(text, match.end)
    return not (said[0].islower() or _bare(match) or "?" in text[match.end - 1 : at] or text[at : at + 1] == "<")


def _sure(text: str, match: Match, *, begun: bool) -> bool:
    """Tell whether a phrase is a label wherever it stands: two words in the middle of things. Where a sentence may
    begin with them ("Posted in Iraq was ..."), one must clearly begin behind them; then one word is enough."""
    words = _WORD.findall(text, match.start, match.end)
    if begun:
        return (len(words) > 1 or match.end - match.start > 3) and begins(text, behind(text, match.end))
    return len(words) > 1


def _bare(match: Match) -> bool:
    """Tell whether a phrase is mere figures: a date and a time together are a label, one of them may open an entry."""
    return (
        match.rule.family == "timestamp" and match.rule.id.startswith("any/") and not {"date", "time"} <= {*match.slots}
    )


def _beside(text: str, found: Sequence[Match], ends: frozenset[int], row: _Row) -> None:
    """Add labels that stand beside others, from left to right and back."""
    by_start: dict[int, list[Match]] = {}
    by_end: dict[int, list[Match]] = {}
    for match in found:
        by_start.setdefault(match.start, []).append(match)
        by_end.setdefault(match.end, []).append(match)
    for match in row.matches():
        at = match.end
        while nearby := next((m for m in by_start.get(_skip(text, at), ()) if row.add(m)), None):
            at = nearby.end
    for match in reversed(row.matches()):
        for nearby in _before(text, match.start, by_end, ends, row):
            row.add(nearby)


def _before(text: str, at: int, by_end: dict[int, list[Match]], ends: frozenset[int], row: _Row) -> list[Match]:
    """Return the labels that end where another begins, as far as a block may begin with the first of them."""
    chain: list[Match] = []
    whole = 0
    while nearby := next(
        (m for gap in _back(text, at) for m in by_end.get(gap, ()) if m.start < at and not row.holds(m)), None
    ):
        chain.append(nearby)
        at = nearby.start
        if not text[at].islower() or at in ends:
            whole = len(chain)
    return chain[:whole]


def _skip(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at


def _back(text: str, at: int) -> Iterator[int]:
    """Yield where a label before may end: at the space, or before the signs that part them."""
    yield at
    for _ in range(6):
        if at and not text[at - 1].isalnum():
            at -= 1
            yield at
