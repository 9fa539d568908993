"""What the structure of a page says about each block, to mend the juror's vote.

The juror is right about most blocks and wrong in few ways: it loses ledes, sub-headings, lists and whole stretches of
a body that is cut in two, and it lets in link lists, boxes and what stands behind the article. Each mend here has a
reason in words, which the account shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.article import Block, Head
from cleaner.judge.headline import BEHIND, headline, kicks
from cleaner.judge.marks import (
    CAPTION_WORDS,
    FACT_WORDS,
    LEAD_WORDS,
    NOT_CHOSEN,
    alike,
    box,
    context,
    hidden,
    home,
    link_lists,
    links,
    list_homes,
    other_articles,
    outer,
    outside,
    quoted,
    wider_homes,
)
from cleaner.rules.view import normal

_LEAD_BEFORE = 14
"""A lede stands at most so many blocks before the first paragraph: byline, dates, share row and caption lie between."""
_CAPTION_LEAST = 25
_NEXT = 4
"""A paragraph among the first blocks behind the headline is the lede, whatever its class says."""
_LEAD_MIN, _LEAD_MAX = 40, 900
_LINKED, _LINK_SOME = 0.8, 0.3
_SENTENCE = 30
_HOME = 2
"""So many chosen paragraphs make the elements around them a home of the body."""
_RUN = 25
"""A list may close an article behind its last paragraph."""
_BODY_SHARE = 0.25
_TAGS = ("nav", "footer", "form", "dialog", "menu")
_AGREES = 0.6
"""A JSON-LD articleBody counts when it holds this share of the chosen prose: summaries and teasers hold less."""


@dataclass(frozen=True, slots=True)
class Choice:
    """For each block why it is not the article's (None: it is), and its kind where the page's head tells it."""

    reasons: tuple[str | None, ...]
    kinds: tuple[str | None, ...]


def survey(blocks: Sequence[Block], votes: Sequence[bool], head: Head) -> Choice:
    """Mend the vote block by block."""
    page = _Page(blocks, votes, head)
    reasons = page.reasons
    for i in range(len(blocks)):
        reasons.append(page.reason(i))
    kinds: list[str | None] = [None] * len(blocks)
    for i, kind in page.named():
        kinds[i] = kind
        reasons[i] = None
    return Choice(tuple(reasons), tuple(kinds))


class _Page:
    """The facts about one page that every block is weighed with."""

    def __init__(self, blocks: Sequence[Block], votes: Sequence[bool], head: Head) -> None:
        self.blocks = blocks
        self.votes = votes
        self.reasons: list[str | None] = []
        self.texts = [normal(block.text) for block in blocks]
        prose = [i for i, block in enumerate(blocks) if votes[i] and block.prose and links(block) < _LINKED]
        prose = prose or [i for i, block in enumerate(blocks) if votes[i] and len(block.text) >= _LEAD_MIN]
        self.hidden_body = sum(hidden(blocks[i]) for i in prose) * 2 > len(prose)
        self.kicker = normal(head.metadata.kicker or "")
        self.title = headline(blocks, self.texts, head, prose)
        prose = [i for i in prose if i > self.title] or prose
        self.homes = Counter(home(blocks[i]) for i in prose)
        self.outer = Counter(outer(blocks[i]) for i in prose)
        self.first, self.last = (prose[0], prose[-1]) if prose else (len(blocks), -1)
        self.depth = self._depth(prose)
        self.lists = link_lists(blocks)
        self.allowed = self._allowed()
        self.others = other_articles(blocks, self.title, prose)
        late = [i for i in range(self.last + 1, len(blocks)) if prose and self._stretch(i)]
        self.end = late[-1] if late else self.last
        self.body_said = self._body_said(head, prose)
        self.lead = self._lead(head)

    def _depth(self, prose: Sequence[int]) -> int:
        """Return how many levels (from the top) all chosen prose shares; classes above belong to the page, not to a
        box."""
        chains = [tuple(reversed(context(self.blocks[i]))) for i in prose]
        counts = Counter(chain[:k] for chain in chains for k in range(1, len(chain)))
        wide = [len(prefix) for prefix, count in counts.items() if count * 10 >= len(chains) * 6]
        return max(wide, default=0)

    def _allowed(self) -> frozenset[str]:
        """Return the names of boxes that hold so much of the chosen text that they must be the body itself: no list of
        words can know every site's classes."""
        held: Counter[str] = Counter()
        total = 0
        for i, block in enumerate(self.blocks):
            if self.votes[i] and not hidden(block):
                total += len(block.text)
                for word in {w for level in self._inner(block) if (w := box(level))}:
                    held[word] += len(block.text)
                held["list of links"] += len(block.text) * (i in self.lists)
        return frozenset(word for word, size in held.items() if size > _BODY_SHARE * total)

    def _inner(self, block: Block) -> tuple[str, ...]:
        """Return the levels around a block that not most of the chosen prose shares."""
        levels = context(block)
        return levels[: max(0, len(levels) - self.depth)]

    def _stretch(self, i: int) -> bool:
        """Tell whether a paragraph behind the juror's last one is a stretch of the same body."""
        block = self.blocks[i]
        return (
            block.prose
            and self.homes[home(block)] >= _HOME
            and not (self._boxed(block) or outside(block))
            and links(block) < _LINKED
        )

    def _body_said(self, head: Head, prose: Sequence[int]) -> str:
        said = normal(head.article_body or "")
        held = sum(len(self.texts[i]) for i in prose if self.texts[i] in said)
        return said if held >= _AGREES * sum(len(self.texts[i]) for i in prose) and len(said) > 400 else ""

    def _lead(self, head: Head) -> set[int]:
        """Return the lede that the juror left out: it equals the description, its class says so, or it is a paragraph
        right behind the headline. A lede of several lines has one class."""
        near = self.title >= 0 and self.first - self.title <= BEHIND
        start = self.title + 1 if near else max(0, self.first - _LEAD_BEFORE)
        said = normal(head.metadata.description or "")
        spots = [i for i in range(start, min(self.first + 2, len(self.blocks))) if self._may_lead(i)]
        same = [i for i in spots if alike(self.texts[i], said)]
        classed = [i for i in spots if any(LEAD_WORDS.search(level) for level in context(self.blocks[i])[:2])]
        behind = [i for i in spots if near and i <= self.title + _NEXT and self.blocks[i].prose]
        under = {i for i in (self.title + 1,) if near and self._subtitle(i) and not self.votes[i]}
        for found in (same, classed, behind):
            if found:
                around = context(self.blocks[found[0]])[1:2]
                lines = {i for i in classed if context(self.blocks[i])[1:2] == around and abs(i - found[0]) <= 2}
                return under | {i for i in lines | {found[0]} if not self.votes[i]}
        return under

    def _subtitle(self, i: int) -> bool:
        """Tell whether a block is a heading that stands with the headline in one element."""
        block = self.blocks[i]
        around = context(block)[1:2]
        return block.kind == "heading" and not hidden(block) and around == context(self.blocks[self.title])[1:2] != ()

    def _may_lead(self, i: int) -> bool:
        block = self.blocks[i]
        if (
            not _LEAD_MIN <= len(block.text) <= _LEAD_MAX
            or links(block) > 0.4
            or hidden(block)
            or block.kind in ("caption", "table")
        ):
            return False
        return not outside(block) and not any(
            CAPTION_WORDS.search(level) or "author" in level for level in context(block)[:2]
        )

    def named(self) -> Iterator[tuple[int, str]]:
        """Yield the blocks that the head of the page names: the headline, the kicker and the lede."""
        if self.title >= 0:
            yield self.title, "title"
            if (kicker := self.title - 1) >= 0 and kicks(self.blocks[kicker], self.texts[kicker], self.kicker):
                yield kicker, "kicker"
        for i in sorted(self.lead):
            yield i, "lead"
        for i in range(self.title + 1, self.end + 1):
            if not self.votes[i] and i not in self.lead and self._may_caption(i):
                yield i, "caption"

    def _may_caption(self, i: int) -> bool:
        """Tell whether the classes of a block inside the article call it a picture's caption."""
        block = self.blocks[i]
        if block.kind not in ("paragraph", "heading") or hidden(block) or outside(block) or self._boxed(block):
            return False
        return len(block.text) >= _CAPTION_LEAST and any(CAPTION_WORDS.search(level) for level in context(block)[:2])

    def reason(self, i: int) -> str | None:
        """Return why a block is not the article's, None if it is."""
        block = self.blocks[i]
        if self.first > self.last:
            return "no article found on the page"
        if hidden(block) and not self.hidden_body:
            return "hidden from readers"
        if block.kind == "caption":
            return None if self.title < i < self.last and not self._boxed(block) else "caption outside the article"
        if self.votes[i]:
            return self._against(i)
        return None if self._brought_back(i) else NOT_CHOSEN

    def _against(self, i: int) -> str | None:
        """Return what speaks against a block that the juror chose."""
        block = self.blocks[i]
        if i < self.title:
            return "stands before the headline"
        if i in self.others:
            return "another article on the page"
        if i in self.lists and "list of links" not in self.allowed and block.decoded is None:
            return "list of links"
        if (
            links(block) >= _LINKED
            and not block.prose
            and not self.texts[i].endswith((".", "?", "!"))
            and block.kind != "heading"
        ):
            return "nothing but a link"
        return f"in a box ({box})" if (box := self._boxed(block)) else None

    def _boxed(self, block: Block) -> str | None:
        """Return the word of a box that encloses the block inside the body; of a placeholder that hid it, nothing."""
        for k, level in enumerate(self._inner(block) if block.decoded is None else ()):
            word = box(level)
            if word and word not in self.allowed and (word in _TAGS or not (k == 0 and block.prose)):
                return word
        return None

    def _brought_back(self, i: int) -> bool:
        """Tell whether a block belongs to the body although the juror left it out."""
        block = self.blocks[i]
        if quoted(block) and max(self.title, self.first - 1) < i < self.end and i not in self.others:
            return True
        if (
            i <= self.title
            or i in self.lists
            or i in self.others
            or (links(block) >= _LINKED and not (_sentence(block) and self.homes[home(block)] > _HOME))
            or self._boxed(block)
            or outside(block)
        ):
            return False
        if self.body_said and len(self.texts[i]) >= 25 and self.texts[i] in self.body_said:
            return True
        at_home = self.homes[home(block)]
        inside = self.title < i < self.end and (self.title >= 0 or i > self.first)
        if block.kind == "heading":
            return inside and (at_home >= 1 or self._sibling_heading(i))
        if block.prose and (at_home >= _HOME or (inside and any(map(FACT_WORDS.search, self._inner(block))))):
            return True
        if inside and at_home > _HOME and _sentence(block):
            return True
        if block.kind == "table":
            near = self.title < i <= self.end + _RUN
            return near and any(self.homes[each] >= 1 for each in list_homes(block))
        if block.kind == "list_item":
            points = self.title < i < self.first and block.prose and links(block) < _LINK_SOME
            near = self.title < i <= self.end + _RUN
            return points or (near and any(self.homes[each] >= 1 for each in list_homes(block)))
        if block.kind == "quote":
            said = i > 0 and self.blocks[i - 1].kind == "quote" and self.reasons[i - 1] is None
            return inside and (
                said  # who said it stands behind
                or at_home >= 1
                or self.outer[outer(block)] >= _HOME
                or any(self.homes[each] >= _HOME for each in wider_homes(block))
            )
        return (
            block.dom is not None
            and block.dom.tag in ("p", "pre")
            and self.first < i < self.end
            and at_home > _HOME
            and links(block) < _LINK_SOME
            and len(block.text) >= 15
        )

    def _sibling_heading(self, i: int) -> bool:
        """Tell whether a sub-heading stands right before chosen prose of the same stretch."""
        return i + 1 < len(self.blocks) and self.votes[i + 1] and self.outer[outer(self.blocks[i])] >= 1


def _sentence(block: Block) -> bool:
    """Tell whether a block reads like prose, if only one sentence of it: publishers link whole sentences."""
    return block.prose or (len(block.text) >= _SENTENCE and block.text[:1].isupper() and block.text.endswith("."))
