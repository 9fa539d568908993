"""What rules see in a block: matches, and how much of the block they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cleaner.rules.load import Rule

ROW_CHARS = 400
"""A row of furniture glued into one block is shorter than this."""
_GATE_CHARS = 700
"""A paragraph longer than this is no placeholder; the longest real gates have about 600 characters."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a block: [start, end) counts characters of the block's text."""

    rule: Rule
    part: str | None
    start: int
    end: int
    slots: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules see in one block: matches that are the whole block, and matches inside it."""

    whole: tuple[Match, ...] = ()
    inside: tuple[Match, ...] = ()


NOTHING = Reading()
"""What rules see in most blocks."""


def covered(text: str, matches: list[Match]) -> float:
    """Return the share of a block's letters and digits that lies inside the matches (0 to 1)."""
    inside = bytearray(len(text))
    for match in matches:
        inside[match.start : match.end] = b"\x01" * (match.end - match.start)
    letters = [i for i, c in enumerate(text) if c.isalnum()]
    return sum(inside[i] for i in letters) / len(letters) if letters else 0.0


def apart(matches: Sequence[Match]) -> list[Match]:
    """Return matches that do not overlap, in order, longer ones first: the same words are no second part."""
    out: list[Match] = []
    for match in sorted(matches, key=lambda m: m.start - m.end):
        if all(match.end <= m.start or match.start >= m.end for m in out):
            out.append(match)
    return sorted(out, key=lambda m: m.start)


def gate_sized(text: str) -> bool:
    """Tell whether a block is short enough to be a placeholder."""
    return len(text) <= _GATE_CHARS
