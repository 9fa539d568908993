"""One passage, round by round, until the rules find nothing that may go: what goes, and what is left.

A round is what a second run over the result would see, so what is mended stays as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cleaner.article import Block, Document, Removal, Span
from cleaner.errors import TextLost
from cleaner.finding import fingerprint
from cleaner.flow import removals
from cleaner.mend.lines import cuts
from cleaner.mend.markers import Marker, off
from cleaner.mend.passage import Draft, Passage
from cleaner.mend.shown import Shown, shown
from cleaner.options import Options
from cleaner.rules.view import INVISIBLE
from cleaner.split import split
from cleaner.verify import brake

_BUG = "this is a bug in cleaner: nothing was written; please report it with the input"


@dataclass(frozen=True, slots=True)
class Gone:
    """One removal, and the ranges of the passage where it stood."""

    removal: Removal
    spans: tuple[Span, ...]


@dataclass(slots=True)
class Mended:
    """What came of a passage: `gone` in the order found, `cuts` as ranges of it (with their white space), and why it
    was left alone where it was."""

    gone: list[Gone] = field(default_factory=list)
    cuts: list[Span] = field(default_factory=list)
    reason: str | None = None
    accepted: Counter[str] = field(default_factory=Counter)


def mend(passage: Passage, options: Options, language: str | None, accepted: Counter[str]) -> Mended:
    """Return what goes from a passage. `accepted` counts, by fingerprint, the pieces that a baseline leaves in.

    Raises InputError above a limit, OptionError for a marker that is none, TextLost where the account does not balance.
    """
    draft = Draft(passage.text)
    found = Mended()
    for _ in range(options.max_rounds):
        left = Counter(accepted)
        seen = shown(draft.text, passage.form)
        removed, blocks, reason = _judged(seen, language, options)
        acting = [r for r in _allowed(removed, seen, len(draft.text), options) if not _accepted(r, left)]
        reason = reason or brake(blocks, [*(gone.removal for gone in found.gone), *acting], options)
        if reason:
            return Mended(reason=reason)
        if not acting:
            return _finished(found, draft, accepted - left)
        pieces = [tuple(seen.places(r.start, r.end)) for r in acting]
        found.gone += (Gone(r, tuple(draft.origin(p))) for r, p in zip(acting, pieces, strict=True))
        draft.cut(cuts(draft.text, [span for piece in pieces for span in piece]))
        after = shown(draft.text, passage.form)
        if not _visible(after.text):
            return Mended(reason="nothing would be left of it")
        if language and len(acting) == len(removed) and _as_judged(after, blocks, options):
            return _finished(found, draft, accepted - left)
    return Mended(reason=f"not settled after {options.max_rounds} rounds")


def _as_judged(after: Shown, blocks: Sequence[Block], options: Options) -> bool:
    """Tell whether what is left falls into the very blocks that the last look found nothing in: no need to look
    again."""
    again = split(Document(after.text, "text"), options).blocks
    return [(b.text, b.kind, b.level) for b in again] == [(b.text, b.kind, b.level) for b in blocks]


def _finished(found: Mended, draft: Draft, accepted: Counter[str]) -> Mended:
    found.cuts = draft.gaps()
    found.accepted = accepted
    _balances(draft.original, found)
    return found


def _judged(
    seen: Shown, language: str | None, options: Options
) -> tuple[tuple[Removal, ...], tuple[Block, ...], str | None]:
    if not _visible(seen.text):
        return (), (), None
    return removals(seen.text, language=language, options=options)


def _visible(text: str) -> bool:
    return any(c not in INVISIBLE and not c.isspace() for c in text)


def _accepted(removal: Removal, left: Counter[str]) -> bool:
    """Tell whether the baseline accepts a piece, and count it."""
    if not left:
        return False
    print_ = fingerprint(removal.rule, removal.text)
    if left[print_] <= 0:
        return False
    left[print_] -= 1
    return True


def _allowed(removed: Sequence[Removal], seen: Shown, length: int, options: Options) -> Iterator[Removal]:
    """Yield the removals that no marker speaks against; one that reaches into a protected block stays whole."""
    if not seen.markers or not removed:
        yield from removed
        return
    switched = off(seen.markers, length)
    ignored = list(_ignored(seen, options))
    for removal in removed:
        places = list(seen.places(removal.start, removal.end))
        if any(start < high and end > low for start, end in places for low, high in switched):
            continue
        if any(
            marker.speaks_of(removal.family, removal.rule) and removal.start < high and removal.end > low
            for marker, (low, high) in ignored
        ):
            continue
        yield removal


def _ignored(seen: Shown, options: Options) -> Iterator[tuple[Marker, Span]]:
    """Yield the `ignore` markers with the range (of the shown text) of the block that each speaks of."""
    blocks = split(Document(seen.text, "text"), options).blocks
    for marker in seen.markers:
        if marker.word != "ignore":
            continue
        at = sum(min(high, marker.start) - low for low, high in seen.spans if low < marker.start)
        before = [b for b in blocks if b.start < at]
        behind = [b for b in blocks if b.end > at]
        block = before[-1] if marker.trailing and before else behind[0] if behind else None
        if block is not None:
            yield marker, (block.start, block.end)


def _balances(text: str, found: Mended) -> None:
    """Check that every piece goes, once, and nothing but white space beside them. Raises TextLost."""
    spans = sorted(span for gone in found.gone for span in gone.spans if _visible(text[slice(*span)]))
    index = 0
    for low, high in found.cuts:
        at = low
        while index < len(spans) and spans[index][0] < high:
            start, end = _bare(text, spans[index])
            if start < at or end > high or _visible(text[at:start]):
                raise TextLost(f"{text[at:end][:40]!r} at {at} is not what a rule named", hint=_BUG)
            at, index = end, index + 1
        if _visible(text[at:high]):
            raise TextLost(f"{text[at:high][:40]!r} at {at} would go and no rule names it", hint=_BUG)
    if index < len(spans):
        raise TextLost(f"the piece at {spans[index][0]} was named and stayed", hint=_BUG)


def _bare(text: str, span: Span) -> Span:
    start, end = span
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
