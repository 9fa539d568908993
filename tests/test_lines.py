"""Lines of a text that are paragraphs of their own, and lines that go on."""

from __future__ import annotations

import pytest

from cleaner.article import Document
from cleaner.options import Options
from cleaner.split.text import split

HEADLINE = "Il porto chiude fino all'autunno, la protesta dei pescatori"
BODY = (
    "La città chiuderà il porto fino all'autunno e devierà tutto il traffico, ha annunciato lunedì l'ufficio dei moli.",
    "I pescatori della riva nord temono per i loro posti barca e hanno convocato una riunione per venerdì sera.",
    "Il sindaco ha promesso una risposta entro la fine della settimana, ma non tutti gli credono in paese.",
)


def blocks(*lines: str) -> list[str]:
    return [block.text for block in split(Document("\n".join(lines), "text"), Options()).blocks]


@pytest.mark.parametrize(
    "line",
    ["di Mario Rossi", "di Anna Maria De Luca", "a cura di Mario Rossi", "por Luis García", "von Jan van der Berg",
     "par Jean-Luc Petit"],
)  # fmt: skip
def test_an_authors_line_in_small_letters_is_its_own(line: str) -> None:
    assert blocks(HEADLINE, line, *BODY) == [HEADLINE, line, *BODY]


@pytest.mark.parametrize(
    "line", ["di Mario Rossi e dei suoi amici del porto", "di un gruppo di cittadini", "di Venezia", "e di Mario Rossi"]
)
def test_the_rest_of_a_headline_goes_on(line: str) -> None:
    assert blocks(HEADLINE, line, *BODY) == [f"{HEADLINE} {line}", *BODY]


def test_a_torn_sentence_further_down_goes_on() -> None:
    torn = "Alla riunione di venerdì parlerà anche la nipote del vecchio capitano"
    assert f"{torn} di Mario Rossi" in blocks(HEADLINE, *BODY, *BODY, *BODY, torn, "di Mario Rossi")
