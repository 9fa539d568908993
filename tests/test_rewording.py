"""Recall on placeholders in new words, in every state of a text, with slips of the pen; and the prose around them."""

from __future__ import annotations

import random

import pytest
from rewording import BANKS, placeholder, slip

from cleaner.flow import clean

PROSE = {
    "de": (
        "Die Fähre nach Norderholm fährt seit Montag wieder, wie die Reederei am Abend in Holmstedt mitgeteilt hat.",
        "Am Kai warteten am Morgen schon die ersten Pendler, die zwei Wochen lang den Umweg über Land genommen hatten.",
    ),
    "en": (
        "The harbour board voted on Friday to dredge the channel twice a year, as the pilots had asked since spring.",
        "The crane on the north quay will stay where it is, the board said, because nobody has offered to move it.",
    ),
}
CASES = 200
LEAST = 0.95


def survived(language: str, lines: list[str], state: str) -> list[str]:
    """Return the lines of a placeholder that are left of a text; assert that the prose around it is whole."""
    before, after = PROSE[language]
    gap = {"blank": "\n\n", "lined": "\n", "glued": " "}[state]
    article = clean(gap.join((before, *lines, after)), format="text", language=language)
    for sentence in (before, after):
        assert sentence in article.text, (lines, article.text)
    return [line for line in lines if line in article.text.replace(before, "").replace(after, "")]


@pytest.mark.parametrize("state", ["blank", "lined"])
@pytest.mark.parametrize("language", BANKS)
def test_recall_on_new_words(language: str, state: str) -> None:
    rng = random.Random(f"{language} {state}")
    cases = [placeholder(BANKS[language], rng) for _ in range(CASES)]
    left = [(lines, rest) for lines in cases if (rest := survived(language, lines, state))]
    assert len(left) <= (1 - LEAST) * CASES, left[:20]


@pytest.mark.parametrize("language", BANKS)
def test_recall_with_a_slip_of_the_pen(language: str) -> None:
    rng = random.Random(f"{language} slips")
    cases = [placeholder(BANKS[language], rng) for _ in range(CASES)]
    for lines in cases:
        k = rng.randrange(len(lines))
        lines[k] = slip(lines[k], rng)
    left = [(lines, rest) for lines in cases if (rest := survived(language, lines, "blank"))]
    assert len(left) <= (1 - LEAST) * CASES, left[:20]
