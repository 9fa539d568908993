"""Quotes and who said them: the short lines that stand in one element with a kept quote are its signature.

The choice of the body tends to lose them, since they are short and stand outside the paragraphs. They are the article's
own words, so they stay as quotes, and the quote knows them as its `attribution`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from cleaner.article import Block
from cleaner.judge.marks import NOT_CHOSEN, links
from cleaner.rules.view import normal

_QUOTE = re.compile(r"(?<![a-z])(?:pull-?_?|block)?quote|zitat|citation(?!-)|citat")
_LEVELS = 4
_LINES, _CHARS = 2, 120
"""A signature has at most so many lines (name, office), each so long; the longest seen has 60 characters."""
_HOME, _LINKED = 2, 0.3
"""So many paragraphs of the body make an element its home; a quote is not mostly a link."""
_BLOCKS = 6
"""An element with more blocks than this is no single quote."""
_DASH = " \u2013\u2014\u2015-~|"
_DATED = re.compile(r"(?<=\)) [^)]{4,40}\Z")
"""The date behind the name and handle of an embedded post."""


def signed(blocks: Sequence[Block], reasons: Sequence[str | None]) -> tuple[tuple[Block, ...], tuple[str | None, ...]]:
    """Return blocks and reasons with the signatures of kept quotes kept too, and their names in `attribution`."""
    out, why = list(blocks), list(reasons)
    for i in _lost(blocks, reasons):
        why[i] = None
    for i, block in enumerate(blocks):
        if block.kind != "quote" or why[i] is not None or out[i].attribution or not _says(block):
            continue
        around = _element(block)
        lines = [j for j in range(i + 1, min(i + 1 + _LINES, len(blocks))) if around is not None]
        names = _signature(blocks, lines, around)
        if not names or sum(_inside(b, around) for b in blocks[max(0, i - _BLOCKS) : i + _BLOCKS + 1]) > _BLOCKS:
            continue
        out[i] = replace(block, attribution=", ".join(_name(blocks[j].text) for j in names))
        for j in names:
            out[j], why[j] = replace(blocks[j], kind="quote"), None
    return tuple(out), tuple(why)


def _lost(blocks: Sequence[Block], reasons: Sequence[str | None]) -> Iterator[int]:
    """Yield the quotes that nobody chose although their element stands among the paragraphs of the body, and whose
    words stand nowhere else: pull quotes of an interview, quotes in a figure."""
    kept = [block for block, reason in zip(blocks, reasons, strict=True) if reason is None]
    homes = Counter(b.dom.node.getparent() for b in kept if b.dom is not None and b.prose and b.kind == "paragraph")
    quotes = [i for i, b in enumerate(blocks) if b.kind == "quote" and reasons[i] == NOT_CHOSEN and _says(b)]
    said = normal(" ".join(block.text for block in kept)) if quotes else ""
    for i in quotes:
        around = _element(blocks[i])
        at_home = around is not None and homes[around.getparent()] >= _HOME and links(blocks[i]) < _LINKED
        if at_home and normal(blocks[i].text).strip("\"'.,!? ") not in said:
            yield i


def _says(block: Block) -> bool:
    """Tell whether a block is words that somebody said, no signature itself."""
    return len(block.text.split()) >= 4 and not block.text.startswith(tuple(_DASH[1:]))


def _element(block: Block) -> Any:
    """Return the outermost element of the quote around a block: a quotation, its figure, or a box called so."""
    found = None
    node = block.dom.node if block.dom is not None else None
    for _ in range(_LEVELS):
        if node is None or node.tag in ("body", "article", "main"):
            break
        if node.tag in ("blockquote", "figure", "q") or _QUOTE.search((node.get("class") or "").lower()):
            found = node
        node = node.getparent()
    return found


def _signature(blocks: Sequence[Block], lines: Sequence[int], around: Any) -> list[int]:
    """Return the lines of a signature. Where one begins with a dash, what stands before it is still the quote."""
    dashed = next((j for j in lines if blocks[j].text.startswith(tuple(_DASH[1:]))), None)
    pictured = around is not None and next(around.iter("img", "picture", "video"), None) is not None
    names = []
    for j in lines if dashed is None else [dashed]:
        block = blocks[j]
        short = len(block.text) <= _CHARS and not block.text.rstrip('"”“»').endswith((".", "!", "?", "…"))
        if (
            not (short and _inside(block, around))
            or block.kind in ("title", "heading", "table")
            or (pictured and block.kind == "caption")
        ):
            break
        names.append(j)
    return names


def _inside(block: Block, element: Any) -> bool:
    node = block.dom.node if block.dom is not None else None
    for _ in range(_LEVELS + 2):
        if node is None or node is element:
            break
        node = node.getparent()
    return node is not None and node is element


def _name(text: str) -> str:
    return _DATED.sub("", text).strip(_DASH)
