"""What stands outside the article in a text without markup: sections above the headline, teasers behind the end."""

from __future__ import annotations

import pytest

from cleaner.flow import clean

TITLE = "Die Fähre nach Norderholm fährt wieder"
PROSE = "Die Fähre nach Norderholm fährt seit Montag wieder, wie die Reederei am Abend in Holmstedt mitgeteilt hat."


def left(*lines: str) -> list[str]:
    article = clean("\n\n".join(lines), format="text", language="de")
    return [block.text for block in article.blocks]


def test_teasers_behind_the_first_closing_line_go() -> None:
    assert left(TITLE, PROSE, "Artikel teilen", "Kran am Kai verkauft", "Bäcker sucht Lehrling", "Hafenfest") == [
        TITLE,
        PROSE,
    ]


@pytest.mark.parametrize(
    "tail",
    [
        ["Artikel teilen", "Kran am Kai verkauft", "Der Bäcker am Kai sucht einen Lehrling."],
        ["Artikel teilen", "Der Bäcker am Kai, seit vielen Jahren ein Freund, sucht nun Lehrlinge. (dpa)"],
        ["Artikel teilen", "Der Bäcker am Kai sucht einen Lehrling, aber bisher wollte dort niemand hin."],
        ["Artikel teilen", "Da war er ja."],
        ["Artikel teilen", "und wer dann noch", "bleiben will"],
        ["Tabelle", "Holm 3", "Norden 1"],
        ["Foto: Holm", "Tabelle"],
        ["Lesen Sie auch: Kran am Kai verkauft", "Tabelle", "Holm 3"],
    ],
)
def test_what_may_belong_to_the_story_stays(tail: list[str]) -> None:
    kept = left(TITLE, PROSE, *tail)
    assert [line.removesuffix(" (dpa)") for line in tail if not line.startswith(("Artikel", "Foto", "Lesen"))] == [
        line for line in kept if line not in (TITLE, PROSE, "Foto: Holm")
    ]


def test_nothing_is_an_edge_where_there_is_no_story() -> None:
    lines = ["Artikel teilen", "Kran am Kai verkauft", "Bäcker sucht Lehrling"]
    assert left(*lines)[-2:] == lines[1:]


def test_sections_above_the_headline_go_and_the_kicker_stays() -> None:
    assert left("Nachrichten", "Holmstedt", "Fährverkehr", TITLE, PROSE) == ["Fährverkehr", TITLE, PROSE]
    assert left("Fährverkehr", TITLE, PROSE) == ["Fährverkehr", TITLE, PROSE]
    assert left("Holm 2031", "Fährverkehr", TITLE, PROSE) == ["Holm 2031", "Fährverkehr", TITLE, PROSE]
    assert left("Warum?", "Fährverkehr", TITLE, PROSE) == ["Warum?", "Fährverkehr", TITLE, PROSE]


def test_sections_behind_a_link_of_the_menu_go_with_the_last() -> None:
    assert left("Startseite", "Verkehr", TITLE, PROSE) == [TITLE, PROSE]
    assert left("Startseite", "Holmstedt", "Verkehr", "Artikel teilen", TITLE, PROSE) == [TITLE, PROSE]
    assert left("Artikel teilen", "Verkehr", TITLE, PROSE) == ["Verkehr", TITLE, PROSE]


TEASERS = (
    "Das könnte Sie auch interessieren",
    "Kran am Kai verkauft",
    "12.04.2031, 10:21 Uhr",
    "Der alte Kran geht nach Sandholm.",
    "Bäcker sucht Lehrling",
    "27.03.2031, 12:29 Uhr",
    "Keiner will so früh aufstehen.",
    "Hafenfest verlegt",
    "25.03.2031, 05:13 Uhr",
    "Wegen des Sturms wird erst im Mai gefeiert.",
)
STORY = (
    PROSE,
    "Zwei Wochen lang war sie in der Werft gewesen, weil nach dem Sturm im Herbst eine Schraube verbogen war.",
    "Nun fährt sie wieder alle Stunde, und am Sonntag sogar bis Mitternacht, sagte Kapitän Holm der Zeitung.",
)


def test_teasers_with_a_summary_go() -> None:
    assert left(TITLE, *STORY, *TEASERS) == [TITLE, *STORY]
    assert left(TITLE, *STORY, *TEASERS, "Kommentare", "Teilen") == [TITLE, *STORY]


def test_sections_of_a_story_behind_a_pointer_stay() -> None:
    """Without a mark in each of them they are the article's own."""
    rest = [line for line in TEASERS[1:] if "Uhr" not in line]
    assert left(TITLE, *STORY, TEASERS[0], "Sandholm baut", *rest[1:])[-len(rest) + 1 :] == rest[1:]
    assert left(TITLE, *STORY, *TEASERS[:3], *STORY[1:])[-2:] == [*STORY[1:]]


def test_a_list_behind_a_button_stays() -> None:
    """It is longer than all that stands above it, or numbered."""
    winners = [f"Bester Film {k}: Der lange Weg der Fähre nach Holm" for k in range(8)]
    assert left(TITLE, PROSE, "Artikel teilen", "Alle Gewinner im Überblick", *winners)[-8:] == winners
    numbered = ["1. Café Mokka", "2. Café Kaiser", "3. Café am Kai"]
    assert left(TITLE, *STORY, "Artikel teilen", *numbered)[-3:] == numbered


def test_a_section_under_a_word_of_the_menu_stays() -> None:
    lines = ["Bürgerbüro Neukamp", "Montag bis Freitag im Rathaus"]
    assert left(TITLE, *STORY, "Kontakt", *lines)[-2:] == lines


def test_texts_of_short_sentences_have_no_tail_in_the_middle() -> None:
    ticker = [
        "Sturm trifft Neukamp",
        "Die Brücke ist zu.",
        "11:02",
        "Der erste Baum liegt.",
        "10:15",
        "Es wird windig.",
    ]
    assert left(*ticker) == ticker


def test_the_line_before_a_short_answer_is_no_headline_of_another_story() -> None:
    asked = ["Warum schalten Sie die nicht aus?", "Weil ich denselben Fehler mache wie alle."]
    assert left(TITLE, *STORY, "Lesen Sie auch", "Neue Brücke über die Oker", *asked)[-2:] == asked


def test_a_ticker_stays() -> None:
    """Its entries have a mark above the closing line, too."""
    lines = [
        line
        for head, date, told in zip(TEASERS[1::3], TEASERS[2::3], TEASERS[3::3], strict=True)
        for line in (date, head, told)
    ]
    kept = left(TITLE, *STORY, *lines, "Artikel teilen", *lines)
    assert all(kept.count(told) == 2 for told in TEASERS[3::3])


@pytest.mark.parametrize(
    "topics", [["Reederei", "Holmstedt", "Verkehr"], ["fähre", "Kurz und gut", "Norderholm", "Hafen"]]
)
def test_topics_at_the_end_go(topics: list[str]) -> None:
    assert left(TITLE, PROSE, *topics) == [TITLE, PROSE]


@pytest.mark.parametrize(
    "tail",
    [
        ["Reederei", "Holmstedt"],
        ["Herzliche Grüße", "Ihre", "Nora Feld", "Leiterin Lokales"],
        ["Nora Feld", "Jost Brandner", "Lena Hofer"],  # names that the text did not speak of
        ["Reederei", "Holmstedt", "Verkehr", "Mehr nicht."],
        ["Reederei", "Holmstedt", "und dann noch", "Verkehr"],
        ["Die Gewinner:", "Reederei", "Holmstedt", "Verkehr"],
        ["Reederei 3", "Holmstedt 2", "Verkehr 1"],
        ["Die Stationen", "Fähre", "Norderholm", "Holmstedt"],
        ["Fähre", "Norderholm", "Fähre", "Holmstedt"],
    ],
)
def test_short_lines_at_the_end_that_are_no_topics_stay(tail: list[str]) -> None:
    assert left(TITLE, PROSE, *tail) == [TITLE, PROSE, *tail]


def test_a_page_keeps_its_own_judge() -> None:
    page = f"<html><body><article><h1>{TITLE}</h1><p>{PROSE}</p><p>{PROSE} Mehr folgt.</p></article></body></html>"
    assert not [removal for removal in clean(page).removed if removal.judge == "edges"]
