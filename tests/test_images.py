"""Agency tags that credit a picture and not the article, from whole invented articles."""

from __future__ import annotations

import pytest

from cleaner import clean

BODY = (
    "The harbour stays shut until autumn, the head of the office said on Monday, and all ferries go round the island.",
    "Fishermen on the north bank fear for their berths. They have called a meeting for Friday evening at the inn.",
    "The mayor will answer questions there, her office said, and the plans will hang in the hall for four weeks.",
)
CAPTION = "Mara Quill has said that she could not recall ever having met the man from the ferry company."


def article(first: str, tag: str, caption: str = CAPTION) -> str:
    return "\n\n".join((first, BODY[0], f"{caption} {tag}", *BODY[1:]))


def test_another_agency_under_a_caption_is_the_pictures() -> None:
    found = clean(article("By Associated Press", "(AAP)"), language="en")
    assert [agency["id"] for agency in found.metadata.agencies] == ["AP"]
    assert {"caption": None, "credit": "AAP"} in found.metadata.images
    assert found.text.count(CAPTION) == 1 and "AAP" not in found.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (article("By Associated Press", "(AP)"), ["AP"]),
        (article("The office said it on Monday.", "(AAP)"), ["AAP"]),
        (article("By Associated Press", "(Reuters)", f"{BODY[1]} {CAPTION}"), ["AP", "Reuters"]),
        ("\n\n".join(("By Associated Press", *BODY, f"{CAPTION} (Reuters)")), ["AP", "Reuters"]),
        ("\n\n".join((f"{BODY[0]} (Reuters)", f"{BODY[2]} (AFP)")), ["Reuters", "AFP"]),
    ],
)
def test_tags_that_are_the_articles(text: str, expected: list[str]) -> None:
    found = clean(text, language="en")
    assert [agency["id"] for agency in found.metadata.agencies] == expected
    assert found.metadata.images == ()


def test_an_agencys_own_site_credits_nobody() -> None:
    text = (
        "Liman sonbahara kadar kapalı kalacak, müdürlüğün başkanı pazartesi günü gazeteye bildirdi. Vapurlar dolaşacak."
        "\n\nAnadolu Ajansı web sitesinde, AA Haber Akış Sistemi (HAS) üzerinden abonelere sunulan haberler,"
        " özetlenerek yayımlanmaktadır. Abonelik için lütfen iletişime geçiniz."
    )
    found = clean(text, language="tr")
    assert [(r.family, r.rule) for r in found.removed] == [("notice", "tr/own-wire")]
    assert found.metadata.agencies == ()
