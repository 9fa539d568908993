"""Document -> Layout: one layer of text, cut into blocks, losslessly and in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cleaner.article import Block, Document, Layout
from cleaner.options import Options


def split(document: Document, options: Options) -> Layout:
    """Cut a document into blocks. Raises TooLarge or DecodeProblem, named."""
    if document.format == "html":
        from cleaner.split.page import split as split_page

        return split_page(document, options)
    from cleaner.split.text import split as split_text

    return split_text(document, options)


def retyped(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks with kinds as a second run over what is left would tell them; a page's markup does not
    change."""
    if any(block.dom for block in blocks):
        return blocks
    from cleaner.split.text import kinds

    return kinds(blocks)


def located(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with the XPath of their element, where they have one."""
    kept = tuple(blocks)
    if not any(block.dom for block in kept):
        return kept
    from cleaner.split.page import path

    return tuple(replace(block, path=path(block.dom.node)) if block.dom else block for block in kept)
