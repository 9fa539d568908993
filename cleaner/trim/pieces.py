"""Pieces of a text whose blocks lost their borders: cut at the ends of sentences, and before and behind labels.

    … bis zum Herbst zu. | Anzeige | Lesen Sie auch: | Neue Brücke kommt später | Zum Thema | Der Rat will …

A piece is what a block may have been. It knows what stands at its borders, because that decides how far a judge may be
believed: behind a label without a full stop the next sentence may have run into it.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.rules.credit_line import after_sentence
from cleaner.rules.match import Match

_BREAK = re.compile(
    r"[.!?…][\"'”“’‘»«›‹)\]]{0,3}\s+(?=[\"'„“”»«‚‘’(\[¿¡©–—|>•*-]{0,3}\s?(?:[^\W_]|$))|[。！？।؟][」』”）]?\s{0,2}"
)
_TAIL_CHARS = 120
"""Behind the last sentence a row of headlines is cut into parts of about the length of one."""
_CAPITAL = re.compile(r" (?=[\"„“«»‚(+•–—|-]{0,2}\s?(?:[^\W_]))")


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of a text; `label` says that a phrase is the whole of it, `ended` that it ends like a sentence."""

    start: int
    end: int
    label: bool
    ended: bool


def breaks(text: str) -> list[int]:
    """Return where sentences begin, in order; a small letter goes on with the old one. Linear."""
    found = (m for m in _BREAK.finditer(text) if not _goes_on(text, m.end()))
    return [m.end() for m in found if after_sentence(text, m.end(), strict=True)]


def _goes_on(text: str, at: int) -> bool:
    return text[at : at + 1].islower()


def pieces(text: str, found: Sequence[Match], begun: Sequence[int]) -> list[Piece]:
    """Cut a text at the beginnings of its sentences and around labels. The pieces tile it; the space behind one is its
    own."""
    taken = {match.start for match in found}
    cuts = {0, len(text), *begun, *taken} | {behind(text, match.end) for match in found}
    for match in found:  # what lies inside a label is no border
        cuts.difference_update(_inside(begun, match.start, behind(text, match.end)))
    cuts.update(_headlines(text, sorted(cuts), begun[-1] if begun else len(text)))
    order = sorted(cuts)
    begins = set(begun)
    return [Piece(a, b, a in taken, b in begins) for a, b in itertools.pairwise(order)]


def _headlines(text: str, cuts: Sequence[int], low: int) -> Iterator[int]:
    """Yield further cuts behind the last sentence, before words that begin like a headline."""
    for a, b in itertools.pairwise(cuts):
        at = a
        while a >= low and b - at > _TAIL_CHARS:
            spaces = [m.end() for m in _CAPITAL.finditer(text, at + 1, at + _TAIL_CHARS) if not text[m.end()].islower()]
            if not spaces:
                break
            at = spaces[-1]
            yield at


def _inside(begun: Sequence[int], start: int, end: int) -> Sequence[int]:
    return begun[bisect_right(begun, start) : bisect_left(begun, end)]


def behind(text: str, end: int) -> int:
    """Return where the next piece begins behind a label: its full stop or colon and the space go along."""
    at = end
    while at < len(text) and (text[at].isspace() or text[at] in ".:!?…"):
        at += 1
    return at
