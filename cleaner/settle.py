"""The sheet on which removals are made, and the fixpoint: judge and trim until nothing changes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from cleaner.article import Block, Layout, Removal, Span, Trim, Verdict
from cleaner.options import Options
from cleaner.rules.view import normal

Judge = Callable[[Sequence[Block]], Iterable[Verdict]]
Trimmer = Callable[[Sequence[Block]], Iterable[Trim]]
Retyper = Callable[[Sequence[Block]], Sequence[Block]]


class Sheet:
    """The live blocks of a layout and what was taken out so far. Text is never edited: pieces move from one list to the
    other, and a trimmed block is its remaining spans."""

    def __init__(self, layout: Layout, options: Options) -> None:
        self.layout = layout
        self.blocks: list[Block] = list(layout.blocks)
        self.removed: list[Removal] = []
        self.marked: list[Trim] = []
        self.settled = True
        self._keep_dateline = options.keep_dateline
        self._protected = tuple(normal(phrase) for phrase in options.keep)

    def take(self, verdicts: Iterable[Verdict]) -> bool:
        """Move the blocks that verdicts name to the removals; neighbours of one group leave as one. True if any
        went."""
        named: dict[int, Verdict] = {}
        for verdict in verdicts:
            if verdict.block not in named and not self._safe(self.blocks[verdict.block]):
                named[verdict.block] = verdict
        for run in _runs(sorted(named), named):
            self.removed.extend(self._removals(run, named[run[0]]))
        self.blocks = [block for i, block in enumerate(self.blocks) if i not in named]
        return bool(named)

    def trim(self, trims: Iterable[Trim]) -> bool:
        """Take pieces out of kept blocks. Pieces of one block may come in any order; an overlapping one waits for the
        next round. True if anything went."""
        by_block: dict[int, list[Trim]] = {}
        for trim in sorted(trims, key=lambda t: (t.block, t.start, -t.end)):
            known = by_block.setdefault(trim.block, [])
            if (not known or trim.start >= known[-1].end) and not self._safe(self.blocks[trim.block]):
                if trim.family == "dateline" and self._keep_dateline:
                    if not any(t.detail == trim.detail for t in self.marked):
                        self.marked.append(trim)
                else:
                    known.append(trim)
        before = len(self.removed)
        changed = {i: self._trimmed(self.blocks[i], own) for i, own in by_block.items() if own}
        self.blocks = [new for i, block in enumerate(self.blocks) if (new := changed.get(i, block)) is not None]
        return len(self.removed) > before

    def _safe(self, block: Block) -> bool:
        if not self._protected:
            return False
        text = normal(block.text)
        return any(phrase in text for phrase in self._protected)

    def _removals(self, run: Sequence[int], verdict: Verdict) -> Iterator[Removal]:
        spans = [span for i in run for span in self.blocks[i].spans]
        return self._pieces(spans, verdict.family, verdict.rule, verdict.judge, dict(verdict.detail), verdict.decisive)

    def _pieces(
        self, spans: Sequence[Span], family: str, rule: str, judge: str, detail: dict[str, object], decisive: bool
    ) -> Iterator[Removal]:
        """Yield one removal for each stretch of spans that only white space parts."""
        start, end = spans[0]
        for low, high in [*spans[1:], (-1, -1)]:
            if low >= 0 and not self.layout.text[end:low].strip():
                end = high
                continue
            if self.layout.text[start:end].strip():
                yield Removal(family, rule, judge, self.layout.text[start:end], start, end, detail, decisive)
            start, end = low, high

    def _trimmed(self, block: Block, trims: Sequence[Trim]) -> Block | None:
        """Return the block without the trims (in order, apart), None if nothing is left of it. Linear in both."""
        places = self._places(block)
        every: list[Span] = []
        first = 0
        for trim in trims:
            while first + 1 < len(places) and places[first + 1][0] <= trim.start:
                first += 1
            gone = _ranges(places, first, trim.start, trim.end)
            if any(self.layout.text[slice(*span)].strip() for span in gone):
                self.removed.extend(
                    self._pieces(gone, trim.family, trim.rule, trim.judge, dict(trim.detail), trim.decisive)
                )
                every += gone
        spans = _stripped(_without(block.spans, every), self.layout.text)
        return replace(block, spans=tuple(spans), text=self._joined(spans)) if spans else None

    def _places(self, block: Block) -> list[tuple[int, Span]]:
        """Return where in the block's text each of its spans begins."""
        places = [(0, block.spans[0])]
        holes = self._holes() if len(block.spans) > 1 else {}
        for (_, before), span in itertools.pairwise(block.spans):
            at, (low, high) = places[-1]
            places.append((at + high - low + len(_joint(before, span[0], holes)), span))
        return places

    def _holes(self) -> dict[int, int]:
        return {r.start: r.end for r in self.removed}

    def _joined(self, spans: Sequence[Span]) -> str:
        out = [self.layout.text[slice(*spans[0])]]
        holes = self._holes() if len(spans) > 1 else {}
        for (_, before), (start, end) in itertools.pairwise(spans):
            out += _joint(before, start, holes), self.layout.text[start:end]
        return "".join(out)


def _joint(end: int, start: int, holes: dict[int, int]) -> str:
    """Return what joins two spans: nothing across a removal, a space where a line break was left out."""
    while end < start and end in holes:
        end = holes[end]
    return "" if end == start else " "


def settle(sheet: Sheet, judge: Judge, trim: Trimmer, rounds: int, retype: Retyper = tuple) -> bool:
    """Judge and trim until nothing changes; trimming can uncover a placeholder, and taking one can uncover a dateline.

    Every round sees the kept blocks as a second run over the output would see them, so a settled sheet stays as it is.
    Returns False when `rounds` were not enough.
    """
    for _ in range(rounds):
        if sheet.removed:  # else they are as the layout has them, and typed
            sheet.blocks = list(retype(sheet.blocks))
        if not (sheet.take(judge(sheet.blocks)) | sheet.trim(trim(sheet.blocks))):
            return True
    return False


def _runs(indices: Sequence[int], named: dict[int, Verdict]) -> Iterator[list[int]]:
    run: list[int] = []
    for i in indices:
        if run and not (i == run[-1] + 1 and _together(named[run[-1]], named[i])):
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _together(one: Verdict, other: Verdict) -> bool:
    return one.group is not None and (one.group, one.rule) == (other.group, other.rule)


def _ranges(places: Sequence[tuple[int, Span]], first: int, start: int, end: int) -> list[Span]:
    """Turn a range of a block's text into ranges of the layer; `first` is the place in which it begins or before."""
    found = []
    while first < len(places) and places[first][0] < end:
        at, (low, high) = places[first]
        a, b = max(low, low + start - at), min(high, low + end - at)
        if a < b:
            found.append((a, b))
        first += 1
    return found


def _without(spans: Sequence[Span], gone: Sequence[Span]) -> list[Span]:
    """Return spans without ranges that lie in them; both in order."""
    out: list[Span] = []
    at = 0
    for low, high in spans:
        while at < len(gone) and gone[at][0] < high:
            if low < gone[at][0]:
                out.append((low, gone[at][0]))
            low = gone[at][1]
            at += 1
        if low < high:
            out.append((low, high))
    return out


def _stripped(spans: Sequence[Span], text: str) -> list[Span]:
    """Leave the white space at both ends of the remaining spans outside."""
    out = list(spans)
    while out and not text[slice(*out[0])].strip():
        out.pop(0)
    while out and not text[slice(*out[-1])].strip():
        out.pop()
    if out:
        low, high = out[0]
        out[0] = (high - len(text[low:high].lstrip()), high)
        low, high = out[-1]
        out[-1] = (low, low + len(text[low:high].rstrip()))
    return out
