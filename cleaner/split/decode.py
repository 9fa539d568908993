"""What a placeholder hides: the address of its embed, and prose that belongs to the article.

Read off before anything goes. Sites keep it as base64, with entities, in JSON, in template scripts and in attributes of
their own; a rule says where (`recover`), and what it does not say is looked for among the addresses inside.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote

from cleaner.rules.dom import DomRule, Step
from cleaner.rules.embed_url import Address, address, by_id
from cleaner.rules.providers import kind, provider

_MOST = 2_000_000
"""Longer attributes and scripts (characters) are data and no embed."""
_NODES = 2_000
"""Most elements of one placeholder that are looked at for an address."""
_PROSE_WORDS = 40
"""A paragraph of so many words is article, not the text of a placeholder: theirs have 35 at most."""
_TEXTUAL = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "blockquote"])
_PICTURES = frozenset({"img", "source", "script", "link", "svg", "use", "style", "form", "input"})
_URL = re.compile(r"(?:https?:)?//[^\s<>\"'\\]{4,600}")
_GENERIC = re.compile(
    r"(?:youtube |vimeo |twitter |facebook |instagram |spotify )?(?:video |audio )?"
    r"(?:player|embed|iframe|tweet|post)\b.*|(?:embedded|externer) .*|(?:x|twitter) post.*|(?:youtube|vimeo) video",
    re.IGNORECASE,
)
_CONTROLS = dict.fromkeys((*range(9), 11, *range(14, 32), 127), " ")


@dataclass(slots=True)
class Hidden:
    """What was read off one element: facts about the embed, and the elements of its decoded prose."""

    detail: dict[str, Any] = field(default_factory=dict)
    prose: list[Any] = field(default_factory=list)
    source: str = ""


def read_off(rule: DomRule, element: Any) -> Hidden:
    """Read off an element what its rule says, and the address of an embed where the rule finds none."""
    out = Hidden()
    for step in rule.recover:
        for value in _values(step, element):
            _take(rule, step, value, out)
    if "url" not in out.detail and rule.family == "embed":
        service, number = rule.provider or out.detail.get("provider"), out.detail.get("id")
        _note(out, by_id(service, number) if service and number else None)
        _note(out, _harvest(element))
    if rule.family == "embed":
        service = rule.provider or out.detail.get("provider")
        sort = rule.kind or out.detail.get("kind") or (kind(service) if service else None)
        facts = {"provider": service, "kind": sort}
        facts |= {key: out.detail.get(key) for key in ("url", "id")}
        facts["title"] = out.detail.get("title") or _title(element)
        out.detail = {key: value for key, value in facts.items() if value}
    return out


def _values(step: Step, element: Any) -> Iterator[str]:
    nodes = list(step.css.below(element)) if step.css is not None else [element]
    if step.within is not None:
        inner = [_parsed(node.text_content()) for node in nodes if len(node.text_content()) <= _MOST]
        nodes = [found for one in inner if one is not None for found in step.within.below(one)]
    for node in nodes:
        value = node.get(step.attr) if step.attr else node.text_content()
        if value and step.prefix:
            value = next((w.removeprefix(step.prefix) for w in value.split() if w.startswith(step.prefix)), None)
        if value and len(value) <= _MOST:
            yield decoded(value, step.decode)


def decoded(value: str, ways: tuple[str, ...]) -> str:
    """Undo encodings in order; one that does not apply leaves the text as it is.

    >>> decoded("PGI+Jmx0Ozwvej4=", ("base64", "entities"))
    '<b><</z>'
    """
    for way in ways:
        if way == "base64":
            value = _base64(value)
        elif way == "entities":
            value = unescape(value)
        elif way == "percent":
            value = unquote(value)
        elif way == "quotes":
            value = value.replace("&escapedquot;", '"').replace("&amp;quot;", '"')
        elif way == "json":
            value = "\n".join(_leaves(value))
    return value.translate(_CONTROLS)


def _base64(value: str) -> str:
    packed = "".join(value.split())
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return value


def _leaves(value: str) -> Iterator[str]:
    """Yield the strings of a JSON text, however deep; the text itself if it is none."""
    try:
        stack: list[Any] = [json.loads(value)]
    except (ValueError, RecursionError):
        yield value
        return
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict | list):
            stack.extend(reversed(list(node.values()) if isinstance(node, dict) else node))


def _take(rule: DomRule, step: Step, value: str, out: Hidden) -> None:
    value = value.strip()
    if step.field == "provider":
        if (service := provider(value.replace("_", " "))) is not None:
            out.detail.setdefault("provider", service)
    elif step.field != "url":
        if value:
            out.detail.setdefault(step.field, value[:200])
    elif step.url is not None:
        _note(out, address(step.url.replace("{}", value)))
    elif "<" in value:
        inner = _parsed(value)
        if inner is not None:
            _note(out, _harvest(inner))
            if rule.action == "replace-with-decoded-prose" and not out.prose:
                out.prose = _prose(inner)
                out.source = step.attr or "script"
    else:
        texts = [value, *_URL.findall(value.replace("\\/", "/"))]
        known = [found for text in texts if (found := address(text)) is not None]
        _note(out, next((each for each in known if each.embed), None))


def _note(out: Hidden, found: Address | None) -> None:
    if found is not None and "url" not in out.detail:
        facts = {"url": found.url, "id": found.id, "provider": found.provider, "kind": found.kind}
        out.detail |= {key: value for key, value in facts.items() if value}


def _parsed(markup: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return html.fragment_fromstring(markup, create_parent="div", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _harvest(element: Any) -> Address | None:
    """Return the embed that an element's attributes and template scripts name: frames first, then links; of links to
    posts the last, since the first ones are the post's own words."""
    links: list[Address] = []
    for node in itertools.islice(element.iter(), _NODES):
        if not isinstance(node.tag, str):
            continue
        if node.tag == "script" and _is_template(node):
            inner = _parsed(decoded(node.text, ("base64",)))
            if inner is not None and (found := _harvest(inner)) is not None:
                return found
        if node.tag in _PICTURES:
            continue
        for value in node.attrib.values():
            if value[:4] in ("http", "at:/") or value[:2] == "//":
                found = address(value)
                if found is None or not found.embed:
                    continue
                if node.tag != "a":
                    return found
                if found.id is not None:
                    links.append(found)
    return links[-1] if links else None


def _is_template(node: Any) -> bool:
    sort = (node.get("type") or "").lower()
    return bool(node.text) and ("template" in sort or sort == "text/html" or sort == "text/plain")


def _title(element: Any) -> str | None:
    """Return what a frame is called, where the name tells something."""
    for node in element.iter("iframe", "amp-iframe", "amp-youtube", "lite-youtube"):
        name = " ".join((node.get("title") or node.get("playlabel") or "").split())
        if name and not _GENERIC.fullmatch(name):
            return name[:200]
    return None


def _prose(inner: Any) -> list[Any]:
    """Return the paragraphs, headings and lists of decoded markup if one is article prose; else nothing."""
    texts = [node for node in inner.iter(*_TEXTUAL) if not any(up.tag in _TEXTUAL for up in node.iterancestors())]
    long = any(len(node.text_content().split()) >= _PROSE_WORDS for node in texts if node.tag == "p")
    return texts if long else []
