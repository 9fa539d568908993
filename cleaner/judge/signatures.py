"""The name of an author alone in a line, above a text without markup: two to four capitalised words beside a line that
says when, or by whom, the article was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cleaner.article import Block, Verdict

RULE = "byline/name"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = re.compile(
    rf"{_CAPITAL}[\w'’-]*\.?(?: (?:von|van|de|der|den|da|di|du|la|le|del|dos|af|{_CAPITAL}[\w'’.-]*)){{1,3}}"
)
_WORD = re.compile(r"\w+")
_BESIDE = frozenset({"timestamp", "byline"})
_HEADLINE_WORDS = 4
"""Above the name there must be something that may be the headline: it would be a pity to take that for a name."""


def _headline(text: str) -> bool:
    return len(text.split()) >= _HEADLINE_WORDS and not text.endswith(".")


def _spoken(blocks: Sequence[Block], named: Mapping[int, Verdict]) -> dict[str, set[str]]:
    """Return the texts in which each word stands, two of them at most, leaving out what the rules have named."""
    spoken: dict[str, set[str]] = {}
    for text in (block.text for i, block in enumerate(blocks) if i not in named):
        for word in {*_WORD.findall(text.casefold())}:
            found = spoken.setdefault(word, set())
            if len(found) < 2:
                found.add(text)
    return spoken


def _about(names: Iterable[int], blocks: Sequence[Block], named: Mapping[int, Verdict]) -> set[int]:
    """Return the names whose last word stands in another line: the article is about them, not by them."""
    spoken = _spoken(blocks, named)
    return {i for i in names if spoken.get(_WORD.findall(blocks[i].text.casefold())[-1], set()) - {blocks[i].text}}


def signatures(blocks: Sequence[Block], named: Mapping[int, Verdict]) -> Iterator[Verdict]:
    """Yield verdicts on names that stand alone above the text, given what the rules have named."""
    prose = [i for i, block in enumerate(blocks) if block.prose and not block.text.endswith("?")][:2]
    head = range(prose[-1] if prose else 0)
    top = next((i for i in head if i not in named and _headline(blocks[i].text)), len(blocks))
    names = {i for i in head if i > top and i not in named and _NAME.fullmatch(blocks[i].text)}
    names -= _about(names, blocks, named) if names else set()
    beside = {i for i, verdict in named.items() if verdict.family in _BESIDE}
    while near := {i for i in names if i - 1 in beside or i + 1 in beside}:
        yield from (Verdict(i, "byline", RULE, "signatures") for i in sorted(near))
        names -= near
        beside |= near
