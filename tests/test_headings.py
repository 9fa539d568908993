"""Headlines and sub-headings stay where furniture stands right beside them, or is worded alike."""

from __future__ import annotations

import pytest

from cleaner.flow import clean

STORY = (
    "The council has kept the old ferry for another year, and nobody on the quay was asked about it on Monday.",
    "A new one would cost four million, the mayor told the meeting, and the harbour fund holds less than half of it.",
)
HEADINGS = {
    "en": ("Latest Stories", "Most read"),
    "de": ("Mehr zum Thema", "Meistgelesen"),
    "nl": ("Lees ook", "Meest gelezen"),
    "fi": ("Lue myös", "Luetuimmat"),
}


def removed(*blocks: str, language: str = "en") -> list[str]:
    article = clean("\n\n".join(blocks), format="text", language=language)
    return [line for removal in article.removed for line in removal.text.split("\n\n")]


@pytest.mark.parametrize("language", HEADINGS)
def test_a_list_above_the_story_leaves_the_last_headline(language: str) -> None:
    for heading in HEADINGS[language]:
        assert "Ferry hits the quay" not in removed(heading, "Ferry hits the quay", *STORY, language=language)
        assert "Ferry hits the quay" not in removed(
            heading, "Tram line reopens", "Ferry hits the quay", *STORY, language=language
        )


def test_a_list_between_paragraphs_goes_as_before() -> None:
    taken = removed(STORY[0], "Most read", "Tram line reopens", "Dunes move inland", *STORY)
    assert taken[:2] == ["Most read", "Tram line reopens"]


def test_a_banner_asks_nothing() -> None:
    assert removed(STORY[0], "Accept all cookies?", STORY[1]) == []
    assert removed(STORY[0], "Accept all cookies", "Reject all", STORY[1]) == ["Accept all cookies", "Reject all"]


def test_a_headline_that_comes_twice_is_no_section() -> None:
    twice = ("Harbour Seeks Redress", "Harbour Seeks Redress", "Ferry owner served with a request for an apology")
    assert removed(*twice, *STORY) == []


def test_services_head_the_parts_of_an_article_about_them() -> None:
    about = (
        "Those who use Facebook and Pinterest should know where the settings for ads are, a consumer group said.",
        "On Facebook they are in the menu below one's own picture, on Pinterest behind three dots at the top.",
        "Whoever does not find them may ask the group, which helps on Facebook and Pinterest alike, free of charge.",
    )
    assert removed(about[0], "Facebook", about[1], "Pinterest", about[2]) == []
    assert removed(STORY[0], "Facebook", STORY[1]) == ["Facebook"]


def test_a_name_that_the_story_is_about_is_no_byline() -> None:
    story = (STORY[0].replace("The council", "Coach Ralf Baudry"), STORY[1])
    head = ("How the coach will build the new team", "12 May 2026, 17:22")
    assert "Ralf Baudry" not in removed(*head, "Ralf Baudry", *story)
    assert "Ralf Baudry" in removed(*head, "Ralf Baudry", *STORY)


@pytest.mark.parametrize(
    "dates",
    [
        ("16:34 Uhr", "17:02 Uhr"),
        ("Samstag, 5. Mai, 21 Uhr", "Sonntag, 6. Mai, 11 Uhr"),
        ("12.05.2026, 18:30", "13.05.2026, 19:00"),
    ],
)
def test_entries_of_a_ticker_or_an_agenda_keep_their_times(dates: tuple[str, str]) -> None:
    first, second = dates
    assert removed(*STORY, first, STORY[0] + " One.", second, STORY[1] + " Two.", *STORY, language="de") == []


def test_a_single_time_between_paragraphs_is_furniture() -> None:
    assert removed(*STORY, "12.05.2026, 18:30", *STORY, language="de")[:1] == ["12.05.2026, 18:30"]


def test_short_lines_among_paragraphs_are_no_wrapped_text() -> None:
    """Three lines of one length would be a paragraph broken at a column, if the paragraphs were broken there, too."""
    head = "Click and share this article\nReading time is 4 minutes\nprint_this_page_as_pdf"
    article = clean("\n\n".join((head, *STORY, *STORY)), format="text", language="en")
    assert [block.text for block in article.blocks][-4:] == [*STORY, *STORY]
    assert not any("\n" in removal.text.strip("\n") or "article Reading" in removal.text for removal in article.removed)
    assert "article Reading" not in " ".join(block.text for block in article.blocks)


def test_a_box_with_a_telephone_is_the_article_s_own() -> None:
    box = ("Further reading", "Harbour office, Quay Street 4", "Tel. 0900 000145")
    assert removed(*STORY, *box) == []
    assert removed(*STORY, "Most read", "Tram line reopens", "Dunes move inland") != []


def test_a_pointer_that_is_the_only_headline_stays() -> None:
    assert removed("WATCH: Ferry hits the quay", *STORY) == []
    assert removed("Ferry hits the quay at noon", "WATCH: The moment it happened", *STORY) != []


def test_a_sub_heading_that_runs_on_stays() -> None:
    runs_on = "can be had from a booklet that lies in all the libraries of the town and costs nothing until May."
    assert removed(*STORY, "Read more", runs_on, STORY[0]) == []


def test_several_services_each_before_a_paragraph_are_sub_headings() -> None:
    said = "There is a mode for families here, which a parent sets with a code of four digits and then forgets at once."
    assert removed(*STORY, "Instagram", STORY[1], "TikTok", said, STORY[0]) == []
    assert removed(*STORY, "Instagram") == ["Instagram"]  # at the end there is nothing that it could head
    assert removed(*STORY, "Instagram", STORY[1], "TikTok") == ["Instagram", "TikTok"]


@pytest.mark.parametrize(
    "quoted", ["“Turn on notifications”", '"Cookie settings"', "„Forgot your password?“", "«Sign up now»"]
)
def test_a_line_in_quotation_marks_quotes_a_button(quoted: str) -> None:
    assert removed(*STORY, quoted, *STORY) == []
