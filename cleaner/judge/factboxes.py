"""Fact boxes: what stands in one is the article's own text, set apart; its kind says so and its lines share a group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cleaner.article import Block
from cleaner.judge.marks import FACT_WORDS

_LEVELS = 6
_SHARE = 0.4
"""An element with more of the kept text than this is the body, whatever its class says."""
_LINES = frozenset({"paragraph", "list_item"})


def factboxes(blocks: Sequence[Block], reasons: Sequence[str | None]) -> tuple[Block, ...]:
    """Return the blocks, kept lines of fact boxes as `factbox`. Headings, quotes and tables keep their kind."""
    kept = [i for i, reason in enumerate(reasons) if reason is None]
    boxes: dict[Any, list[int]] = {}
    for i in kept:
        if (box := _box(blocks[i])) is not None:
            boxes.setdefault(box, []).append(i)
    whole = sum(len(blocks[i].text) for i in kept)
    out = list(blocks)
    group = max((block.group for block in blocks if block.group is not None), default=-1)
    for lines in boxes.values():
        if sum(len(blocks[i].text) for i in lines) > _SHARE * whole:
            continue
        group += 1
        for i in lines:
            if out[i].kind in _LINES:
                out[i] = replace(out[i], kind="factbox", group=group)
    return tuple(out)


def _box(block: Block) -> Any:
    """Return the element of the fact box around a block, None if there is none."""
    node = block.dom.node if block.dom is not None else None
    for level in block.dom.context[:_LEVELS] if block.dom is not None else ():
        if node is None or FACT_WORDS.search(level):
            return node
        node = node.getparent()
    return None
