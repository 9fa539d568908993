"""Bytes of markup -> one tree, checked: the parser may not lose text.

lxml is fast and loses text without a word in six measured cases, so a second parser counts along: lexbor on every
page, and beautifulsoup4 with html.parser, the most conservative of all, when lexbor sees more, or the markup looks as
if something swallowed the rest of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from cleaner.errors import DecodeProblem
from cleaner.options import Options
from cleaner.split.walk import SKIPPED, Piece, walk

_CONTROLS = bytes(0x20 if code in (*range(9), 11, *range(14, 32), 127) else code for code in range(256))
"""Control characters become spaces: XML tools behind the parser refuse them."""
_NOT_SHOWN = re.compile(
    r"<(script|style|noscript|svg|template|textarea|title|iframe|select)\b.*?</\1\s*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_RAW = ("script", "style", "textarea", "title", "iframe", "xmp", "noframes")
"""Elements whose content browsers take as raw text up to the end tag."""
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_LOST_CHARS, _LOST_SHARE = 100, 0.01
"""Alarm when more than both are missing: on 1,177 real pages that rang twice, both times rightly."""
_WORDS = 8
"""A closed paragraph with fewer letters than this at its end tells nothing."""
_NOT_TEXT = SKIPPED | {"noscript", "title"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A tree (lxml.html elements), the parser that made it, its pieces, and their text without white space."""

    tree: Any
    parser: str
    pieces: list[Piece]
    letters: str


def parse(markup: str, options: Options) -> Parsed:
    """Parse a page without losing text. Raises DecodeProblem or TooLarge, named."""
    data = markup.encode("utf-8", "replace").translate(_CONTROLS)
    markup = data.decode()
    tree = _lxml(markup, data, options)
    pieces = list(walk(tree, options.max_depth)) if tree is not None else []
    text = "".join("".join(p.text for p in pieces if not _in_noscript(p)).split())
    seen = len(text)
    if not (_swallowed(markup, text, seen) or _more(_lexbor(markup), seen)):
        if tree is None:
            raise DecodeProblem("no markup in it", hint="use --from text if this is plain text")
        return Parsed(tree, "lxml", pieces, text)
    return _thorough(markup, tree, pieces, seen, options)


def _thorough(markup: str, tree: Any, pieces: list[Piece], seen: int, options: Options) -> Parsed:
    from cleaner.split.soup import soup_tree

    other = soup_tree(markup, options.max_depth)
    other_pieces = list(walk(other, options.max_depth))
    if tree is None or _more(_letters("".join(p.text for p in other_pieces if not _in_noscript(p))), seen):
        tree, pieces, parser = other, other_pieces, "html.parser"
    else:
        parser = "lxml"
    if (lost := _unclosed(markup)) is not None:
        raise DecodeProblem(
            f"a <{lost[0]}> at character {lost[1]} is never closed and swallows the text behind it",
            hint="the page is damaged: save it again, or close the element",
        )
    return Parsed(tree, parser, pieces, "".join("".join(piece.text for piece in pieces).split()))


def _lxml(markup: str, data: bytes, options: Options) -> Any:
    from lxml import etree, html

    longest = max((len(node) for node in re.split(r"[<>]", markup)), default=0) if len(markup) > options.max_node else 0
    if longest > options.max_node or not markup.strip():
        return None
    parser = html.HTMLParser(  # type: ignore[call-arg]
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        collect_ids=False,
        default_doctype=False,
    )
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _lexbor(markup: str) -> int:
    """Count the letters that a second, independent parser sees outside scripts and the like."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(markup)
    body.strip_tags(sorted(_NOT_TEXT))
    return _letters(body.body.text(deep=True, separator=" ") if body.body is not None else "")


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _more(theirs: int, ours: int) -> bool:
    return theirs - ours > _LOST_CHARS and theirs - ours > _LOST_SHARE * theirs


def _in_noscript(piece: Piece) -> bool:
    return piece.hidden and any(e.tag == "noscript" for e in (piece.node, *piece.node.iterancestors()))


def _swallowed(markup: str, text: str, seen: int) -> bool:
    """Tell whether a comment, a script or an attribute quote may have swallowed the rest of the page: a mere
    stripping of tags, which knows nothing of quotes, then sees much more."""
    if markup.rfind("<!--") > markup.rfind("-->") or _unclosed(markup) is not None:
        return True
    return not _ends_there(markup, text) and _more(_letters(_TAG.sub(" ", _NOT_SHOWN.sub(" ", markup))), seen)


def _ends_there(markup: str, text: str) -> bool:
    """Tell whether the letters right before the last closed paragraph are on the page: then nothing swallowed its
    end."""
    end = len(markup)
    while (end := markup.rfind("</p>", 0, end)) >= 0:
        start = markup.rfind(">", 0, end) + 1
        words = "".join(markup[max(start, end - 40) : end].split())
        if "&" not in words and len(words) >= _WORDS:
            return words in text
    return True


def _unclosed(markup: str) -> tuple[str, int] | None:
    """Return the name of an element that holds raw text, never ends and has paragraphs behind it, and where it
    starts."""
    low = markup.lower()
    suspects = [name for name in _RAW if 0 <= _last(low, name) > low.rfind(f"</{name}")]
    if not suspects:
        return None
    shown = _NOT_SHOWN.sub(lambda found: " " * len(found.group()), low)
    for name in suspects:
        at = _last(shown, name)
        if at >= 0 and shown.find(f"</{name}", at) < 0 and re.search(r"</(?:p|div|h[1-6])>", shown[at:]):
            return name, at
    return None


def _last(low: str, name: str) -> int:
    at = low.rfind(f"<{name}")
    return at if at >= 0 and low[at + len(name) + 1 : at + len(name) + 2] in (">", " ", "\n", "\t", "/") else -1
