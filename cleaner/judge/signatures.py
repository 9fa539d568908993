"""The name of an author alone in a line, above a text without markup: two to four capitalised words beside a line that
says when, or by whom, the article was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cleaner.article import Block, Verdict

RULE = "byline/name"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = re.compile(
    rf"{_CAPITAL}[\w'’-]*\.?(?: (?:von|van|de|der|den|da|di|du|la|le|del|dos|af|{_CAPITAL}[\w'’.-]*)){{1,3}}"
)
_BESIDE = frozenset({"timestamp", "byline"})
_HEADLINE_WORDS = 4
"""Above the name there must be something that may be the headline: it would be a pity to take that for a name."""


def _headline(text: str) -> bool:
    return len(text.split()) >= _HEADLINE_WORDS and not text.endswith(".")


def _told(name: str, blocks: Sequence[Block], named: Mapping[int, Verdict]) -> bool:
    """Tell whether the article speaks of the last name: then it is about that person or thing, not by them."""
    last = re.compile(rf"\b{re.escape(name.split()[-1])}\b", re.IGNORECASE)
    return any(i not in named and last.search(block.text) for i, block in enumerate(blocks) if block.text != name)


def signatures(blocks: Sequence[Block], named: Mapping[int, Verdict]) -> Iterator[Verdict]:
    """Yield verdicts on names that stand alone above the text, given what the rules have named."""
    prose = [i for i, block in enumerate(blocks) if block.prose and not block.text.endswith("?")][:2]
    head = range(prose[-1] if prose else 0)
    top = next((i for i in head if i not in named and _headline(blocks[i].text)), len(blocks))
    names = {i for i in head if i > top and i not in named and _NAME.fullmatch(blocks[i].text)}
    names -= {i for i in names if _told(blocks[i].text, blocks, named)}
    beside = {i for i, verdict in named.items() if verdict.family in _BESIDE}
    while near := {i for i in names if i - 1 in beside or i + 1 in beside}:
        yield from (Verdict(i, "byline", RULE, "signatures") for i in sorted(near))
        names -= near
        beside |= near
