"""JSON-LD as publishers really write it: read what can be read, find the article among the nodes."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.describe.plain import plain, prose, squash

Node = Mapping[str, Any]

_KINDS = ("article", "posting", "report", "claimreview", "review")
_NO_ARTICLE = frozenset({"socialmediaposting", "discussionforumposting", "jobposting"})
_INTO = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
"""Keys that lead to the article of the page; others (`mentions`, `liveBlogUpdate`, `isPartOf`) lead elsewhere."""
_MOST_NODES = 2_000
_DEPTH = 8
_WRAP = re.compile(r"<!--|-->|/{0,2}\s{0,9}<!\[CDATA\[|/{0,2}\s{0,9}\]\]>|^\s{0,99}/\*.{0,99}?\*/|;\s{0,99}$")
_COMMA = re.compile(r",(\s{0,200}[}\]])")
_ESCAPE = re.compile(r'\\(?![\\"/bfnrtu])')
_SALVAGED = 200_000
"""Characters of an unreadable script in which headline and dates are looked for."""
_SALVAGE = re.compile(r'"(headline|datePublished|dateModified)"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.){1,300})"')


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes of a page. `articles` starts with the article of this page; `others` are the rest of the top nodes."""

    articles: tuple[Node, ...] = ()
    others: tuple[Node, ...] = ()
    by_id: Mapping[str, Node] | None = None

    def resolve(self, value: object) -> object:
        """Return the node that a bare reference ({"@id": …}) points to, else the value itself."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type"} and self.by_id:
            return self.by_id.get(str(value.get("@id")), value)
        return value

    def first(self, name: str) -> Any:
        """Return the first non-empty value of a property of the article, or None."""
        return next((a[name] for a in self.articles if a.get(name) not in (None, "", [], {})), None)

    def body(self) -> str | None:
        """Return the longest `articleBody` as text, or None."""
        bodies = (prose(a["articleBody"]) for a in self.articles if isinstance(a.get("articleBody"), str))
        return max(bodies, key=len, default="") or None


def graph(scripts: tuple[str, ...], url: str, title: str) -> Graph:
    """Read all JSON-LD scripts of a page and sort the nodes; `url` and `title` help to tell the page's own article."""
    nodes: list[tuple[int, Node]] = []
    for script in scripts:
        for value in parse(script):
            nodes.extend(_walk(value))
    by_id = {str(n["@id"]): n for _, n in nodes if len(n) > 2 and isinstance(n.get("@id"), str)}
    articles = [(depth, n) for depth, n in nodes if _is_article(n)]
    articles.sort(key=lambda pair: _rank(pair[0], pair[1], url, title), reverse=True)
    main = [n for _, n in articles]
    others = tuple(n for _, n in nodes if not _is_article(n))
    return Graph(_of_one(main), others, by_id)


def parse(script: str) -> list[Any]:
    """Return the JSON values of one script.

    Control characters, comments and CDATA marks, trailing commas, wrong escapes, several values in a row and rubbish
    after the last one are forgiven; from what still cannot be read headline and dates are salvaged.
    """
    text = script.strip().lstrip("\ufeff")
    for repair in (_same, _unwrapped, _repaired):
        text = repair(text)
        values = _values(text)
        if values:
            return values
    found = reversed(_SALVAGE.findall(text[:_SALVAGED]))
    salvaged = {name: value for name, raw in found for values in _values(f'["{raw}"]') for value in values}
    return [{"@type": "Article", **salvaged}] if salvaged else []


def _same(text: str) -> str:
    return text


def _unwrapped(text: str) -> str:
    text = html.unescape(text) if text.startswith(("{&quot;", "[&quot;", "{&#34;")) else text
    return _WRAP.sub("", text).strip()


def _repaired(text: str) -> str:
    return _ESCAPE.sub("", _COMMA.sub(r"\1", text))


def _values(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    at = 0
    try:
        while at < len(text) and len(values) < 50:
            value, at = decoder.raw_decode(text, at)
            values.append(value)
            while at < len(text) and text[at] in " \t\r\n,;":
                at += 1
    except (ValueError, RecursionError):
        pass
    return [v for v in values if isinstance(v, (dict, list))]


def _walk(value: Any) -> Iterator[tuple[int, Node]]:
    """Yield (depth, node) for every node on the way to the article, outermost first."""
    queue: deque[tuple[int, Any]] = deque([(0, value)])
    seen = 0
    while queue and seen < _MOST_NODES:
        depth, item = queue.popleft()
        seen += 1
        if isinstance(item, list) and depth <= _DEPTH:
            queue.extend((depth, each) for each in item[:500])
        elif isinstance(item, dict) and depth <= _DEPTH:
            yield depth, item
            queue.extend((depth + (k != "@graph"), item[k]) for k in _INTO if isinstance(item.get(k), (dict, list)))


def kinds(node: Node) -> list[str]:
    """Return the types of a node in lower case, without the vocabulary's address."""
    value = node.get("@type")
    listed = value if isinstance(value, list) else [value]
    return [k.lower().rsplit("/", 1)[-1].rsplit(":", 1)[-1] for k in listed if isinstance(k, str)]


def _is_article(node: Node) -> bool:
    return any(k.endswith(_KINDS) and k not in _NO_ARTICLE for k in kinds(node)) and (
        "headline" in node or "datePublished" in node or "author" in node or "articleBody" in node
    )


def _rank(depth: int, node: Node, url: str, title: str) -> tuple[int, ...]:
    """Order article nodes: same address, same headline, a news type, outermost, most complete."""
    headline = squash(plain(node.get("headline")) or plain(node.get("name")))
    whole = squash(title)
    same = bool(headline) and bool(whole) and (headline in whole or whole in headline)
    review = any("review" in k for k in kinds(node))
    complete = sum(bool(node.get(k)) for k in ("headline", "author", "datePublished", "articleBody"))
    return (_at(node, url), int(same), int(not review), -depth, complete)


def _at(node: Node, url: str) -> int:
    """Tell whether a node names the page's own address."""
    place = node.get("mainEntityOfPage")
    place = place.get("@id") or place.get("url") if isinstance(place, dict) else place
    own = _address(url)
    return int(
        bool(own) and own in {_address(v) for v in (node.get("url"), node.get("@id"), place) if isinstance(v, str)}
    )


def _address(url: str) -> str:
    return re.sub(r"^https?://(?:www\.|m\.|amp\.)?|[?#].*$|/$", "", url.strip().lower())


def _of_one(articles: list[Node]) -> tuple[Node, ...]:
    """Return the first node and those that speak of the same article (same headline or none)."""
    if not articles:
        return ()
    headline = squash(plain(articles[0].get("headline")))
    same = [a for a in articles[1:] if squash(plain(a.get("headline"))) in ("", headline)]
    return (articles[0], *same)
