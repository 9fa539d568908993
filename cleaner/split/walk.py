"""One walk over a parsed page: pieces of text with the element that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cleaner.errors import TooLarge

_BLOCKS = """
    address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol optgroup p pre
    search
    section summary table tbody td tfoot th thead tr ul template amp-accordion label
    a-opt-in amp-consent amp-iframe amp-instagram amp-twitter amp-youtube embetty-mastodon embetty-tweet embetty-video
"""
_UNSHOWN = """
    script style template svg select datalist iframe object canvas head textarea audio video map math embed applet
    frameset noframes
"""
_KINDS = "h1 h2 h3 h4 h5 h6 p li figcaption caption blockquote td th dt dd pre button"
BLOCK_TAGS = frozenset(_BLOCKS.split())
"""Elements that begin and end a line for the reader."""
SKIPPED = frozenset(_UNSHOWN.split())
"""Elements whose content is no text of the page (or none that a reader can see without running it)."""
HOLDERS = frozenset(_KINDS.split())
"""Elements that tell the kind of the text they hold."""
_HIDDEN = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|a11y-hidden|assistive-text|visuallyhidden|"
    r"u-hidden-visually|is-hidden-visually)(?:$|[\s_-])",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"(?:^|[\s_-])(?:(?:pull|block)?-?quote|quotation)(?![a-z])", re.IGNORECASE)
_BREAKS = re.compile("\x1e[ \t\n\r\f\u00a0]*(?:\x1e[ \t\n\r\f\u00a0]*)+")


@dataclass(slots=True)
class Piece:
    """Raw text of one block-to-be: `holder` is the tag that names its kind, `linked` its characters inside links."""

    text: str
    holder: str
    node: Any
    linked: int
    hidden: bool
    group: int | None


class _Run:
    """The text gathered since the last break."""

    __slots__ = ("held", "linked", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0
        self.held: list[Piece] = []

    def add(self, text: str | None, in_link: bool) -> None:
        if text:
            self.parts.append(text)
            if in_link:
                self.linked += len(text.strip())


class _Frame:
    __slots__ = ("children", "element", "group", "hidden", "holder", "in_link", "is_block", "node", "quoted")
    in_link: bool
    hidden: bool
    quoted: bool
    holder: str
    node: Any
    group: int | None

    def __init__(self, element: Any, parent: _Frame | None, is_block: bool) -> None:
        tag = element.tag
        self.element = element
        self.children = iter(element)
        self.is_block = is_block
        self.in_link = tag == "a" or (parent is not None and parent.in_link)
        self.hidden = (parent is not None and parent.hidden) or _hidden(element, tag)
        self.quoted = tag == "blockquote" or (parent is not None and parent.quoted) or _quotes(element)
        self.holder = tag if tag in HOLDERS else parent.holder if parent is not None and not _resets(tag) else "div"
        if element.get("role") == "heading":
            self.holder = _heading(element)
        if parent is not None and (
            parent.holder == "figcaption"
            or (tag in ("p", "pre") and parent.holder in ("li", "blockquote", "td", "th", "dd"))
        ):
            self.holder = parent.holder
        if self.quoted and tag in ("footer", "cite", "figcaption"):
            self.holder = "blockquote"  # who said it
        self.node = element if is_block else parent.node if parent is not None else element
        self.group = id(element) if tag in ("tr", "table") else parent.group if parent is not None else None


def walk(root: Any, max_depth: int = 5_000) -> Iterator[Piece]:
    """Yield the pieces of a page in document order, without recursion. Raises TooLarge for a page nested deeper."""
    run = _Run()
    groups: dict[int, int] = {}
    top = _Frame(root, None, True)
    run.add(root.text, False)
    stack = [top]
    while stack:
        frame = stack[-1]
        child = next(frame.children, None)
        if child is None:
            stack.pop()
            if not stack:
                break
            yield from _leave(frame, stack[-1], run, groups)
            continue
        tag = child.tag
        if not isinstance(tag, str) or tag in SKIPPED:
            run.add(child.tail, frame.in_link)
        elif tag == "br":
            run.add("\x1e", False)
            run.add(child.tail, frame.in_link)
        else:
            is_block = tag in BLOCK_TAGS
            if not is_block and len(child) == 0 and not child.attrib and tag != "noscript":
                run.add(child.text, frame.in_link or tag == "a")
                run.add(child.tail, frame.in_link)
                continue
            if is_block:
                yield from _flush(run, frame, groups)
            inner = _Frame(child, frame, is_block)
            if inner.hidden and not is_block and not frame.hidden:
                stack.append(_aside(inner))
                run.held.append(_hidden_text(child, inner))
                continue
            run.add(child.text, inner.in_link)
            stack.append(inner)
            if len(stack) > max_depth:
                raise TooLarge(
                    f"nested more than {max_depth} levels deep",
                    hint="real pages have at most 34 levels; raise max-depth if this one is real",
                )
    yield from _flush(run, top, groups)


def _aside(frame: _Frame) -> _Frame:
    """Make a frame whose content was taken already: hidden words inside a sentence become a block behind it."""
    frame.children = iter(())
    return frame


def _hidden_text(element: Any, frame: _Frame) -> Piece:
    text = " ".join(
        t for e in element.iter() if isinstance(e.tag, str) and e.tag not in SKIPPED for t in _texts(e, element)
    )
    return Piece(text, "span", frame.node, 0, True, None)


def _texts(element: Any, top: Any) -> tuple[str, ...]:
    return (element.text or "", (element.tail or "") if element is not top else "")


def _leave(frame: _Frame, parent: _Frame, run: _Run, groups: dict[int, int]) -> Iterator[Piece]:
    if frame.is_block:
        yield from _flush(run, frame, groups)
    run.add(frame.element.tail, parent.in_link)


def _flush(run: _Run, frame: _Frame, groups: dict[int, int]) -> Iterator[Piece]:
    if run.parts:
        text = "".join(run.parts)
        texts = _BREAKS.split(text) if "\x1e" in text else [text]
        group = (
            None
            if frame.group is None or frame.holder not in ("td", "th")
            else groups.setdefault(frame.group, len(groups))
        )
        share = run.linked / max(1, len(text))
        for one in texts:
            one = one.replace("\x1e", " ")
            if one and not one.isspace():
                linked = run.linked if len(texts) == 1 else int(share * len(one))
                yield Piece(one, frame.holder, frame.node, linked, frame.hidden, group)
        run.parts = []
        run.linked = 0
    if run.held:
        yield from run.held
        run.held = []


def _heading(element: Any) -> str:
    """Return the tag that an element with the role of a heading stands for."""
    level = element.get("aria-level", "")
    return f"h{level}" if level in ("1", "2", "3", "4", "5", "6") else "h2"


def _quotes(element: Any) -> bool:
    """Tell whether the class of an element calls it a quotation."""
    name = element.get("class")
    return name is not None and "quot" in name and _QUOTE.search(name) is not None


def _resets(tag: str) -> bool:
    """Tell whether an element starts afresh: what lies in a table inside a list item is no list item."""
    return tag in ("table", "article", "section", "aside", "figure", "ul", "ol", "form", "nav", "header", "footer")


def _hidden(element: Any, tag: str) -> bool:
    if tag == "noscript":
        return True
    attrib = element.attrib
    if not attrib:
        return False
    style = attrib.get("style")
    if style and "display:none" in style.replace(" ", "").lower():
        return True
    name = attrib.get("class")
    return "hidden" in attrib or (name is not None and _HIDDEN.search(name) is not None)
