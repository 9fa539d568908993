"""Placeholders with slips of the pen, with a foreign post inside, and between marks for screen readers."""

from __future__ import annotations

import pytest

from cleaner.flow import clean
from cleaner.rules.gates import SERVICE, vocabulary
from cleaner.rules.slips import Slips
from cleaner.rules.tongue import tongue
from cleaner.rules.view import view

BEFORE = "Die Fähre nach Norderholm fährt seit Montag wieder, wie die Reederei am Abend in Holmstedt mitgeteilt hat."
AFTER = "Am Kai warteten am Morgen schon die ersten Pendler, die zwei Wochen lang den Umweg über Land genommen hatten."


def cleaned(*between: str) -> tuple[str, list[tuple[str, str]]]:
    article = clean("\n\n".join((BEFORE, *between, AFTER)), format="text", language="de")
    return article.text, [(r.family, r.text) for r in article.removed]


@pytest.mark.parametrize(
    "statement",
    [
        "Mit Ihrer Zustimmmung wird hier ein externes YouTube-Video geladen.",
        "Mit Ihrer Zustimung wird hier ein exterens YouTube-Video geladen.",
        "An dieser Stelle finden Sie einen externen Inahlt von Yotube, der den Artikle ergänzt.",
    ],
)
def test_a_slip_of_the_pen_saves_no_placeholder(statement: str) -> None:
    text, removed = cleaned("Empfohlener redaktioneller Inhalt", statement, "Externen Inhalt anzeigen")
    assert text == f"{BEFORE}\n\n{AFTER}"
    assert [family for family, _ in removed] == ["embed"]


def test_slips_are_not_mended_in_prose() -> None:
    prose = "Die Zustimmmung der Anwohner fehlt noch, und ohne sie wird der Inahlt des Vertrags nicht veröffentlicht."
    text, removed = cleaned(prose)
    assert prose in text
    assert removed == []


def test_a_post_inside_a_placeholder_stays_and_its_shell_goes() -> None:
    post = "Proud to announce that our new harbour cranes are up and running. Thank you all! — Port (@holmport) May 3"
    text, removed = cleaned(
        "Empfohlener redaktioneller Inhalt",
        "An dieser Stelle finden Sie einen externen Inhalt von twitter.com, der den Artikel ergänzt.",
        post,
        "Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden.",
        "Mehr dazu in unserer Datenschutzerklärung",
    )
    assert text == f"{BEFORE}\n\n{post}\n\n{AFTER}"
    assert [family for family, _ in removed] == ["embed", "embed"]


def test_words_are_mended_by_one_letter_and_offsets_lead_back() -> None:
    slips = Slips(["Zustimmung zur Anzeige externer Inhalte"])
    text = "Ihre Zustimmmung zur Anziege externer Inhalte"
    mended = slips.mended(view(text))
    assert mended is not None
    assert mended.text == "Ihre zustimmung zur anzeige externer Inhalte"
    start = mended.text.index("externer")
    assert text[slice(*mended.original(start, start + 8))] == "externer"
    assert slips.mended(view("Ihre Zustimmung zur Anzeige")) is None
    assert slips.mended(view("Ihre Zustellung")) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What a day at the quay, and thank you all for it.", "en"),
        ("Was für ein Tag am Kai, und die Fähre ist wieder da.", "de"),
        ("Quel jour sur le quai, et merci pour les photos que nous avons vues.", "fr"),
        ("Foto: Holm", None),
        ("", None),
    ],
)
def test_function_words_tell_the_language(text: str, language: str | None) -> None:
    assert tongue(text) == language


def test_marks_take_what_stands_between_them_but_no_story() -> None:
    inside = "What a day at the quay. Thank you all."
    text, removed = cleaned("Skip X post", inside, "End of X post")
    assert text == f"{BEFORE}\n\n{AFTER}"
    assert removed == [("embed", f"Skip X post\n\n{inside}\n\nEnd of X post")]
    story = [f"{AFTER} {n}." for n in "ABC"]
    text, removed = cleaned("Skip X post", *story, "End of X post")
    assert text == "\n\n".join((BEFORE, *story, AFTER))
    assert len(removed) == 2


def test_a_mark_without_its_other_half_goes_alone() -> None:
    text, removed = cleaned("Skip Instagram post by holmport", "Drei Gründe")
    assert text == f"{BEFORE}\n\nDrei Gründe\n\n{AFTER}"
    assert len(removed) == 1


def test_a_slip_makes_no_service() -> None:
    """A genitive is one; other words look like one ("discorde")."""
    french, danish = vocabulary("fr"), vocabulary("da")
    assert french is not None and danish is not None
    assert danish.subject("facebooks") == SERVICE
    assert SERVICE not in {french.subject("discorde"), danish.subject("facebokk")}
