"""Lines that only say when an article was published: where they go, and where a date is the article's own."""

from __future__ import annotations

import pytest

from cleaner.flow import clean
from cleaner.rules.stamps import Stamp, stamp

PROSE = (
    "The harbour board voted on Friday to dredge the channel twice a year, as the pilots had asked since spring.",
    "It had been done once, and never well, said the oldest of them, who has steered ships in since he was twenty.",
    "The crane on the north quay will stay where it is, the board said, because nobody has offered to move it.",
)


def left(*lines: str) -> list[str]:
    article = clean("\n\n".join(lines), format="text", language="en")
    return [block.text for block in article.blocks]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Last modified: 04 March, 2031, 06:18 pm", Stamp(True, True, True)),
        ("Stand: 03.02.2031 | 18:04 Uhr", Stamp(True, True, True)),
        ("Mi, 14. Februar 2031", Stamp(True, False, False)),
        ("published at 14:12 Greenwich Mean Time 12 December 2031", Stamp(True, True, True)),
        ("Publié le 12 mars 2031 à 18h42, mis à jour le 13 mars 2031", Stamp(True, True, True)),
        ("Julkaistu 3. toukokuuta 2031 klo 14.05", Stamp(True, True, True)),
        ("Güncelleme: 3 Mayıs 2031 14:05", Stamp(True, True, True)),
        ("Aktualizováno 3. května 2031", Stamp(True, False, True)),
        ("14:05 Uhr", Stamp(False, True, False)),
    ],
)
def test_what_a_line_tells(line: str, told: Stamp) -> None:
    assert stamp(line) == told


@pytest.mark.parametrize(
    "line",
    [
        "3. Mai 2031: Der Hafen bleibt zu", "Am 3. Mai 2031 sank die Fähre.", "3 May 2031, Holmstedt", "May 2031",
        "12 of 40", "Mayor 12.03.2031", "3. Mai 2031:", "The first edition", "", "1848",
    ],
)  # fmt: skip
def test_what_tells_something_else(line: str) -> None:
    assert stamp(line) is None


def test_a_line_with_date_and_time_goes_anywhere() -> None:
    line = "Last modified: 04 March, 2031, 06:18 pm"
    assert left(*PROSE[:2], line, PROSE[2]) == list(PROSE)


def test_a_date_alone_goes_above_the_text() -> None:
    assert left("The crane stays", "Friday, March 7, 2031", *PROSE) == ["The crane stays", *PROSE]
    assert left("9. March 2031", *PROSE) == list(PROSE)


def test_the_dates_of_a_chronology_stay() -> None:
    lines = ["March 7, 2031", PROSE[0], "March 9, 2031", PROSE[1], "April 2, 2031", PROSE[2]]
    assert left(*lines) == lines


def test_a_date_alone_further_down_stays() -> None:
    lines = [*PROSE[:2], "April 2, 2031", PROSE[2]]
    assert left(*lines) == lines
