"""Wordings of people who had not seen the rules: how much of them goes, and that nothing of the article goes along.

`strangers/<language>.toml` is a bank for the generator of placeholders (rewording.py), `.families.tsv` holds lines of
other furniture, `.prose.txt` sentences of articles that look like furniture. Nobody who writes rules reads these files:
the shares are what a publisher may expect whom nobody looked at. They may rise; where one falls, a rule was lost.
"""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest
from phrases import negatives
from rewording import placeholder

from cleaner.flow import clean

HERE = Path(__file__).parent / "strangers"
PROSE = tomllib.loads((HERE / "around.toml").read_text(encoding="utf-8"))
CASES = 120
REACHED = {
    "cs": (0.91, 0.80), "da": (0.86, 0.81), "de": (0.85, 0.66), "en": (0.83, 0.80), "es": (0.89, 0.78),
    "fi": (0.86, 0.76), "fr": (0.91, 0.81), "it": (0.87, 0.80), "nb": (0.87, 0.82), "nl": (0.87, 0.79),
    "pl": (0.96, 0.80), "pt": (0.89, 0.77), "sv": (0.91, 0.74), "tr": (0.92, 0.72),
}  # fmt: skip
"""Shares of lines that go at least, by language: of placeholders, of other furniture."""
NOTICES = (
    "In een eerdere versie van dit stuk stond", "I en tidigare version av texten stod",
    "I en tidligere version af artiklen", "I en tidligere versjon av saken",
    "Jutun aiemmassa versiossa kerrottiin", "W poprzedniej wersji tekstu podaliśmy",
)  # fmt: skip
"""A correction that is a paragraph of its own goes to the notices."""
SIGNS = ("Jetzt anmelden", "Sign up now")
"""What stands on a sign in the next sentence of the article: alone, nobody can tell it from a button."""
PLACEHOLDERS = tomllib.loads((HERE / "placeholders.toml").read_text(encoding="utf-8"))
SAMPLE = 150
TAKEN = dict.fromkeys(REACHED, 1) | {"cs": 3, "en": 2, "fi": 2, "pt": 2, "sv": 4, "tr": 2}
"""So many of a sample of the hardest sentences go along with a placeholder right beside them, at most."""
HEADED = ("byline", "date", "navigation", "credit", "social", "player")
"""What stands at the head of a page, too."""


def text(language: str, *lines: str, at: int = 2) -> str:
    """Return what is left of an article of four paragraphs with these lines before paragraph `at`."""
    around = PROSE[language]
    article = clean("\n\n".join((*around[:at], *lines, *around[at:])), format="text", language=language)
    assert all(sentence in article.text for sentence in around), (lines, article.text)
    return article.text


@pytest.mark.parametrize("language", REACHED)
def test_placeholders_go(language: str) -> None:
    bank = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))
    rng = random.Random(language)
    gone = told = 0
    for _ in range(CASES):
        lines = placeholder(bank, rng)
        left = text(language, *lines)
        told += len(lines)
        gone += sum(line not in left for line in lines)
    assert gone >= REACHED[language][0] * told, gone / told


@pytest.mark.parametrize("language", REACHED)
def test_other_furniture_goes(language: str) -> None:
    rows = (HERE / f"{language}.families.tsv").read_text(encoding="utf-8").splitlines()
    found = [row.partition("\t") for row in rows]
    gone = [
        any(line not in text(language, line, at=at) for at in ((0, 2, 4) if family in HEADED else (2, 4)))
        for family, _, line in found
    ]
    assert sum(gone) >= REACHED[language][1] * len(gone), sum(gone) / len(gone)


@pytest.mark.parametrize("language", REACHED)
def test_what_only_looks_like_furniture_stays(language: str) -> None:
    lines = (HERE / f"{language}.prose.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and line not in SIGNS and not line.startswith(NOTICES)]
    for at in range(0, len(kept), 4):
        for few in (kept[at : at + 4], kept[at : at + 1]):
            left = text(language, *few)
            assert [line for line in few if line not in left] == []


@pytest.mark.parametrize("language", REACHED)
def test_sentences_beside_a_placeholder(language: str) -> None:
    """The negative sentences are made of the words of placeholders; set right beside one, few may be taken along."""
    shell = PLACEHOLDERS[language]
    taken = []
    for line in random.Random(language).sample(negatives()[language], SAMPLE):
        for few in ((line, *shell), (*shell, line), (shell[0], line, *shell[1:])):
            if line not in text(language, *few):
                taken.append(line)
                break
    assert len(taken) <= TAKEN[language], taken
