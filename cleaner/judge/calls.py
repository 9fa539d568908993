"""Calls to the reader in words that no rule foresaw: "Get the Harbour Letter in your inbox every Friday".

Whatever a publisher sells, offers or asks for, the line is made of few words: what the page has (newsletter, app,
account, video), what one does with it (subscribe, open, skip) and words for the reader and the page (you, our, here).
A line in which every word is of that sort, and enough of each, is such a call; beside other furniture less is enough.
One strange word, and it may tell something: it stays, unless nearly all of it is a call.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from cleaner.article import Block, Verdict
from cleaner.rules.calls import FAMILIES, Call, calls

_QUOTED = re.compile(r"[\"'„“”«»‚‘’][^\"„“”«»]{3,}[\"'“”«»‘’][.,]?\s*\Z")
"""Somebody or something is quoted, a line of a message or a sign."""
_LONGEST = 200
"""Longest block (characters) that is weighed."""
_APART = frozenset({"title", "kicker", "table", "quote", "list_item"})
_BESIDE = frozenset({*FAMILIES, "consent"}) - {"ad"}
"""Families beside which less is enough; "Advertisement" stands between any two paragraphs."""

_MUCH = 4
"""With so many words of families, things and acts a line speaks of nothing else; a label of more words is no
sub-heading ("Turn off notifications") if it says what to do with something of a family."""
_NAMES = 3
"""So many words of a call may be a name ("Follow the Harbour Post")."""


def reader_calls(
    blocks: Sequence[Block], named: Mapping[int, Verdict], language: str | None, spoken: Callable[[str], bool]
) -> Iterator[Verdict]:
    """Yield verdicts on blocks that call on the reader, given what the rules have named. `spoken` tells whether
    somebody says something in a text: then it is no call."""
    known = [(found, code == language) for code in dict.fromkeys((language, "en")) if code and (found := calls(code))]
    heard: dict[int, Call] = {}
    for i, block in enumerate(blocks):
        if i in named or len(block.text) > _LONGEST or block.kind in _APART or _QUOTED.match(block.text):
            continue
        for words, own in known:
            call = words.hear(block.text)
            if not call.words or (not own and (call.strange or call.named)):
                continue
            if call.sentence and (call.speaker or spoken(block.text)):
                continue
            if not call.strange or _sure(call):
                heard[i] = call
                break
    going = [i for i, call in heard.items() if _sure(call)]
    out = {i for i, verdict in named.items() if verdict.family in _BESIDE} | set(going)
    for i in [*out]:
        for step in (-1, 1):
            j = i + step
            while j in heard and j not in out and not heard[j].strange and _enough(heard[j]):
                out.add(j)
                going.append(j)
                j += step
    for i in sorted(going):
        yield Verdict(i, heard[i].family, f"{heard[i].family}/words", "calls")


def _sure(call: Call) -> bool:
    """Decide whether a line is a call wherever it stands. Advice to the reader is made of the same words ("Turn off
    notifications", "Check your settings"): alone, only the page's words for itself tell it from a call."""
    said = call.strong + call.things + call.acts
    if call.strange:
        return not (call.named or call.opened) and said >= _MUCH and bool(call.strong and call.ours)
    if call.named:
        return call.named <= _NAMES and not call.opened and bool(call.strong and call.ours and call.acts)
    if call.strong and said >= _MUCH and not call.opened and (call.ours or not call.sentence):
        return True
    if call.sentence:
        if call.ours and (call.acts or call.yours):
            return call.strong + min(call.things, call.acts) >= 1
        return call.strong >= 2 and call.yours >= 1 and call.acts >= 1
    if call.opened:
        return False
    if call.ours:
        return call.strong >= 1 or (call.things >= 1 and call.acts >= 1)
    if call.strong and ((call.yours and call.acts + call.things > 0) or (call.acts and call.words > _MUCH)):
        return True
    return not (call.plain or call.figure) and (
        call.strong >= 2 or (call.strong and call.things and call.words == 2) > 0
    )


def _enough(call: Call) -> bool:
    """Decide whether a line is a call beside other furniture."""
    said = call.strong + call.things + call.acts
    reader = call.ours + call.yours
    if call.named:
        return call.named <= _NAMES and not call.opened and call.strong >= 1
    if call.sentence:
        return said >= 2 or (said >= 1 and reader >= 1)
    if call.opened:
        return False
    return call.strong >= 1 or (said >= 1 and said + reader >= (2 if call.plain else 1))
