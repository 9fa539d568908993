"""What a page says twice: the second one goes and says what it repeats; what an author says twice stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from account import balances

from cleaner.article import Article
from cleaner.flow import clean
from cleaner.options import Options

ROOT = Path(__file__).parent.parent / "fixtures"
PARTS = (
    "The swing bridge was shut for six hours on Saturday after a barge struck its eastern pier during the regatta.",
    "“We heard a bang, and then the whole café went quiet,” said Nora Tilling, who runs the kiosk on the quay.",
    "Nobody was hurt, the harbour office said, and divers had found no damage below the waterline by the evening.",
    "An inquiry will begin on Wednesday, and until then barges must pass the bridge in daylight with a pilot aboard.",
)


def cleaned(*inner: str, options: Options | None = None) -> Article:
    head = "<!doctype html><html lang=en><head><title>Barge strikes bridge</title></head>"
    body = "".join(inner)
    source = f"{head}<body><article><h1>Barge strikes bridge</h1>{body}</article></body></html>"
    article = clean(source, options=options or Options())
    assert article.error is None
    balances(article)
    return article


def paras(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def repeats(article: Article) -> list[tuple[str, str]]:
    """Return what went as a duplicate, and the beginning of what it repeats."""
    gone = [r for r in article.removed if r.family == "duplicate"]
    return [(r.text, article.layer[r.detail["of"] :][:30]) for r in gone]


def test_the_whole_body_once_more_in_one_block() -> None:
    article = cleaned(paras(*PARTS), f"<div><p>{' '.join(PARTS)}</p></div>")
    assert article.text == "\n\n".join(PARTS)
    assert [of for _, of in repeats(article)] == [PARTS[0][:30]]


def test_a_lede_that_the_body_repeats() -> None:
    article = cleaned(f'<div class="lead">{paras(PARTS[0])}</div>', f'<div class="text">{paras(*PARTS)}</div>')
    assert article.text.count(PARTS[0]) == 1


def test_a_second_copy_for_other_screens_takes_its_short_lines_along() -> None:
    texts = (PARTS[0], PARTS[1], "It was noon.", PARTS[2], PARTS[3])
    article = cleaned(f'<div class="wide">{paras(*texts)}</div>', f'<div class="small">{paras(*texts)}</div>')
    assert article.text == "\n\n".join(texts)


def test_the_same_caption_twice() -> None:
    figure = (
        "<figure><img src=a.jpg><figcaption>The eastern pier on Saturday evening, with the barge.</figcaption></figure>"
    )
    article = cleaned(paras(*PARTS[:2]), figure, figure, paras(*PARTS[2:]))
    assert len(repeats(article)) == 1
    assert [block.kind for block in article.blocks].count("caption") == 1


def test_a_pull_quote_in_the_body_stays_unless_asked_for() -> None:
    quote = "<blockquote><p>We heard a bang, and then the whole café went quiet</p></blockquote>"
    inner = (paras(*PARTS[:2]), quote, paras(*PARTS[2:]))
    assert repeats(cleaned(*inner)) == []
    asked = cleaned(*inner, options=Options(select=("duplicate", "body/pull-quote")))
    assert [of for _, of in repeats(asked)] == [PARTS[1][:30]]


def test_a_quote_that_stands_nowhere_else_stays() -> None:
    quote = "<blockquote><p>I have never seen so many people wait so patiently for a ferry</p></blockquote>"
    article = cleaned(
        paras(*PARTS[:2]), quote, paras(*PARTS[2:]), options=Options(select=("duplicate", "body/pull-quote"))
    )
    assert "so patiently" in article.text


@pytest.mark.parametrize(
    "refrain",
    [
        "And still the bridge stays shut.",
        "And still the bridge stays shut, and still the people wait for a ferry that will not come before the morning.",
    ],
)
def test_what_an_author_repeats_stays(refrain: str) -> None:
    article = cleaned(paras(PARTS[0], refrain, PARTS[1], refrain, PARTS[2], refrain, PARTS[3]))
    assert article.text.count(refrain) == 3


def test_rows_and_list_items_stay() -> None:
    row = "<tr><td>Barge of the northern company, loaded with gravel</td><td>passed</td></tr>"
    items = "<ul>" + "<li>A barge passed the bridge without a pilot on board at night.</li>" * 2 + "</ul>"
    article = cleaned(paras(*PARTS[:2]), f"<table>{row}{row}</table>", items, paras(*PARTS[2:]))
    assert repeats(article) == []


def test_text_is_not_judged() -> None:
    text = "\n\n".join((*PARTS, PARTS[0]))
    assert clean(text).text == text


@pytest.mark.parametrize("source", sorted(ROOT.glob("*/page-*/source.html")), ids=lambda path: path.parent.name)
def test_what_is_left_out_inside_the_article_stands_in_the_account_with_its_reason(source: Path) -> None:
    article = clean(source.read_bytes())
    balances(article)
    low, high = article.blocks[0].start, article.blocks[-1].end
    for removal in article.removed:
        assert removal.rule and removal.family
        if removal.family == "unselected" and low < removal.start < high:
            assert removal.detail["why"]


def test_a_run_of_copies_goes_at_once() -> None:
    article = cleaned(paras(*PARTS), paras(PARTS[0], *[PARTS[2]] * 30, PARTS[1]))
    assert article.status == "cleaned"
    assert article.text.count(PARTS[2]) == 2  # its own place, and the first of the run


def test_a_refrain_between_which_something_else_went_stays() -> None:
    label = '<div class="ad">Advertisement</div>'
    article = cleaned(paras(*PARTS[:2]), (paras(PARTS[2]) + label) * 3, paras(PARTS[3]))
    assert "Advertisement" not in article.text
    assert article.text.count(PARTS[2]) == 3


def test_paragraphs_that_begin_alike_are_no_second_body() -> None:
    texts = [f"{PARTS[0][:-1]} in the year {year}" for year in (1, 18, 189, 1891)]
    article = cleaned(paras(*[f"{text}." for text in texts], *PARTS[1:]))
    assert repeats(article) == []
