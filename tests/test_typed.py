"""Typed blocks of a page: who is quoted, and what stands in a fact box."""

from __future__ import annotations

import pytest
from account import balances

from cleaner.article import Article
from cleaner.flow import clean
from cleaner.write.markdown import markdown

PARTS = (
    "The swing bridge was shut for six hours on Saturday after a barge struck its eastern pier during the regatta.",
    "Nobody was hurt, the harbour office said, and divers had found no damage below the waterline by the evening.",
    "An inquiry will begin on Wednesday, and until then barges must pass the bridge in daylight with a pilot aboard.",
    "The regatta itself was won by a crew from the school across the river, to the delight of the waiting crowd.",
)
SAID = "I have never seen so many people wait so patiently for a ferry"


def cleaned(inner: str) -> Article:
    paras = [f"<p>{text}</p>" for text in PARTS]
    head = "<!doctype html><html lang=en><head><title>Barge strikes bridge</title></head>"
    body = "".join((*paras[:2], inner, *paras[2:]))
    article = clean(f"{head}<body><article><h1>Barge strikes bridge</h1>{body}</article></body></html>")
    assert article.error is None
    balances(article)
    return article


@pytest.mark.parametrize(
    ("quote", "name", "lines"),
    [
        (f"<blockquote><p>{SAID}</p><cite>Nora Tilling</cite></blockquote>", "Nora Tilling", ["Nora Tilling"]),
        (f"<blockquote><p>{SAID}</p><footer>— Nora Tilling</footer></blockquote>", "Nora Tilling", ["— Nora Tilling"]),
        (
            f"<figure><blockquote>{SAID}</blockquote><figcaption>Nora Tilling</figcaption></figure>",
            "Nora Tilling",
            ["Nora Tilling"],
        ),
        (
            f'<div class="pull-quote"><blockquote>{SAID}</blockquote><p>Nora Tilling</p><p>runs the kiosk</p></div>',
            "Nora Tilling, runs the kiosk",
            ["Nora Tilling", "runs the kiosk"],
        ),
        (
            f'<blockquote class="twitter-tweet"><p>{SAID}</p>&mdash; Nora (@nora) <a href="#">May 6, 2031</a>'
            "</blockquote>",
            "Nora (@nora)",
            ["— Nora (@nora) May 6, 2031"],
        ),
    ],
)
def test_a_quote_knows_who_said_it(quote: str, name: str, lines: list[str]) -> None:
    article = cleaned(quote)
    at = next(i for i, block in enumerate(article.blocks) if block.text == SAID)
    assert (article.blocks[at].kind, article.blocks[at].attribution) == ("quote", name)
    assert [block.text for block in article.blocks[at + 1 : at + 1 + len(lines)]] == lines
    assert markdown(article).count("Tilling" if "Tilling" in name else "@nora") == 1


def test_a_picture_beside_a_quote_keeps_its_caption() -> None:
    figure = f"<figure><img src=a.jpg><blockquote>{SAID}</blockquote><figcaption>The quay at noon</figcaption></figure>"
    article = cleaned(figure)
    assert [block.kind for block in article.blocks if block.text == "The quay at noon"] == ["caption"]


def test_the_sentence_behind_a_quote_is_no_signature() -> None:
    article = cleaned(
        f"<blockquote><p>{SAID}</p><p>She had sold every sandwich before the ferry came.</p></blockquote>"
    )
    assert not any(block.attribution for block in article.blocks)


def test_lines_of_a_fact_box_are_one_group() -> None:
    box = (
        '<div class="fact-box"><h3>The bridge</h3><p>It was built of iron in 1891 by a company from the north, which '
        "went bankrupt over it.</p><ul><li>Length: ninety metres from pier to pier, ramps not counted.</li></ul></div>"
    )
    article = cleaned(box)
    lines = [block for block in article.blocks if block.kind == "factbox"]
    assert [line.text[:6] for line in lines] == ["It was", "Length"]
    assert len({line.group for line in lines}) == 1 and lines[0].group is not None


def test_a_body_in_a_box_of_that_name_is_no_fact_box() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARTS)
    page = f'<article><h1>Barge strikes bridge</h1><div class="factbox">{body}</div></article>'
    assert {block.kind for block in clean(f"<!doctype html><title>A</title>{page}").blocks} <= {"title", "paragraph"}
