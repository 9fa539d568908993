"""Calls to the reader by their words: the examples of every language, alone between paragraphs of an article."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import cleaner.rules
from cleaner.flow import clean
from cleaner.rules.calls import FAMILIES, calls
from cleaner.rules.view import fold

FILES = sorted((Path(cleaner.rules.__file__).parent / "calls").glob("*.toml"))
AROUND = tomllib.loads((Path(__file__).parent / "strangers" / "around.toml").read_text(encoding="utf-8"))
SORTS = ("plain", "things", "acts", "ours", "yours", *FAMILIES)


def left(language: str, line: str) -> str:
    around = AROUND[language]
    article = clean("\n\n".join((*around[:2], line, *around[2:])), format="text", language=language)
    assert all(sentence in article.text for sentence in around)
    return article.text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_examples(file: Path) -> None:
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    assert len(said["removes"]) >= 4
    assert len(said["keeps"]) >= 4
    assert [line for line in said["removes"] if line in left(file.stem, line)] == []
    assert [line for line in said["keeps"] if line not in left(file.stem, line)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_word_is_of_two_sorts(file: Path) -> None:
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set(said) - {"subjects"} == {*SORTS, "openings", "speaker", "removes", "keeps"}
    words = [word for sort in SORTS for word in dict.fromkeys(said[sort].split())]
    assert sorted({word for word in words if words.count(word) > 1}) == []


WORDS = [*FILES, *sorted((Path(cleaner.rules.__file__).parent / "wordings").glob("*.toml"))]


@pytest.mark.parametrize("file", WORDS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_word_is_one(file: Path) -> None:
    """Texts are cut into words at hyphens, apostrophes and figures: an entry with one of them would never be found."""
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    words = [word for value in said.values() if isinstance(value, str) for word in fold(value).split()]
    assert [word for word in words if not re.fullmatch(r"[*]?[^\W\d_]+[*]?", word)] == []


def test_words_are_known_by_their_ends() -> None:
    german = calls("de")
    assert german is not None
    assert german.hear("Quartiersnewsletter abonnieren").strong == 1
    assert german.hear("Quartiersabo").family == "paywall"
    assert german.hear("Labo").strange == 1  # too short before the end


def test_one_strange_word_tells_something() -> None:
    german = calls("de")
    assert german is not None
    assert german.hear("Jetzt kostenlos registrieren").family == "interface"
    assert german.hear("Jetzt kostenlos registrieren, riet der Kapitän").strange == 2


def test_what_somebody_says_is_no_call() -> None:
    for line in (
        '"You can read every comment on this page whenever you like."',
        "“You can read every story here now.”",
    ):
        assert line in left("en", line)


def test_a_strange_word_in_a_long_call() -> None:
    line = "Subscribe to our free newsletter, read a quayside comment and a podcast transcript here"
    assert line not in left("en", line)


def test_somebody_who_says_i_does_not_call() -> None:
    for language, line in (
        ("de", "Ich lese Ihre Zeitung seit Jahren und werde sie weiter abonnieren. Ihre App habe ich gelöscht."),
        ("en", "I read your newsletter and listen to your podcast, and I want to subscribe now."),
        ("de", "Zum Kommentar „Abos sind das neue Rauchen“"),
        ("de", "90.000 Newsletter-Leser"),
    ):
        assert line in left(language, line)
