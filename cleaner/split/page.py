"""A page's tree -> blocks, in document order: every visible text on the page, once.

Blocks end where a reader sees a break: at block-level elements and at `<br><br>`. Text that is hidden from sighted
readers stays (a block of its own, marked), so that the account can name it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cleaner.article import Block, Document, Dom, Layout
from cleaner.errors import TooLarge
from cleaner.options import Options
from cleaner.rules.dom import DomBook, dombook
from cleaner.split.finds import WRAPPER, matched
from cleaner.split.parse import parse
from cleaner.split.walk import Piece, walk

_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85]+")
_KINDS = {
    "figcaption": "caption",
    "caption": "caption",
    "li": "list_item",
    "blockquote": "quote",
    "td": "table",
    "th": "table",
}
_CLASSED = 14
"""Ancestor levels that judges may look at; articles lie about twelve deep in their page's skeleton."""


def split(document: Document, options: Options, book: DomBook | None = None) -> Layout:
    """Parse a page and cut it into blocks; `book` stands in for the shipped rules about markup. Raises DecodeProblem or
    TooLarge, named."""
    parsed = parse(document.text, options)
    found = matched(parsed.tree, document, parsed.letters, options, book or dombook())
    pieces = list(walk(parsed.tree, options.max_depth)) if found.decoded else parsed.pieces
    blocks: list[Block] = []
    spread = _spread(pieces)
    contexts: dict[Any, tuple[str, ...]] = {}
    at = 0
    for piece in pieces:
        block = _block(piece, at, contexts)
        if block is None:
            continue
        if block.kind == "table" and (piece.node in spread or block.prose):
            block = replace(block, kind="paragraph", group=None)
        blocks.append(block)
        at = block.end + 2
        if len(blocks) > options.max_blocks:
            raise TooLarge(f"more than {options.max_blocks} blocks", hint="raise max-blocks if the page is real")
    text = "\n\n".join(block.text for block in blocks)
    marked, finds = found.finds(blocks)
    return Layout(text, marked, state="html", tree=parsed.tree, parser=parsed.parser, finds=finds)


def _spread(pieces: Sequence[Piece]) -> set[Any]:
    """Return the table cells that hold several paragraphs: a page laid out with tables, not a table of figures."""
    counts = Counter(piece.node for piece in pieces if piece.holder in ("td", "th"))
    return {node for node, count in counts.items() if count > 1}


def clean_space(text: str) -> str:
    """Collapse the white space that HTML does not show; no-break and other special spaces stay."""
    return _SPACE.sub(" ", text).strip(" ")


def path(node: Any) -> str:
    """Return the XPath of a block's element in its page; of decoded prose that of its placeholder."""
    wrapper = next(node.iterancestors(WRAPPER), None)
    node = node if wrapper is None else wrapper.getprevious()
    return str(node.getroottree().getpath(node))


def _block(piece: Piece, at: int, contexts: dict[Any, tuple[str, ...]]) -> Block | None:
    text = clean_space(piece.text)
    if not text or not any(not c.isspace() for c in text):
        return None
    lead = text.lstrip()
    text = lead.rstrip()
    tag = piece.holder
    kind = "heading" if tag[:1] == "h" and tag[1:].isdigit() else _KINDS.get(tag, "paragraph")
    level = int(tag[1:]) if kind == "heading" else None
    dom = Dom(tag, _context(piece.node, contexts), min(1.0, piece.linked / max(1, len(text))), piece.hidden, piece.node)
    return Block(text, ((at, at + len(text)),), kind, level, piece.group, dom=dom)


def _context(node: Any, known: dict[Any, tuple[str, ...]]) -> tuple[str, ...]:
    """Return tag, class, id and role of an element and its ancestors as one lower-case string a level, nearest
    first."""
    chain = []
    while node is not None and node not in known:
        chain.append(node)
        node = node.getparent()
    above: tuple[str, ...] = known[node] if node is not None else ()
    for element in reversed(chain):
        above = (_level(element), *above[: _CLASSED - 1]) if element.tag not in ("html", "body") else ()
        known[element] = above
    return above


def _level(element: Any) -> str:
    get = element.get
    more = f"{get('id') or ''} {get('role') or ''} {get('itemprop') or ''}"
    return f"{element.tag} {get('class') or ''}#{more}".lower().rstrip()
