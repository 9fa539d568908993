"""Words that are known by their beginnings: "newsletter*" stands for any ending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Stems:
    """Beginnings of words, each with the number of its sort. A dictionary asked for the beginnings of a word is faster
    than an alternation of some hundred, needs not be compiled, and most words are refused by their first letters."""

    __slots__ = ("_heads", "_known", "_least", "_most")

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known
        self._least = min(map(len, known), default=0)
        self._most = max(map(len, known), default=0)
        self._heads = frozenset(stem[: self._least] for stem in known)

    def begun(self, word: str) -> int | None:
        """Return the number of the last sort that has a beginning of a word, None if none has."""
        if word[: self._least] not in self._heads:
            return None
        known, ends = self._known, range(self._least, min(len(word), self._most) + 1)
        return max((known[head] for end in ends if (head := word[:end]) in known), default=None)


def stems(sorts: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return the beginnings of several sorts of words (`word*`; others are left out). The last sort with one wins."""
    return {word[:-1]: at for at, words in enumerate(sorts) for word in words if word.endswith("*")}
