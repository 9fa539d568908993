"""Markers in a file that tell cleaner to leave something alone.

<!-- cleaner: ignore -->                    Markdown and HTML: the next block, or the block whose line it ends
<!-- cleaner: ignore[agency, en/pointer] -->
<!-- cleaner: off --> ... <!-- cleaner: on -->
# cleaner: ignore                           plain text: a line that is nothing else; off and on likewise
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.article import FAMILIES, Span
from cleaner.errors import OptionError

WORDS = ("ignore", "off", "on")
_COMMENT = re.compile(r"<!--[ \t]*cleaner:[ \t]*([^\r\n]{0,200}?)[ \t]*-->")
_HASH = re.compile(
    r"^[ \t]*\#[ \t]?cleaner:[ \t]*((?:ignore[ \t]*(?:\[[^\]\r\n]{0,200}\])?|off|on))[ \t]*(?:\r\n|[\r\n]|\Z)",
    re.MULTILINE,
)
_SAID = re.compile(r"(ignore|off|on)[ \t]*(?:\[([^\]]*)\])?\Z")


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker: its range with the line break that is its own, the word, and the families and rules it names."""

    start: int
    end: int
    word: str
    names: tuple[str, ...] = ()
    trailing: bool = False
    """Whether text stands before it on its line: then it speaks of that block and not of the next one."""

    def speaks_of(self, family: str, rule: str) -> bool:
        """Tell whether the marker protects what this rule names."""
        return not self.names or bool({family, rule, f"{family}/{rule.removeprefix(f'{family}/')}"} & set(self.names))


def markers(text: str, form: str, hidden: Sequence[Span] = ()) -> Iterator[Marker]:
    """Yield the markers of a text in order, without what stands in hidden ranges. Raises OptionError for a comment that
    says `cleaner:` and is no marker."""
    for found in (_HASH if form == "text" else _COMMENT).finditer(text):
        if any(start <= found.start() < end for start, end in hidden):
            continue
        word, names = _said(found[1])
        if form == "text":
            yield Marker(found.start(), found.end(), word, names)
            continue
        yield _placed(text, found, word, names)


def _placed(text: str, found: re.Match[str], word: str, names: tuple[str, ...]) -> Marker:
    """Return a comment with its white space: the whole line where nothing else stands on it, else the space before."""
    start, end = found.span()
    while start and text[start - 1] in " \t":
        start -= 1
    alone = start == 0 or text[start - 1] in "\r\n"
    rest = re.compile(r"[ \t]*(\r\n|[\r\n]|\Z)").match(text, end)
    if alone and rest:
        return Marker(start, rest.end(), word, names)
    if alone:
        return Marker(start, end, word, names)
    return Marker(start, end, word, names, trailing=rest is not None)


def _said(body: str) -> tuple[str, tuple[str, ...]]:
    said = _SAID.match(body)
    if said is None or (said[2] is not None and said[1] != "ignore"):
        valid = "<!-- cleaner: ignore -->, ignore[family,rule], off, on"
        raise OptionError(f"unknown marker {body!r}", hint=f"valid: {valid}")
    names = tuple(name.strip() for name in (said[2] or "").split(",") if name.strip())
    for name in names:
        if "/" not in name and name not in FAMILIES:
            raise OptionError(
                f"the marker names an unknown family {name!r}", hint=f"a rule id, or one of {', '.join(FAMILIES)}"
            )
    return said[1], names


def off(found: Sequence[Marker], length: int) -> list[Span]:
    """Return the ranges between off and on; one that is never switched on again goes to the end."""
    out: list[Span] = []
    since = -1
    for marker in found:
        if marker.word == "off" and since < 0:
            since = marker.end
        elif marker.word == "on" and since >= 0:
            out.append((since, marker.start))
            since = -1
    return [*out, (since, length)] if since >= 0 else out
