"""Datelines in the middle of a line whose blocks lost their borders: "… Print LA CROSSE, Wis. (AP) — After a summer …".

With an agency and a dash anywhere, behind the end of a sentence or with a place that the gazetteer knows: "in
Berlin (dpa) - " goes on with a sentence and is none. Without one only behind a label in the head of the article.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

from cleaner.article import Trim
from cleaner.rules.places import is_place
from cleaner.trim.dateline import GOES_ON, opening
from cleaner.trim.opening import HEAD, SENTENCE

_AGENCY = re.compile(r"\([^()]{2,40}\)\.?\s?[-–—]{1,3}\s")
_WORD = re.compile(r"(?<!\S)[^\W\d_]")
_BACK = 60
"""Longest place and date before the bracket (characters)."""
_HEAD = 2_000
"""So far from the start of the line (characters) a place without an agency is looked for: behind headline and lead."""


def datelines(i: int, text: str, begun: Collection[int], behind: Sequence[int], language: str | None) -> Iterator[Trim]:
    """Yield a trim of family "dateline" for each dateline in a long line; `begun` are where its sentences begin,
    `behind` (in order) what follows a label: there the first one needs no agency ("Photo: iStock Berlin. The ...").

    One at the very start of the line is left to `trim.dateline`.
    """
    starts = frozenset(begun)
    for at in itertools.takewhile(lambda at: at < _HEAD, behind):
        read = opening(text[at : at + HEAD + 2 * SENTENCE], language, bare=True)
        if read and not read.credit:
            yield Trim(i, at, at + read.end, "dateline", "dateline/place", detail=read.detail())
            break
    for found in _AGENCY.finditer(text):
        low = max(0, found.start() - _BACK)
        for word in _WORD.finditer(text, low, found.start()):
            at = word.start()
            read = opening(text[at : at + HEAD + 2 * SENTENCE], language, bare=False) if at else None
            if not (read and read.credit and at + read.end == found.end()):
                continue
            if at in starts or (is_place(read.place or "") and not GOES_ON.search(text, max(0, at - 12), at)):
                yield Trim(i, at, at + read.end, "dateline", "dateline/agency", detail=read.detail())
            if at in starts or is_place(read.place or ""):
                break
