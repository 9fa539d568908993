"""Sentences that speak about the place named before them: every language's list against its own examples."""

from __future__ import annotations

import tomllib
import unicodedata
from importlib.resources import files

import pytest

from cleaner.rules.referring import refers
from cleaner.trim.dateline import opening

RAW = (files("cleaner.rules") / "referring.toml").read_text(encoding="utf-8")
DATA = tomllib.loads(RAW)
PLACES = {"pl": "Warszawa", "cs": "Praha", "fi": "Oulu", "tr": "Ankara", "pt": "Lisboa", "es": "Lima", "sv": "Umeå"}


def test_fourteen_languages_have_openings_and_examples() -> None:
    assert sorted(DATA) == sorted(["de", "en", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "cs", "tr"])
    assert unicodedata.normalize("NFC", RAW) == RAW
    for language, said in DATA.items():
        assert set(said) == {"opens", "refers", "tells"}, language
        assert len(said["opens"]) == len(set(said["opens"])) >= 12, language
        assert len(said["refers"]) >= 3 and len(said["tells"]) >= 3, language


@pytest.mark.parametrize(("language", "text"), [(name, text) for name in DATA for text in DATA[name]["refers"]])
def test_sentences_about_the_place(language: str, text: str) -> None:
    assert refers(text, language)


@pytest.mark.parametrize(("language", "text"), [(name, text) for name in DATA for text in DATA[name]["tells"]])
def test_first_sentences(language: str, text: str) -> None:
    assert not refers(text, language)


def test_other_languages_and_regions() -> None:
    assert not refers("Ese era el nombre de la yegua.", "de")
    assert refers("Ese era el nombre de la yegua.", "es-MX")
    assert not refers("Ese era el nombre de la yegua.", None)


@pytest.mark.parametrize("language", sorted(set(DATA) - {"en"}))
def test_a_place_that_the_next_sentence_speaks_about_stays(language: str) -> None:
    place = PLACES.get(language, "Berlin")
    for text in DATA[language]["refers"]:
        assert opening(f"{place}. {text[:-1]}{', said one who knew' * 3}.", language, bare=True) is None
    for text in DATA[language]["tells"]:
        first = f"{text[:-1]} {'and this is all that was said ' * 2}."
        assert opening(f"{place}. {first}", language, bare=True) is not None
