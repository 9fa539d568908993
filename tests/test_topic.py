"""A line worded like a button stays where the article speaks of the very thing, and goes where it does not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaner.flow import clean

ARTICLES = tomllib.loads((Path(__file__).parent / "topics.toml").read_text(encoding="utf-8"))
STRANGERS = tomllib.loads((Path(__file__).parent / "strangers" / "around.toml").read_text(encoding="utf-8"))
OURS = {"en": "Download our app now", "de": "Jetzt unsere App herunterladen"}


def removed(language: str, *blocks: str, format: str = "text") -> list[str]:
    text = "\n\n".join(blocks) if format == "text" else "".join(f"<p>{block}</p>" for block in blocks)
    return [removal.text for removal in clean(text, format=format, language=language).removed]


@pytest.mark.parametrize("language", ARTICLES)
def test_what_the_article_is_about_stays(language: str) -> None:
    one, two, *rest = ARTICLES[language]["prose"]
    taken = [line for line in ARTICLES[language]["lines"] if removed(language, one, two, line, *rest)]
    assert taken == []


@pytest.mark.parametrize("language", ARTICLES)
def test_elsewhere_it_is_a_button(language: str) -> None:
    one, two, *rest = STRANGERS[language]
    goes = ARTICLES[language]["elsewhere"]
    assert goes
    assert [line for line in goes if removed(language, one, two, line, *rest) != [line]] == []


@pytest.mark.parametrize("language", OURS)
def test_the_page_that_speaks_of_itself_sells(language: str) -> None:
    one, two, *rest = ARTICLES[language]["prose"]
    assert removed(language, one, two, OURS[language], *rest) == [OURS[language]]


def test_two_buttons_side_by_side_are_no_sub_heading() -> None:
    one, two, *rest = ARTICLES["en"]["prose"]
    buttons = ["Turn on notifications", "Cookie settings"]
    assert removed("en", one, two, *buttons, *rest) == buttons


def test_at_the_edge_it_is_a_button() -> None:
    prose = ARTICLES["en"]["prose"]
    assert removed("en", *prose, "Turn on notifications") == ["Turn on notifications"]


def test_two_paragraphs_must_tell_of_it() -> None:
    one, *_ = ARTICLES["en"]["prose"]
    _, two, *rest = STRANGERS["en"]
    assert removed("en", one, two, "Cookie settings", *rest) == ["Cookie settings"]


def test_on_one_line_a_label_is_a_label() -> None:
    """Where the borders of blocks are lost no sub-heading can be told from what runs into the next sentence."""
    prose = ARTICLES["de"]["prose"]
    line = " ".join([*prose, *prose, *prose, "Cookie-Einstellungen", *prose])
    assert len(line) > 1_500
    assert [gone.strip() for gone in removed("de", line)] == ["Cookie-Einstellungen"]
