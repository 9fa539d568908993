"""What the article is about stays: a sub-heading or a piece of advice may be worded like a button or a banner.

"Download the app" between two paragraphs is a promo, unless the paragraphs tell of an app. So a line that a phrase or
its words condemn alone, in the midst of the text, stays if several paragraphs around it speak of the same thing.
Where the page names itself ("our app") it sells something all the same, and two labels side by side are no sub-heading.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cleaner.article import Block, Verdict
from cleaner.rules.calls import Calls, calls
from cleaner.rules.providers import provider
from cleaner.rules.view import view

_FAMILIES = frozenset({"promo", "paywall", "interface", "consent", "widget"})
_LONGEST = 120
"""Longest line (characters) that may be a sub-heading or a piece of advice."""
_WORDS = 2
"""One word alone is a button, whatever the article is about, unless it names a service ("Facebook")."""
_NAME = 20
_LINKED = 0.5
_TOLD = 2
"""In so many paragraphs the article tells of a thing, if it is about it."""
_SHORT, _HEAD = 6, 5
"""Two words are one in whatever case if the first five letters are the same, of a short word all but the last."""
_LEAST = 3
_TOKEN = re.compile(r"[^\W\d_]+")


def own_topics(blocks: Sequence[Block], named: Mapping[int, Verdict], language: str | None) -> Iterator[int]:
    """Yield the named blocks that the article itself speaks about, by what the paragraphs around tell of."""
    words = calls(language or "")
    lone = [i for i, verdict in named.items() if _lone(i, verdict, blocks, named)]
    prose = [i for i, block in enumerate(blocks) if block.prose and i not in named]
    if words is None or not lone or not prose:
        return
    yield from _services(lone, blocks)
    told = _told(blocks[i].text for i in prose)
    heads = sorted(told)
    for i in lone:
        things = _things(blocks[i].text, words) if prose[0] < i < prose[-1] else ()
        if any(len(_paragraphs(thing, told, heads)) >= _TOLD for thing in things):
            yield i


def _services(lone: Sequence[int], blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the names of several services that stand alone, each before a paragraph: they head what is said of them."""
    before = [i for i in lone if i + 1 < len(blocks) and blocks[i + 1].prose and len(blocks[i].text) <= _NAME]
    heads = [i for i in before if provider(blocks[i].text)]
    if len({blocks[i].text for i in heads}) > 1 and all(blocks[i].dom is None for i in heads):
        yield from heads


def _lone(i: int, verdict: Verdict, blocks: Sequence[Block], named: Mapping[int, Verdict]) -> bool:
    text, dom = blocks[i].text, blocks[i].dom
    if verdict.family not in _FAMILIES or len(text) > _LONGEST or "@" in text or i - 1 in named or i + 1 in named:
        return False
    return dom is None or dom.link_share < _LINKED


def _things(text: str, words: Calls) -> Sequence[str]:
    """Return the words for what a line is about; none if the page speaks of itself."""
    said = _TOKEN.findall(view(text).folded)
    if (len(said) < _WORDS and provider(text) is None) or any(words.sort(word) == "ours" for word in said):
        return ()
    return [word for word in said if len(word) >= _LEAST and words.speaks_of(word)]


def _told(texts: Iterable[str]) -> dict[str, list[int]]:
    """Return in which texts, by number, each word stands (the first of them; more are not asked for)."""
    told: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        for word in {*_TOKEN.findall(view(text).folded)}:
            found = told.setdefault(word, [])
            if len(found) < _TOLD:
                found.append(i)
    return told


def _paragraphs(thing: str, told: Mapping[str, Sequence[int]], words: Sequence[str]) -> set[int]:
    """Return where a thing is spoken of, in whatever case, as far as that was noted. `words` are in order."""
    head = thing[:_HEAD] if len(thing) >= _SHORT else thing[: max(_LEAST, len(thing) - 1)]
    near = words[bisect_left(words, head) : bisect_left(words, head + "\uffff")]
    return {i for word in near if len(word) <= len(thing) + _LEAST for i in told[word]}
