"""What must stand in a text before a phrase can: cheap look-ups of words, done before the pattern is tried.

An anchor alone says little ("or", " alle ", "mehr zum"). Nine of ten phrases whose anchor was found fail, and most of
them already because another of their words is nowhere near. Everything here is compared in the folded view, as anchors
are; a space is never part of a word, because a scraper may have lost it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from cleaner.rules.dates import MONTHS
from cleaner.rules.view import fold

Pieces = Sequence[tuple[str, str]]
"""(kind, text) of a phrase: text, choice, slot, ellipsis."""

_SIGNS = {"handle": "@", "email": "@", "host": "."}
"""Slots that never match without a certain sign."""
_DIGIT = re.compile(r"\d")
_TIMED = re.compile(r"\d[:.h]\d|\d ?(?:uhr|[ap]\.?m)")
_NAMED = "|".join(MONTHS)
_DATED = re.compile(
    rf"\d[./-] ?\d|\d(?:\.|er|st|nd|rd|th|[º°])?[ ./-]{{0,2}}(?:d[ei] )?(?:{_NAMED})|(?:{_NAMED})\w{{0,9}}\.? \d"
)
_SPACES = {
    "n": 3,
    "provider": 5,
    "outlet": 3,
    "time": 5,
    "date": 8,
    "name": 4,
    "names": 34,
    "headline": 29,
    "rest": 1200,
}
"""Most spaces in what a slot stands for."""
_ELLIPSIS_SPACES = 15


class Facts:
    """What a block's text holds at all, found out when a phrase first asks."""

    def __init__(self, folded: str) -> None:
        self.folded = folded

    @cached_property
    def figures(self) -> bool:
        """Whether there is a digit."""
        return _DIGIT.search(self.folded) is not None

    @cached_property
    def timed(self) -> bool:
        """Whether there may be a time of day."""
        return self.figures and _TIMED.search(self.folded) is not None

    @cached_property
    def dated(self) -> bool:
        """Whether there may be a date."""
        return self.figures and _DATED.search(self.folded) is not None

    @cached_property
    def spaces(self) -> int:
        """How many spaces there are."""
        return self.folded.count(" ")


def most_spaces(pieces: Pieces) -> int:
    """Return how many spaces a match can have; a block with more cannot be one as a whole."""
    total = 0
    for kind, text in pieces:
        if kind == "ellipsis":
            total += _ELLIPSIS_SPACES
        elif kind == "slot":
            total += _SPACES.get(text, 0)
        else:
            total += max(option.count(" ") for option in _options(kind, text))
    return total


def needs(pieces: Pieces) -> tuple[tuple[str, ...], ...]:
    """Return groups of folded words, the most telling first: every match holds at least one word of each group."""
    groups = dict.fromkeys(group for kind, text in pieces if (group := _group(kind, text)))
    return tuple(sorted(groups, key=lambda group: (len(group), -min(map(len, group)))))


def _group(kind: str, text: str) -> tuple[str, ...]:
    if kind == "slot":
        return (_SIGNS[text],) if text in _SIGNS else ()
    words = dict.fromkeys(_longest(option) for option in _options(kind, text))
    least = [word for word in words if not any(other != word and other in word for other in words)]
    return tuple(least) if all(words) and min(map(len, words)) > 1 else ()


def _options(kind: str, text: str) -> list[str]:
    return text.split("|") if kind == "choice" else [text]


def _longest(text: str) -> str:
    return max(fold(text).split(), key=len, default="")


def leads(pieces: Pieces, *, last: bool = False) -> tuple[str, ...]:
    """Return folded words of which one stands where a match begins (a space may stand before it), or with `last` where
    it ends. Empty if a slot may stand there."""
    out: list[str] = []
    for kind, text in reversed(pieces) if last else pieces:
        if kind in ("slot", "ellipsis"):
            return ()
        words = [option.split()[-1:] if last else option.split()[:1] for option in _options(kind, text)]
        out += [fold(word[0]) for word in words if word]
        if all(words):
            return tuple(dict.fromkeys(out))
    return ()


def fulfilled(groups: tuple[tuple[str, ...], ...], folded: str, low: int, high: int, *, digit: bool) -> bool:
    """Tell whether folded[low:high] holds what a phrase needs (`digit`: one of 0-9 too)."""
    for group in groups:
        for word in group:
            if folded.find(word, low, high) >= 0:
                break
        else:
            return False
    return not digit or _DIGIT.search(folded, low, high) is not None


def starts(words: tuple[str, ...], folded: str, low: int, high: int) -> list[int]:
    """Return in order where in [low, high) a match that begins with one of `words` may begin."""
    found: set[int] = set()
    for word in words:
        at = folded.find(word, low, high)
        while at >= 0:
            found.add(at)
            if at > low and folded[at - 1] == " ":
                found.add(at - 1)
            at = folded.find(word, at + 1, high)
    return sorted(found)


def may_begin(words: tuple[str, ...], folded: str, at: int) -> bool:
    """Tell whether a match that begins with one of `words` may begin at a place."""
    return not words or folded.startswith(words, at) or folded[at : at + 1] == " "


def may_end(words: tuple[str, ...], folded: str, at: int) -> bool:
    """Tell whether a match that ends with one of `words` may end at a place."""
    return not words or folded.endswith(words, 0, at) or folded[at - 1 : at] == " "
