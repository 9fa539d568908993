"""Which block of a page is the article's headline."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.article import Block, Head
from cleaner.judge.marks import KICKER_WORDS, alike, context, hidden, outside
from cleaner.rules.view import normal

BEHIND = 40
"""The first paragraph stands at most so many blocks behind the headline."""
_KICKER_MOST = 80
_LEAST = 15
"""Shortest heading (characters) that may be a headline by its place alone."""


def headline(blocks: Sequence[Block], texts: Sequence[str], head: Head, prose: Sequence[int]) -> int:
    """Return the block of the headline: the first that says the title, with nearly all prose behind it; else the
    level-one heading right above the prose; -1 if there is none. `texts` are the blocks' normalised texts."""
    wanted = normal(head.metadata.title or "")
    for i, block in enumerate(blocks):
        same = bool(wanted) and texts[i] == wanted
        if (same or (block.kind == "heading" and wanted and alike(texts[i], wanted))) and not hidden(block):
            behind = sum(p > i for p in prose)
            if len(prose) - behind <= max(1, len(prose) // 20) and not outside(block):
                return i
    above = range(max(0, prose[0] - BEHIND), prose[0]) if prose else range(0)
    heads = [i for i in above if blocks[i].level == 1 and len(texts[i]) >= _LEAST]
    usable = [i for i in heads if not hidden(blocks[i]) and not outside(blocks[i])]
    return usable[-1] if usable else -1


def kicks(block: Block, text: str, kicker: str) -> bool:
    """Tell whether the block before the headline is its kicker: short, and named so by the head of the page (`kicker`;
    `text` is the block's, both normalised) or by its class."""
    if len(block.text) > _KICKER_MOST or hidden(block) or outside(block):
        return False
    return any(KICKER_WORDS.search(level) for level in context(block)[:2]) or text == kicker
