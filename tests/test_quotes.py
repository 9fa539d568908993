"""Quotations, headings by role, sentences that are links: what markup says and a body judge may lose."""

from __future__ import annotations

from cleaner.flow import clean

LINES = [
    "The harbour board voted on Friday to dredge the channel twice a year, as pilots had asked since spring.",
    "The crane on the north quay will stay where it is, the board said, because nobody has offered to move it at all.",
    "Ferries to the islands sail as before, and the timetable for the winter will be printed before the month is over.",
    "Work is to begin in March, if the weather holds and the council signs the contract at its meeting next Tuesday.",
]


def page(*middle: str) -> dict[str, str]:
    """Return kept texts and their kinds of a page that has these pieces between its paragraphs."""
    body = "".join(f"<p>{line}</p>{piece}" for line, piece in zip(LINES, [*middle, "", "", ""], strict=False))
    head = "<head><title>Channel to be dredged twice a year</title></head>"
    article = clean(
        f"<html>{head}<body><article><h1>Channel to be dredged twice a year</h1><div>{body}</div></article>"
    )
    return {block.text: block.kind for block in article.blocks}


def test_who_said_it_stays_with_the_quotation() -> None:
    quote = "We asked for a bridge and they gave us a brochure."
    for said in ("<footer>Nadia Cole</footer>", "<cite><div>Nadia Cole</div></cite>"):
        kept = page(f'<div class="quote"><blockquote><p>{quote}</p>{said}</blockquote></div>')
        assert kept[quote] == kept["Nadia Cole"] == "quote"


def test_the_caption_of_a_quotation_is_no_caption_of_a_picture() -> None:
    quote = "We asked for a bridge and they gave us a brochure."
    kept = page(
        f'<figure class="pull-quote"><blockquote>{quote}</blockquote><figcaption>Nadia Cole</figcaption></figure>'
    )
    assert kept["Nadia Cole"] == "quote"
    kept = page("<figure><img src='x'><figcaption>The north quay in spring, seen from the ferry</figcaption></figure>")
    assert kept["The north quay in spring, seen from the ferry"] == "caption"


def test_an_element_with_the_role_of_a_heading_is_one() -> None:
    kept = page('<div role="heading" aria-level="3">What happens next</div>')
    assert kept["What happens next"] == "heading"


def test_a_sentence_that_is_a_link_stays() -> None:
    sentence = "The pilots have counted the wrecks themselves."
    assert sentence in page(f'<p><a href="/wrecks">{sentence}</a></p>')
