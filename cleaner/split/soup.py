"""The thorough parser: beautifulsoup4 with html.parser, handed on as the same kind of tree."""

from __future__ import annotations

import re
import warnings
from typing import Any

from cleaner.errors import TooLarge

_NAME = re.compile(r"[A-Za-z_][\w.-]*\Z")


def soup_tree(markup: str, max_depth: int) -> Any:
    """Return an lxml.html tree with everything that html.parser sees. Raises TooLarge above max_depth levels."""
    from bs4 import BeautifulSoup
    from bs4.element import CData, NavigableString, PreformattedString, Tag
    from lxml import html

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(markup, "html.parser")
    root = html.document_fromstring("<html><body></body></html>")
    body = root[0]
    stack: list[tuple[Any, Any]] = [(iter(soup.contents), body)]
    while stack:
        children, parent = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
        elif isinstance(node, Tag):
            element = _element(node, parent, root, body)
            stack.append((iter(node.contents), element))
            if len(stack) > max_depth:
                raise TooLarge(
                    f"nested more than {max_depth} levels deep",
                    hint="real pages have at most 34 levels; raise max-depth if this one is real",
                )
        elif isinstance(node, NavigableString) and (
            isinstance(node, CData) or not isinstance(node, PreformattedString)
        ):
            _append_text(parent, str(node))
    return root


def _element(node: Any, parent: Any, root: Any, body: Any) -> Any:
    from lxml import etree

    name = node.name.lower()
    if name == "html":
        element = root
    elif name == "body":
        element = body
    else:
        element = etree.SubElement(parent, name if _NAME.match(name) else "span")
    for key, value in node.attrs.items():
        if _NAME.match(key):
            element.set(key, " ".join(value) if isinstance(value, list) else value or "")
    return element


def _append_text(parent: Any, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
