"""What a page says about itself outside its JSON-LD, gathered in one pass over the parsed tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.describe.plain import plain

_KEY = re.compile(r"[^a-z0-9]+")
_SKIP = frozenset({"script", "style", "svg", "button", "noscript", "template", "select"})
_HIDDEN = ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader", "screenreader", "u-hidden")
_KICKER = (
    "kicker",
    "overline",
    "topline",
    "dachzeile",
    "spitzmarke",
    "pre-headline",
    "preheadline",
    "eyebrow",
    "roofline",
)
_ARTICLE_SCOPE = ("article", "posting", "report", "webpage", "creativework", "/review")
_PROPS = frozenset(
    {"headline", "author", "creator", "datepublished", "datecreated", "datemodified", "description", "articlesection"}
)
_MARKED = ".//@itemprop/.. | .//@rel[contains(., 'author')]/.."
_FEW = 60
"""Most values kept of one kind: list pages repeat h1 and <time> hundreds of times."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An h1: its text without hidden parts, and the kicker that the markup sets apart (class names), if any."""

    text: str
    kicker: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Raw values in page order; `metas` and `props` (microdata of the article) are keyed without case and marks."""

    metas: Mapping[str, tuple[str, ...]]
    props: Mapping[str, tuple[str, ...]]
    scripts: tuple[str, ...]
    headings: tuple[Heading, ...]
    bylines: tuple[str, ...]
    times: tuple[str, ...]
    title: str = ""
    canonical: str = ""
    language: str = ""

    def meta(self, name: str) -> tuple[str, ...]:
        """Return the contents of a meta tag by name, property or itemprop (`og:title`)."""
        return self.metas.get(key(name), ())


def key(name: str) -> str:
    """Return a meta name without case and punctuation: `article:published_time` is also written with two colons."""
    return _KEY.sub("", name.lower())


def page(tree: Any) -> Page:
    """Read a parsed page (an lxml element)."""
    found: dict[str, list[Any]] = {"meta": [], "script": [], "h1": [], "time": [], "title": [], "link": []}
    for element in tree.iter(*found):
        found[element.tag].append(element)
    props, bylines = _marked(tree)
    return Page(
        metas=_metas(found["meta"]),
        props=props,
        scripts=tuple(e.text or "" for e in found["script"] if "ld+json" in (e.get("type") or "").lower()),
        headings=tuple(h for h in map(_heading, found["h1"][:_FEW]) if h.text),
        bylines=bylines,
        times=tuple(t for t in (plain(e.get("datetime")) for e in found["time"][:_FEW]) if t),
        title=next((t for t in map(text_of, found["title"][:1]) if t), ""),
        canonical=next(
            (plain(e.get("href")) for e in found["link"] if (e.get("rel") or "").lower() == "canonical"), ""
        ),
        language=_language(tree),
    )


def text_of(element: Any) -> str:
    """Return the visible text of an element; a border between inline elements becomes a space."""
    return plain(" ".join(_pieces(element, None)))


def pieces_of(element: Any) -> Iterator[str]:
    """Yield the visible pieces of text of an element, each as its own plain string."""
    return (piece for piece in map(plain, _pieces(element, None)) if piece)


def _pieces(element: Any, without: Any) -> Iterator[str]:
    """Yield the text pieces below an element in order, without hidden parts and the subtree `without`."""
    stack: list[Any] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
            continue
        inside = node is element or not (node is without or _is_hidden(node))
        if inside:
            stack.extend(_content(node))


def _content(node: Any) -> list[Any]:
    """Return text, children and tails of a node in reverse order (for a stack)."""
    content: list[Any] = [node.text] if node.text else []
    for child in node:
        content.append(child)
        if child.tail:
            content.append(child.tail)
    return content[::-1]


def _is_hidden(node: Any) -> bool:
    if not isinstance(node.tag, str) or node.tag in _SKIP:
        return True
    return "hidden" in node.attrib or any(word in _classes(node) for word in _HIDDEN)


def _classes(node: Any) -> str:
    return (node.get("class") or "").lower()


def _heading(h1: Any) -> Heading:
    inner = next((e for e in h1.iterdescendants() if _is_kicker(e)), None)
    if inner is not None:
        rest = plain(" ".join(_pieces(h1, inner)))
        if rest:
            return Heading(rest.lstrip(" :|–—-"), text_of(inner).rstrip(" :–-") or None)
    before = next((e for e in h1.itersiblings(preceding=True) if isinstance(e.tag, str)), None)
    near = text_of(before) if before is not None and _is_kicker(before) else ""
    return Heading(text_of(h1), near.rstrip(" :–-") if 0 < len(near) <= 80 else None)


def _is_kicker(node: Any) -> bool:
    return isinstance(node.tag, str) and any(word in _classes(node) for word in _KICKER)


def _metas(elements: list[Any]) -> dict[str, tuple[str, ...]]:
    metas: dict[str, list[str]] = {}
    for element in elements:
        content = plain(element.get("content"))
        name = element.get("property") or element.get("name") or element.get("http-equiv")
        if content and name:
            metas.setdefault(key(name), []).append(content)
    return {name: tuple(values) for name, values in metas.items()}


def _marked(tree: Any) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return microdata properties of the article and the texts of rel=author links, both in page order."""
    props: dict[str, list[str]] = {}
    scopes: dict[str, Any] = {}
    bylines: list[str] = []
    for element in tree.xpath(_MARKED):
        name = (element.get("itemprop") or "").lower().split(" ")[0]
        if name in _PROPS and len(props.get(name, ())) < _FEW:
            scope = _scope(element)
            if _of_article(scope) and scopes.setdefault(name, scope) is scope and (value := _prop(element)):
                props.setdefault(name, []).append(value)
        if "author" in (element.get("rel") or "").lower().split() and len(bylines) < _FEW:
            bylines.append(text_of(element))
    return {name: tuple(values) for name, values in props.items()}, tuple(b for b in bylines if b)


def _prop(element: Any) -> str:
    """Return the value of a microdata property: content, datetime, the name inside a nested item, or the text."""
    value = plain(element.get("content")) or plain(element.get("datetime"))
    if value:
        return value
    names = element.xpath("(.//*[@itemprop='name'])[1]") if "itemscope" in element.attrib else []
    return plain(names[0].get("content")) or text_of(names[0]) if names else text_of(element)


def _scope(element: Any) -> Any:
    """Return the item that a property belongs to, or None outside of all items."""
    return next((p for p in element.iterancestors() if "itemscope" in p.attrib or p.get("itemtype")), None)


def _of_article(scope: Any) -> bool:
    """Tell whether an item is the article and not a picture, a comment or a video."""
    kind = (scope.get("itemtype") or "").lower() if scope is not None else ""
    return not kind or any(word in kind for word in _ARTICLE_SCOPE)


def _language(tree: Any) -> str:
    root = tree if tree.tag == "html" else next(tree.iter("html"), tree)
    return (
        plain(root.get("lang"))
        or plain(root.get("{http://www.w3.org/XML/1998/namespace}lang"))
        or plain(root.get("xml:lang"))
    )
