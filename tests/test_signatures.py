"""A name alone above the text is a byline where the line beside it says when, or by whom, the article was written."""

from __future__ import annotations

import pytest

from cleaner.flow import clean

HEADLINE = "The crane on the north quay will stay"
PROSE = (
    "The harbour board voted on Friday to dredge the channel twice a year, as the pilots had asked since spring.",
    "It had been done once, and never well, said the oldest of them, who has steered ships in since he was twenty.",
)
DATE = "Friday, March 7, 2031, 14:05"


def left(*lines: str) -> list[str]:
    article = clean("\n\n".join(lines), format="text", language="en")
    assert not any(removal.rule == "byline/name" and removal.detail for removal in article.removed)
    return [block.text for block in article.blocks]


@pytest.mark.parametrize("name", ["Nora Field", "JOST BRANDNER", "Anna-Lena van der Meer", "Łucja Żak", "J. K. Moor"])
def test_a_name_beside_a_date_goes(name: str) -> None:
    assert left(HEADLINE, name, DATE, *PROSE) == [HEADLINE, *PROSE]
    assert left(HEADLINE, DATE, name, *PROSE) == [HEADLINE, *PROSE]


def test_names_in_a_row_go() -> None:
    assert left(HEADLINE, "Nora Field", "Jost Brandner", DATE, *PROSE) == [HEADLINE, *PROSE]


@pytest.mark.parametrize(
    "lines",
    [
        (HEADLINE, "Nora Field", *PROSE),  # beside nothing
        ("Nora Field", *PROSE),
        (HEADLINE, *PROSE, "Nora Field"),
        (HEADLINE, "Nora Field wins", *PROSE),
        (HEADLINE, "Quay", *PROSE),
    ],
)
def test_what_stays(lines: tuple[str, ...]) -> None:
    assert left(*lines) == list(lines)


def test_the_only_headline_is_no_name() -> None:
    assert left("Nora Field", DATE, *PROSE) == ["Nora Field", *PROSE]


def test_a_name_in_the_text_stays() -> None:
    lines = [HEADLINE, *PROSE, "Nora Field", PROSE[0].replace("Friday", "Monday")]
    assert left(*lines[:4], DATE, lines[4]) == lines


def test_a_long_headline_and_a_lead_stand_above_the_name() -> None:
    asked = "Why will the crane on the north quay of the old harbour stay when nobody needs it any longer?"
    assert left(asked, "Nora Field", DATE, *PROSE) == [asked, *PROSE]
    lead = "The board has changed its mind, and the pilots who asked for it are as surprised as anybody."
    assert left(HEADLINE, lead, "Nora Field", DATE, *PROSE) == [HEADLINE, lead, *PROSE]


@pytest.mark.parametrize("headline", ["Council Backs Tram", "Letzte Runde", "Almut Gehrke"])
def test_a_headline_in_capitals_is_no_name(headline: str) -> None:
    """Nothing that may be a headline stands above it."""
    assert left(headline, "By Ellie Marsden", "The vote came after seven hours of talk", *PROSE)[0] == headline
