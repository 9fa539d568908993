"""The edges of a text without markup: what stands before the headline, and behind the article's end.

A naive scrape takes the whole container of an article: sections above the headline, and below the last paragraph
teasers, tags and buttons that no phrase can know. On 129 labelled pages not one of the 139 lines that stand behind the
end as this module sees it belonged to the article; what may be a list of its own (numbered, or longer than all that
stands above) stays.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cleaner.article import Block, Verdict

BEHIND, CRUMB, TOPICS = "text/behind-the-article", "text/breadcrumb", "text/topics"
_ENDS = frozenset({"related", "promo", "paywall", "interface"})
"""Families that close an article: behind a byline, a notice or a picture credit the story may go on."""
_POINTERS = ("inline", "pointer")
"""Rules for one line that stands between paragraphs as well."""
_TEASER_CHARS, _SUMMARY_CHARS = 140, 420
_MARKS = frozenset({"timestamp", "player", "related", "byline"})
"""What most of several teasers have; one sentence behind a mark may be the last of the article."""
_CRUMB_CHARS, _CRUMB_WORDS = 30, 3
_MENU = frozenset({"navigation", "interface", "promo"})
"""Families that stand between and before sections."""
_TOPICS = 3
"""So many short lines in a row at the very end are the topics of an article; fewer may be a signature."""
_TOPIC_CHARS, _TOPIC_WORDS = 40, 4
_SENTENCE_CHARS = 40
"""A line of so many characters that ends like a sentence is one."""
_IDEOGRAPHS = 0x2E80
"""From here on a script writes words without spaces."""
_CLOSERS = " \u00a0\"'”“’‘»«›‹)]"
_ENDS_OR_GOES_ON = tuple(".!?…,;:，；：،。！？।؟")
_SENTENCE = re.compile(r"[^\W\d_]{3}[\"'”“’‘»)\]]{0,3}[.!?…][\"'”“’‘»)\]]{0,3}(?:\s|\()|[。！？।؟]")
"""The end of a sentence inside a block: another one follows, or an agency tag."""


def edges(blocks: Sequence[Block], named: Mapping[int, Verdict]) -> Iterator[Verdict]:
    """Yield verdicts on the blocks of a text that lie outside the article, given what the rules have named."""
    if not any(b.prose and not _label(b.text, _TEASER_CHARS) for i, b in enumerate(blocks) if i not in named):
        return
    yield from _behind(blocks, named)
    yield from _teasers(blocks, named)
    yield from _crumbs(blocks, named)
    yield from _topics(blocks, named)


def _behind(blocks: Sequence[Block], named: Mapping[int, Verdict]) -> Iterator[Verdict]:
    """Everything behind the first closing line after the last sentence: headlines of other stories, tags, labels."""
    last = next(
        i for i in range(len(blocks) - 1, -1, -1) if i not in named and not _label(blocks[i].text, _TEASER_CHARS)
    )
    closing = next((i for i in range(last + 1, len(blocks)) if i in named and _closes(named[i])), len(blocks))
    behind = [i for i in range(closing + 1, len(blocks)) if i not in named]
    if any(blocks[i].kind == "list_item" for i in behind) or _size(blocks, behind) > _size(blocks, range(last + 1)):
        return  # the article's own list
    for i in behind:
        yield Verdict(i, "unselected", BEHIND, "edges", {"reason": "stands behind the end of the article"})


def _teasers(blocks: Sequence[Block], named: Mapping[int, Verdict]) -> Iterator[Verdict]:
    """Teasers with a summary behind a closing line, up to the end of the text: a headline, a sentence or two, and a
    mark (a date, "more", a player's label) with each of them, which the article itself does not have."""
    told = [i for i, block in enumerate(blocks) if i not in named and not _label(block.text, _TEASER_CHARS)]
    start = next((k for k in range(len(told) - 1, -1, -1) if not _summary(told[k], blocks, named)), -1) + 1
    if start == len(told):
        return
    first = told[start]
    closing = next(
        (i for i in range(told[start - 1] + 1 if start else 0, first) if i in named and _closes(named[i])), None
    )
    if closing is None:
        return
    above = Counter(named[i].rule for i in range(told[0], closing) if i in named)
    marks = [
        i for i in range(closing, len(blocks)) if i in named and named[i].family in _MARKS and above[named[i].rule] < 2
    ]
    summaries = told[start:]
    size, least = (sum(len(blocks[i].text) for i in each) for each in (summaries, told[:start]))
    marked = [any(low < mark < high for mark in marks) for low, high in itertools.pairwise(summaries)]
    if 2 * size > least or not marked or 2 * sum(marked) < len(marked):
        return
    for i in range(closing + 1, len(blocks)):
        if i not in named:
            yield Verdict(i, "unselected", BEHIND, "edges", {"reason": "stands behind the end of the article"})


def _summary(i: int, blocks: Sequence[Block], named: Mapping[int, Verdict]) -> bool:
    """Tell whether a sentence stands as a teaser's summary does: not long, and right behind a headline or a mark."""
    before = i - 1
    if before < 0 or len(blocks[i].text) > _SUMMARY_CHARS:
        return False
    return before in named or _label(blocks[before].text, _TEASER_CHARS)


def _size(blocks: Sequence[Block], some: Iterable[int]) -> int:
    return sum(len(blocks[i].text) for i in some)


def _closes(verdict: Verdict) -> bool:
    return verdict.family in _ENDS and not any(word in verdict.rule for word in _POINTERS)


def _label(text: str, most: int) -> bool:
    """Tell whether a block may be a headline or a label: short, no sentence, and not the torn middle of one."""
    begins = text.lstrip(" \"'„“”»«‚‘’([+#>•·-–—|/")[:1]
    if len(text) > most or begins.islower() or text.rstrip(_CLOSERS).endswith(_ENDS_OR_GOES_ON):
        return False
    return _SENTENCE.search(text) is None


def _crumbs(blocks: Sequence[Block], named: Mapping[int, Verdict]) -> Iterator[Verdict]:
    """Sections above the headline, short words in a row. The last may be the headline's kicker, unless a link of the
    menu ("Home", "News") stands right before the row: then all of it is the way to the article."""
    run: list[int] = []
    trail = False
    for i, block in enumerate(blocks):
        if i in named and named[i].family in _MENU:
            if not run:
                trail = named[i].family != "interface" and len(block.text) <= _CRUMB_CHARS
            continue
        if not _section(block.text) or i in named or block.text == (blocks[i + 1].text if i + 1 < len(blocks) else ""):
            break  # what comes twice in a row is a headline
        run.append(i)
    headline = next((b.text for i, b in enumerate(blocks) if run and i > run[-1] and i not in named), ".")
    if _label(headline, _TEASER_CHARS) and len(headline.split()) > _CRUMB_WORDS:
        yield from (Verdict(i, "navigation", CRUMB, "edges") for i in (run if trail else run[:-1]))


def _section(text: str) -> bool:
    if not _label(text, _CRUMB_CHARS) or len(text.split()) > _CRUMB_WORDS:
        return False
    return text[:1].isupper() and not any(c.isdigit() for c in text)


def _topics(blocks: Sequence[Block], named: Mapping[int, Verdict]) -> Iterator[Verdict]:
    """Topics at the very end, behind a whole sentence: short words without a figure or a stop, most of which the text
    has spoken of. Names that it has not spoken of may be a list of the article's own."""
    left = [i for i in range(len(blocks)) if i not in named]
    run: list[int] = []
    while left and _topic(blocks[left[-1]]):
        run.append(left.pop())
    if len({blocks[i].text for i in run}) < max(_TOPICS, len(run)) or not left or not _told(blocks[left[-1]].text):
        return  # too few, or a refrain: no topic stands twice
    text = "\n".join(blocks[i].text for i in left).casefold()
    told = {i for i in run if re.search(rf"\b{re.escape(blocks[i].text.casefold())}\b", text)}
    listed = run[-1] not in told and len(told) == len(run) - 1  # a heading, and what the text has summed up
    if not listed and 2 * len(told) >= len(run) and all(i in told or not blocks[i].text[0].islower() for i in run):
        yield from (Verdict(i, "navigation", TOPICS, "edges") for i in reversed(run))


def _told(text: str) -> bool:
    return len(text) >= _SENTENCE_CHARS and text.rstrip(_CLOSERS).endswith((".", "!", "?", "…"))


def _topic(block: Block) -> bool:
    text = block.text
    if block.kind in ("list_item", "quote", "table") or len(text) > _TOPIC_CHARS or len(text.split()) > _TOPIC_WORDS:
        return False
    if not text[0].isalpha() or ord(max(text)) >= _IDEOGRAPHS or any(c.isdigit() for c in text):
        return False
    return not text.rstrip(_CLOSERS).endswith(_ENDS_OR_GOES_ON)
