"""Slips of the pen in the words of placeholders: "Zustimmmung", "Yotube", "Datenschutzerklaerung".

Text that millions see is full of them, and a phrase with one wrong letter is no phrase any more. Only long words are
mended, by one letter, to the one word of the rules that is so near; and only where other parts of a placeholder stand
beside, so prose is never read with somebody else's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleaner.rules.view import View, fold, view

_LEAST = 7
"""Shorter words have too many neighbours."""
_WORD = re.compile(rf"[^\W\d_]{{{_LEAST - 1},40}}")


class Slips:
    """Long words of phrases, and everything that is one letter away from them."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._words = {word for source in sources for word in _WORD.findall(view(source).folded) if len(word) >= _LEAST}
        self._cut: dict[str, set[str]] = {}
        for word in self._words:
            for cut in _cuts(word):
                self._cut.setdefault(cut, set()).add(word)

    def mended(self, seen: View) -> View | None:
        """Return the view of a block with its slips mended; None if there are none."""
        text: list[str] = []
        offsets: list[int] = []
        at = 0
        for found in _WORD.finditer(seen.folded):
            right = self._near(found.group())
            if right is None:
                continue
            start, end = found.span()
            text += [seen.text[at:start], right]
            offsets += [*range(at, start), *(min(start + i, end - 1) for i in range(len(right)))]
            at = end
        if not text:
            return None
        text.append(seen.text[at:])
        offsets += range(at, len(seen.text) + 1)
        joined = "".join(text)
        original = seen.offsets
        return View(joined, fold(joined), tuple(original[i] for i in offsets) if original else tuple(offsets))

    def _near(self, word: str) -> str | None:
        """Return the one known word that is one letter away (one more, one less, another, two swapped)."""
        if word in self._words:
            return None
        found = set(self._cut.get(word, ()))
        for cut in _cuts(word):
            found |= {cut} & self._words
            found |= {known for known in self._cut.get(cut, ()) if abs(len(known) - len(word)) == 0}
        return found.pop() if len(found) == 1 else None


def _cuts(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))
