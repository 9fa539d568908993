"""Automata over the beginnings of anchors: all that stand in a text are found in one pass."""

from __future__ import annotations

import ahocorasick_rs

from cleaner.rules.compiled import Plain, Shelves


def automaton(shelves: Shelves) -> tuple[ahocorasick_rs.AhoCorasick | None, list[list[Plain]]]:
    """Return the automaton over the keys of shelves, None if there is none, and what stands on each shelf."""
    return _built(list(shelves)), list(shelves.values())


def _built(anchors: list[str]) -> ahocorasick_rs.AhoCorasick | None:
    if not anchors:
        return None
    return ahocorasick_rs.AhoCorasick(
        anchors,
        matchkind=ahocorasick_rs.MatchKind.Standard,
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
    )


def find(machine: ahocorasick_rs.AhoCorasick | None, folded: str) -> list[tuple[int, int, int]]:
    """Return (number of the key, start, end) for every key in a folded text."""
    return machine.find_matches_as_indexes(folded, overlapping=True) if machine else []
