"""Simple CSS selectors -> XPath, and the words that a page must hold before one can match.

The subset is what rules about markup need: tag, `.class`, `#id`, `[attr]` with `= ^= *= $= ~=`, descendant (space) and
child (`>`), and lists with a comma. Translated by hand because that takes no dependency, runs in libxml2, refuses a
mistake with its place, and yields the needles by the way: cssselect and soupsieve give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(
    r"(?P<tag>\*|[a-zA-Z][\w-]*)|\.(?P<cls>-?[_a-zA-Z][\w-]*)|#(?P<id>[_a-zA-Z][\w-]*)|"
    r"\[\s*(?P<attr>[a-zA-Z_][\w-]*)\s*(?:(?P<op>[~^$*]?=)\s*(?:\"(?P<dq>[^\"]*)\"|'(?P<sq>[^']*)'|(?P<bare>[\w-]+))\s*)?\]"
)
_TELLING = 8
"""Words of so many characters tell something; of shorter ones only the longest is looked for."""
_JOINT = re.compile(r"\s*(>)\s*|\s+")


class SelectorError(ValueError):
    """A selector that is not of the subset; says where."""


@dataclass(frozen=True, slots=True)
class Part:
    """One selector of a list: its XPath (relative: what lies below an element), and needles, texts that all stand in
    the markup of every page where it matches."""

    xpath: str
    needles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Selector:
    """A list of selectors, compiled."""

    source: str
    parts: tuple[Part, ...]

    def below(self, element: Any) -> Iterator[Any]:
        """Yield the elements below one that match."""
        for part in self.parts:
            yield from element.xpath(part.xpath)


def selector(source: str) -> Selector:
    """Compile a list of selectors. Raises SelectorError.

    >>> selector("div.embed > p").parts[0].xpath
    "descendant::p[parent::div[contains(concat(' ',normalize-space(@class),' '),' embed ')]]"
    """
    return Selector(source, tuple(_part(each.strip(), source) for each in _listed(source)))


def _listed(source: str) -> list[str]:
    """Part a list at its commas, not at those inside brackets."""
    return re.split(r",(?![^\[]*\])", source)


def _part(text: str, source: str) -> Part:
    """Compile one selector. What stands to the left becomes a test upwards (`parent`, `ancestor`): downwards libxml2
    joins the finds of every outer element, which takes seconds on deep pages."""
    at, around, words = 0, "", list[str]()
    while True:
        end, step = _compound(text, at, source, words)
        step += around
        if end == len(text):
            break
        joint = _JOINT.match(text, end)
        if joint is None:
            raise SelectorError(f"{source!r}: cannot read {text[end:]!r}")
        at, around = joint.end(), f"[{'parent' if joint[1] else 'ancestor'}::{step}]"
    needles = {max(words, key=len), *(word for word in words if len(word) >= _TELLING)}
    return Part(f"descendant::{step}", frozenset(needles))


def _compound(text: str, at: int, source: str, words: list[str]) -> tuple[int, str]:
    tag, tests, start = "*", "", at
    while (found := _TOKEN.match(text, at)) is not None:
        if found["tag"]:
            if at != start:
                raise SelectorError(f"{source!r}: cannot read {text[at:]!r}")
            tag = found["tag"].lower()
            words.append(f"<{tag}" if tag != "*" else "")
        else:
            tests += f"[{_test(found, source)}]"
            words += _words(found)
        at = found.end()
    if at == start:
        raise SelectorError(f"{source!r}: cannot read {text[at:]!r}" if text[at:] else f"{source!r}: it ends too early")
    return at, tag + tests


def _test(found: re.Match[str], source: str) -> str:
    if found["cls"]:
        return _token("class", found["cls"])
    if found["id"]:
        return f"@id='{found['id']}'"
    name, value = found["attr"].lower(), _value(found)
    if not found["op"]:
        return f"@{name}"
    if "'" in value or not value:
        raise SelectorError(f"{source!r}: the value {value!r} is empty or holds a quote")
    return {
        "=": f"@{name}='{value}'",
        "^=": f"starts-with(@{name},'{value}')",
        "*=": f"contains(@{name},'{value}')",
        "$=": f"substring(@{name},string-length(@{name})-{len(value) - 1})='{value}'",
        "~=": _token(name, value),
    }[found["op"]]


def _token(name: str, value: str) -> str:
    return f"contains(concat(' ',normalize-space(@{name}),' '),' {value} ')"


def _value(found: re.Match[str]) -> str:
    return next((found[group] for group in ("dq", "sq", "bare") if found[group] is not None), "")


def _words(found: re.Match[str]) -> Iterator[str]:
    """Yield what stands literally in the markup; a value with a sign that may be written as an entity does not."""
    yield from filter(None, (found["cls"], found["id"], found["attr"] and found["attr"].lower()))
    if (value := _value(found)) and not set(value) & set("&<>\"' "):
        yield value
