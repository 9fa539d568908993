"""The promises that are checked on every document: conservation, and the brake."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from cleaner.article import Block, Layout, Removal
from cleaner.errors import TextLost
from cleaner.options import Options
from cleaner.rules.view import INVISIBLE

_REPORT = "this is a bug in cleaner: nothing was written; please report it with the input"


def conservation(layout: Layout, blocks: Sequence[Block], removed: Sequence[Removal]) -> None:
    """Check that kept and removed pieces are the layer, once each and in order. Raises TextLost.

    Every piece must lie where it says, no two may overlap, only white space may lie between them, every removal must be
    the exact slice, and every block's text must be its pieces joined.
    """
    for removal in removed:
        if removal.text != layout.text[removal.start : removal.end]:
            raise TextLost(f"removal {removal.rule} is not the text at {removal.start}", hint=_REPORT)
    gone = [(r.start, r.end) for r in removed]
    pieces = sorted([*gone, *(span for block in blocks for span in block.spans)])
    at = 0
    for start, end in pieces:
        _only_space(layout.text, at, start)
        if start < at or end <= start:
            raise TextLost(f"two pieces claim the text at {start}", hint=_REPORT)
        at = end
    _only_space(layout.text, at, len(layout.text))
    _order(layout, blocks, gone)


def _order(layout: Layout, blocks: Sequence[Block], gone: Sequence[tuple[int, int]]) -> None:
    holes = _Holes(gone)
    at = 0
    for block in blocks:
        if block.start < at:
            raise TextLost(f"the block at {block.start} is out of order", hint=_REPORT)
        at = block.end
        if block.text != joined(layout.text, block.spans, holes):
            raise TextLost(f"the block at {block.start} is not the text of its pieces", hint=_REPORT)


class _Holes:
    """Answers whether the range between two spans is wholly removed."""

    def __init__(self, gone: Sequence[tuple[int, int]]) -> None:
        self._ends: dict[int, int] = dict(gone)

    def closed(self, start: int, end: int) -> bool:
        while start < end and start in self._ends:
            start = self._ends[start]
        return start == end


def joined(layer: str, spans: Sequence[tuple[int, int]], holes: _Holes) -> str:
    """Join a block's spans: by nothing across a removal, by one space where a line break was left out."""
    start, end = spans[0]
    out = layer[start:end]
    if len(spans) == 1:
        return out
    for (_, before), (start, end) in itertools.pairwise(spans):
        out += ("" if holes.closed(before, start) else " ") + layer[start:end]
    return out


def _only_space(text: str, start: int, end: int) -> None:
    left = text[start:end].strip()
    if left and any(c not in INVISIBLE and not c.isspace() for c in left):
        raise TextLost(f"{left[:40]!r} at {start} is neither kept nor removed", hint=_REPORT)


def brake(blocks: Sequence[Block], removed: Sequence[Removal], options: Options) -> str | None:
    """Return why the cleaning must not stand, or None: too much prose would go by rules that are not decisive.

    Only prose counts, because naive scrapes hold up to half boilerplate, and not what a decisive part, the choice of
    the body or a model took.
    """
    gone = sum(
        len(line)
        for removal in removed
        if not removal.decisive and removal.family not in ("unselected", "duplicate")
        for line in removal.text.splitlines()
        if prose(line)
    )
    if gone <= options.brake_chars:
        return None
    kept = sum(len(block.text) for block in blocks if block.prose)
    if gone > options.brake_share * (kept + gone):
        return f"{gone} of {kept + gone} characters of prose would go: kept as it was"
    return None


def prose(line: str) -> bool:
    """Tell whether a line of text counts as prose."""
    return Block(line.strip(), ((0, 0),)).prose
