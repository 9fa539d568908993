"""Blocks of a page that say once more what another kept block says: captions, ledes, the whole body, pull quotes.

Only pages are judged: they show one text several times for different readers, while a text file repeats itself because
its author does. The first occurrence stays. A pull quote that the choice of the body left out is named here; one that
it kept goes only on request, since people who marked articles kept them with their paragraph.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaner.article import Block, Verdict
from cleaner.options import Options
from cleaner.rules.view import normal

_LEAST = 40
"""A shorter line may come again: refrains, questions of an interview, labels."""
_CAPTION_FAR, _CAPTION_NEAR = 100, 4
"""A caption comes again for the same picture if it is so long, or stands so near; a short one may fit two pictures."""
_PULLED = re.compile(
    r"pull-?_?quote|blockquote|(?<![a-z])quote|zitat|citation|citat|highlight|callout|teaser-?text|excerpt"
)
_SIGNS = re.compile(r"[\"'„“”‚‘’«»‹›\s\-–—.,;:!?…()\[\]]+")
_BLANK_LINE = 2
"""What parts two neighbouring blocks in a page's layer."""
_BIG, _MOST_QUOTES = 8, 200
"""So many of the longest blocks may be the body once more, and so many quotes are looked up in it."""
_ONCE_MORE, _PARTS = 0.8, 3
"""A block is the body once more when so many other paragraphs make up this share of it."""
PULL_QUOTE = "body/pull-quote"
_LISTED = frozenset({"list_item", "table", "heading", "title", "kicker"})


@dataclass(frozen=True, slots=True)
class _Text:
    at: int
    block: Block
    plain: str


def duplicates(blocks: Sequence[Block], out: frozenset[int], options: Options) -> Iterator[Verdict]:
    """Yield a verdict for each block that repeats a kept one; `out` are the blocks that go anyway. `detail.of` is
    where the one that stays begins."""
    texts = [
        _Text(i, block, _plain(block.text))
        for i, block in enumerate(blocks)
        if block.kind not in _LISTED and len(block.text) >= _LEAST and block.dom is not None
    ]
    kept = [text for text in texts if text.at not in out]
    gone = dict(_whole(kept))
    gone |= dict(_again([text for text in kept if text.at not in gone]))
    gone |= dict(_between(blocks, gone, out))
    body = [text for text in kept if text.at not in gone and text.block.kind == "paragraph" and not _apart(text.block)]
    asked = PULL_QUOTE in options.select
    pulled = dict(_pulled((t for t in texts if t.at not in gone and (asked or t.at in out)), body))
    for rule, found in (("body/duplicate", gone), (PULL_QUOTE, pulled)):
        for at, of in sorted(found.items()):
            yield Verdict(at, "duplicate", rule, "duplicate", {"of": blocks[of].start}, decisive=True)


@lru_cache(maxsize=4_096)
def _plain(text: str) -> str:
    """Return a text without case, quotation marks, spaces and stops, which editors change when they pull a quote."""
    return _SIGNS.sub("", normal(text))


def _whole(kept: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """Yield blocks that hold most of the body once more, paragraph by paragraph and in order."""
    prose = [text for text in kept if text.block.prose]
    for big in sorted(prose, key=lambda text: -len(text.plain))[:_BIG]:
        at, parts = 0, list[_Text]()
        for text in prose:
            found = big.plain.find(text.plain, at) if len(text.plain) < len(big.plain) else -1
            if found >= 0:
                at = found + len(text.plain)
                parts.append(text)
        if len(parts) >= _PARTS and sum(len(part.plain) for part in parts) >= _ONCE_MORE * len(big.plain):
            yield big.at, parts[0].at


def _again(kept: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """Yield captions, ledes and long paragraphs that came before, word for word."""
    first: dict[str, _Text] = {}
    end: dict[str, int] = {}
    for text in kept:
        before = first.setdefault(text.plain, text)
        beside = text.block.start == end.get(text.plain, -1) + _BLANK_LINE
        if before is not text and (_caption_again(before, text) or _prose_again(before, text, beside)):
            yield text.at, before.at
        end[text.plain] = text.block.end


def _caption_again(before: _Text, text: _Text) -> bool:
    if not text.block.kind == before.block.kind == "caption":
        return False
    return len(text.block.text) >= _CAPTION_FAR or text.at - before.at <= _CAPTION_NEAR


def _prose_again(before: _Text, text: _Text, beside: bool) -> bool:
    """Tell whether a paragraph is shown twice by the page. In one and the same element it is its author who repeats
    it, unless nothing stood between on the page."""
    if not text.block.prose or "caption" in (before.block.kind, text.block.kind):
        return False
    if _apart(before.block) != _apart(text.block):
        return False  # a quote pulled from a paragraph that says nothing else
    return _parent(before.block) is not _parent(text.block) or beside


def _parent(block: Block) -> object:
    return block.dom.node.getparent() if block.dom is not None else None


def _pulled(texts: Iterable[_Text], body: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """Yield quotes set apart whose every word stands in a paragraph of the body."""
    quotes = (text for text in texts if len(text.plain) >= _LEAST and _apart(text.block))
    for text in itertools.islice(quotes, _MOST_QUOTES):
        home = next((t for t in body if text.plain in t.plain and t is not text), None)
        if home is not None:
            yield text.at, home.at


def _apart(block: Block) -> bool:
    """Tell whether a block is a quote set apart from the running text, by its element or class."""
    if block.kind == "quote":
        return True
    levels = block.dom.context[:3] if block.dom is not None else ()
    return block.kind == "paragraph" and any(_PULLED.search(level.partition("#")[0]) for level in levels)


def _between(blocks: Sequence[Block], gone: dict[int, int], out: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield short lines between two repeated paragraphs that stand just so between the first two."""
    ends = sorted(at for at in gone if at not in out)
    for low, high in itertools.pairwise(ends):
        if 1 < high - low <= 8 and gone[high] - gone[low] == high - low:
            pairs = [(low + k, gone[low] + k) for k in range(1, high - low)]
            if all(_plain(blocks[a].text) == _plain(blocks[b].text) and b not in gone for a, b in pairs):
                yield from (pair for pair in pairs if pair[0] not in out)
