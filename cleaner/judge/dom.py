"""The judge of markup: blocks whose element lies in one that a rule about markup matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.article import Block, Verdict

_NAMED = ("title", "kicker", "lead")
"""What the page's head names as the article's own stays, whatever stands around it."""


def dom(blocks: Sequence[Block]) -> Iterator[Verdict]:
    """Yield a verdict for each block inside a matched element that goes. One element leaves as one removal."""
    for i, block in enumerate(blocks):
        found = block.dom.find if block.dom is not None else None
        if found is not None and found.takes and block.kind not in _NAMED:
            yield Verdict(i, found.family, found.rule, "dom", found.detail, group=found.number)
