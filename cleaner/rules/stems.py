"""Words that are known by their beginnings: "newsletter*" stands for any ending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Stems = Mapping[str, int]
"""Beginning -> the number of its sort. A dictionary asked for every beginning of a word is ten times as fast as an
alternation of some hundred of them, and need not be compiled."""


def stems(sorts: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return the beginnings of several sorts of words (`word*`; others are left out). The last sort with one wins."""
    return {word[:-1]: at for at, words in enumerate(sorts) for word in words if word.endswith("*")}


def begun(word: str, known: Stems) -> int | None:
    """Return the number of the last sort that has a beginning of a word, None if none has."""
    found = [known[head] for end in range(1, len(word) + 1) if (head := word[:end]) in known]
    return max(found) if found else None
