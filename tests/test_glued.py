"""An article on one line: labels, teasers and datelines go, sentences stay, and the promises hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from account import balances, restores
from hypothesis import given
from hypothesis import strategies as st
from phrases import NEGATIVE, PROSE, TAGS, THOROUGH, examples, lines

from cleaner.article import Article, Block
from cleaner.flow import clean
from cleaner.trim.pieces import breaks, pieces
from cleaner.trim.row import GLUED_CHARS, glued

FILES = sorted(NEGATIVE.glob("*.txt"))
STORY = (
    "Der Stadtrat von Riesa hat am Dienstag beschlossen, die alte Brücke über den Mühlgraben nicht abzureißen.",
    "Die Mehrheit fiel mit einer Stimme knapp aus, und die Zuschauer auf der Empore klatschten lange.",
    "Nach den Plänen des Bauamts soll der Bogen bis zum Herbst des nächsten Jahres saniert werden.",
    "Der Oberbürgermeister sprach von einem Kompromiss, mit dem beide Seiten leben könnten.",
    "Am Ufer standen am Abend noch zwei Dutzend Anwohner und redeten über die Bäume.",
)


def story(times: int = 5) -> list[str]:
    """Return enough sentences for a text without borders."""
    return [sentence for _ in range(times) for sentence in STORY]


def cleaned(parts: Sequence[str], language: str | None = "de") -> Article:
    article = clean(" ".join(parts), format="text", language=language)
    assert article.status in ("cleaned", "unchanged"), article.reason
    balances(article)
    restores(article)
    again = clean(article.text, format="text", language=language)
    assert again.text == article.text
    return article


def gone(article: Article) -> list[str]:
    return [removal.text.strip() for removal in article.removed]


def test_labels_between_sentences_go() -> None:
    prose = story()
    article = cleaned([*prose[:6], "Anzeige", *prose[6:12], "Artikel teilen", "Artikel drucken", *prose[12:]])
    assert gone(article) == ["Anzeige", "Artikel teilen", "Artikel drucken"]
    assert article.text == " ".join(prose)


def test_a_row_of_labels_behind_a_headline_goes() -> None:
    article = cleaned(["Die Brücke am Mühlgraben bleibt stehen", "Artikel teilen", "Artikel drucken", *story()])
    assert gone(article) == ["Artikel teilen", "Artikel drucken"]


def test_what_stands_behind_the_last_sentence_and_a_label_goes() -> None:
    teasers = ("Neue Fähre kommt erst im Frühjahr", "Wirt gibt das Gasthaus am Hafen auf")
    article = cleaned([*story(), "Mehr zum Thema", *teasers])
    assert article.text == " ".join(story())
    assert " ".join(gone(article)) == " ".join(("Mehr zum Thema", *teasers))


def test_a_headline_without_a_visible_end_stays() -> None:
    prose = story()
    article = cleaned([*prose[:6], "Lesen Sie auch:", "Neue Fähre kommt im Frühjahr", *prose[6:]])
    assert "Neue Fähre kommt im Frühjahr" in article.text
    assert all(sentence in article.text for sentence in prose)


def test_a_placeholder_between_sentences_goes() -> None:
    prose = story()
    gate = (
        "Empfohlener externer Inhalt",
        "An dieser Stelle finden Sie einen externen Inhalt von Instagram, der den Artikel ergänzt.",
        "Sie können ihn sich mit einem Klick anzeigen lassen.",
    )
    article = cleaned([*prose[:8], *gate, *prose[8:]])
    assert all(sentence in article.text for sentence in prose)
    assert gate[1] not in article.text
    assert article.metadata.embeds


@pytest.mark.parametrize(
    "opening", ["LA CROSSE, Wis. (AP) — ", "Riesa (dpa/sn) - ", "Berlin (dpa) - "], ids=["state", "desk", "city"]
)
def test_a_dateline_behind_a_headline_goes(opening: str) -> None:
    article = cleaned(["Die Brücke am Mühlgraben bleibt stehen", opening + STORY[0], *story()])
    assert gone(article) == [opening.strip()]
    assert article.metadata.dateline is not None


def test_a_place_inside_a_sentence_is_no_dateline() -> None:
    article = cleaned([*story(), "Das teilte die Polizei in Berlin (dpa) - wie so oft am Abend - mit.", *STORY])
    assert article.removed == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Mehr zum Thema Pflege will die Ministerin im Herbst vorlegen.",
        "Auf Facebook teilen Nachbarn nun Fotos von jedem Schiff.",
        "Von Hamburg nach Kopenhagen soll es schneller gehen.",
        "„Jetzt abonnieren“ stand auf dem Plakat am Bahnhof.",
        "Folgen Sie dem Weg bis zur Mühle, riet der Förster.",
        "Video-Aufnahmen zeigen den Hergang nicht.",
    ],
)
def test_a_sentence_that_begins_like_a_label_stays(sentence: str) -> None:
    assert cleaned([*story(2), sentence, *story(2)]).removed == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_negatives_glued_to_news_stay(path: Path) -> None:
    """Each sentence that looks like furniture stands between two of a report, on one line with twenty others."""
    stem = path.stem
    sentences = lines(path)
    taken = []
    for i in range(0, len(sentences), 20):
        parts = [part for k, said in enumerate(sentences[i : i + 20]) for part in (STORY[k % len(STORY)], said)]
        article = clean(" ".join((*parts, STORY[0])), format="text", language=stem)
        assert article.reason is None
        taken += [(removal.rule, removal.text) for removal in article.removed]
    assert taken == []


@st.composite
def one_line(draw: st.DrawFn) -> str:
    """Draw a long line of prose, examples of rules and agency tags."""
    parts = draw(
        st.lists(
            st.one_of(st.sampled_from(PROSE), st.sampled_from(examples()), st.sampled_from(TAGS)),
            min_size=12,
            max_size=40,
        )
    )
    return draw(st.sampled_from((" ", "  ", "\u00a0", " \u200b"))).join(parts)


@THOROUGH
@given(one_line(), st.sampled_from((None, "de", "en")))
def test_the_promises_hold(text: str, language: str | None) -> None:
    """Conservation, restore, and a second pass that changes nothing."""
    once = clean(text, format="text", language=language)
    assert once.status != "failed", once.error
    balances(once)
    restores(once)
    if once.text:
        assert clean(once.text, format="text", language=language).text == once.text


def test_pieces_tile_the_line() -> None:
    text = " ".join(story())
    cut = pieces(text, (), breaks(text))
    assert [piece.start for piece in cut][1:] == [piece.end for piece in cut][:-1]
    assert (cut[0].start, cut[-1].end) == (0, len(text))
    assert len(cut) == len(story())


def test_only_a_long_line_in_a_text_of_at_most_two_is_glued() -> None:
    long, short = (Block("x" * size, ((0, size),)) for size in (GLUED_CHARS, 40))
    assert glued([long]) and glued([short, long])
    assert not glued([short]) and not glued([short, short, long]) and not glued([])
