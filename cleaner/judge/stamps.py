"""When an article was published, in whatever words: a line of nothing but a date, a time and words for what happened.

A date alone says less: in a chronology it heads what happened then. So it goes only above the text, and only if no
other date stands alone further down. Dates and times right before paragraphs are the entries of an agenda or a ticker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cleaner.article import Block, Verdict
from cleaner.rules.stamps import stamp

RULE = "timestamp/line"
_APART = frozenset({"title", "table", "quote"})


def stamps(blocks: Sequence[Block], named: Mapping[int, Verdict]) -> Iterator[Verdict]:
    """Yield verdicts on the lines that only tell when the article was published, given what the rules have named."""
    read = {i: found for i, block in enumerate(blocks) if block.kind not in _APART and (found := stamp(block.text))}
    if not read:
        return
    prose = [i for i, block in enumerate(blocks) if block.prose]
    head, last = (prose[min(1, len(prose) - 1)], prose[-1]) if prose else (len(blocks), -1)
    bare = [i for i, found in read.items() if found.date and not (found.label or found.time)]
    alone = all(i < head for i in bare)
    told = [i for i, found in read.items() if not found.label and head < i < last and blocks[i + 1].prose]
    teased = any(verdict.family == "related" and told and i < told[-1] for i, verdict in named.items())
    entries = frozenset(told if len(told) > 1 and not teased else ())
    for i, found in read.items():
        if i in entries:
            continue
        sure = found.date and (found.label or found.time)
        outside = found.label and (i < head or i > last)
        if i not in named and (sure or outside or (alone and i in bare)):
            yield Verdict(i, "timestamp", RULE, "stamps")
