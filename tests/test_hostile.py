"""Hostile input: a page comes out whole, or it fails with a name. It is never shortened in silence.

Every page has a first paragraph (A), something inside the construct (D) and a last paragraph (Z). The constructs are
those with which HTML parsers lose text without an exception.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import pytest
from account import balances, restores

from cleaner.article import Article
from cleaner.flow import clean
from cleaner.options import Options

A = (
    "Alpha: In Musterstadt haben die Bauarbeiten an der neuen Brücke begonnen, die im nächsten Jahr fertig sein soll. "
    "Oberbürgermeisterin Hanna Felten setzte am Montag den ersten Spaten in den Boden und traf auf ein altes Rohr."
)
D = (
    "Delta: Die Kosten liegen nach Angaben der Stadt bei neun Millionen Euro und damit niedriger als zunächst geplant. "
    "Den größten Teil davon zahlt das Land, den Rest teilen sich die beiden Gemeinden, die künftig verbunden sind."
)
Z = (
    "Zulu: Zur Eröffnung werden mehrere hundert Gäste erwartet, darunter die Bürgermeister der Nachbarorte. "
    "Bis dahin bleibt die alte Fähre in Betrieb, die seit 1921 bei jedem Wetter zwischen den Ufern pendelt."
)
FILLER = (
    "Zwischendurch gab es Ärger mit dem Hochwasser, das im Frühjahr zwei Wochen lang alle Arbeiten am Ufer aufhielt. "
)
LIMITS = {"TooLarge", "DecodeProblem", "NotSupported"}


def page(body: str, *, head: str = '<meta charset="utf-8"><title>Brücke</title>', end: str = "</body></html>") -> str:
    return f'<!DOCTYPE html><html lang="de"><head>{head}</head><body>{body}{end}'


def p(text: str) -> str:
    return f"<p>{text}</p>\n"


def nested(depth: int) -> str:
    return page(p(A) + "<div>" * depth + p(D) + "</div>" * depth + p(Z))


def big_node() -> str:
    return page(p(A) + p(D + " " + FILLER * (11_000_000 // len(FILLER))) + p(Z))


def many_paragraphs() -> str:
    return page(p(A) + p(D) + "<p>Ein kurzer Satz.\n" * 100_000 + p(Z))


PAGES: dict[str, Callable[[], str]] = {
    "nested 300": lambda: nested(300),
    "nested 1500": lambda: nested(1_500),
    "nested 6000": lambda: nested(6_000),
    "nested inline 1500": lambda: page(p(A) + "<p>" + "<b>" * 1_500 + D + "</b>" * 1_500 + "</p>" + p(Z)),
    "nested unclosed 2000": lambda: page(p(A) + "<div>" * 2_000 + p(D) + p(Z)),
    "text node of 11 MB": big_node,
    "text after </html>": lambda: page(p(A)) + p(D) + p(Z),
    "text after </body>": lambda: page(p(A) + p(D), end="</body>") + p(Z) + "</html>",
    "</html> inside an open div": lambda: page(p(A) + "<div>" + p(D) + "</html>" + p(Z) + "</div>"),
    "two documents joined": lambda: page(p(A)) + page(p(D) + p(Z)),
    "unclosed comment": lambda: page(p(A) + p(D) + "<!-- vergessen " + p(Z)),
    "unclosed script": lambda: page(p(A) + p(D) + "<script>var a = 1;\n" + p(Z)),
    "unclosed style": lambda: page(p(A) + p(D) + "<style>p { color: red }\n" + p(Z)),
    "unclosed title": lambda: f"<!DOCTYPE html><html><head><title>Brücke</head><body>{p(A)}{p(D)}{p(Z)}</body></html>",
    "unclosed textarea": lambda: page(p(A) + p(D) + "<textarea>" + p(Z)),
    "unclosed attribute quote": lambda: page(p(A) + p(D) + '<a href="/weiter>Weiter</a>' + p(Z)),
    "unclosed tag": lambda: page(p(A) + p(D) + "<div class=box " + p(Z)),
    "text without paragraphs": lambda: page(f"{A}<br><br>{D}<br><br>{Z}"),
    "no html at all": lambda: f"<p>{A}</p><p>{D}</p><p>{Z}</p>",
    "no closing tags": lambda: f"<html><body><p>{A}<p>{D}<p>{Z}",
    "misnested": lambda: page(f"<b><p>{A}</b></p><i><div><p>{D}</i></div><table><p>{Z}</p><tr><td>1</td></tr></table>"),
    "lone surrogate": lambda: page(p(A) + p(D + " \ud83d Ende.") + p(Z)),
    "nul": lambda: page(p(A) + p(D.replace("Kosten", "Kos\0ten")) + p(Z)).replace("Kos\0ten", "Kosten\0"),
    "xml declaration": lambda: '<?xml version="1.0" encoding="iso-8859-1"?>\n' + page(p(A) + p(D) + p(Z)),
    "cdata": lambda: page(p(A) + f"<p><![CDATA[{D}]]></p>" + p(D) + p(Z)),
    "colspan bomb": lambda: page(
        p(A)
        + f'<table><tr><td colspan="9007199254740991">{D}</td></tr><tr><td rowspan="99999999">x</td></tr></table>'
        + p(Z)
    ),
    "entity bomb": lambda: (
        '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>' + page(p(A) + p(D) + p("&b;&b;&b;" + Z))
    ),
    "external entity": lambda: (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + page(p(A) + p(D) + p("&x;" + Z))
    ),
    "1,000 attributes": lambda: page(p(A) + "<p " + " ".join(f'a{i}="{i}"' for i in range(1_000)) + f">{D}</p>" + p(Z)),
    "noscript": lambda: page(p(A) + f"<noscript>{p(D)}</noscript>" + p(Z)),
    "template": lambda: page(p(A) + p(D) + "<template><p>Vorlage</p></template>" + p(Z)),
    "frame of brackets": lambda: page(p(A) + p(D + " " + "(" * 5_000) + p(Z)),
    "one long word": lambda: page(p(A) + p(D) + p("x" * 200_000) + p(Z)),
    "1,000 links": lambda: page(p(A) + p(D) + '<a href="/a">Link</a> ' * 1_000 + p(Z)),
    "100,000 paragraphs": many_paragraphs,
}


def whole(article: Article) -> None:
    """Assert that A, D and Z are each kept or in the account; or that the failure has a name and a remedy."""
    if article.status == "failed":
        assert article.error is not None
        assert article.error["kind"] in LIMITS, article.error
        assert article.error["what"] and article.error["hint"]
        assert article.blocks == () and article.removed == ()
        return
    pieces = [block.text for block in article.blocks] + [removal.text for removal in article.removed]
    text = "\n".join(pieces)
    for mark in (A, D, Z):
        assert mark[:60] in text, f"lost: {mark[:20]}"
    balances(article)
    restores(article)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_comes_out_whole_or_fails_by_name(name: str) -> None:
    whole(clean(PAGES[name](), name=name, format="html", language="de"))


@pytest.mark.parametrize(
    "name", ["nested 300", "text after </html>", "two documents joined", "no closing tags", "xml declaration"]
)
def test_bytes_fare_like_text(name: str) -> None:
    whole(clean(PAGES[name]().encode("utf-8"), name=name, language="de"))


@pytest.mark.parametrize(
    "name",
    [
        "nested 300",
        "nested 1500",
        "text after </html>",
        "</html> inside an open div",
        "two documents joined",
        "no closing tags",
        "noscript",
    ],
)
def test_what_a_second_parser_can_save_is_not_failed(name: str) -> None:
    assert clean(PAGES[name](), format="html", language="de").status != "failed"


def test_a_gzip_bomb_is_too_large() -> None:
    bomb = gzip.compress(page(p(A) + p(D) + "<p>" + "a" * 100_000_000 + "</p>" + p(Z)).encode(), 9)
    assert len(bomb) < 200_000
    article = clean(bomb, name="bomb.html.gz")
    assert article.status == "failed" and article.error is not None
    assert article.error["kind"] == "TooLarge" and article.error["hint"]


def test_a_gzip_bomb_below_the_size_limit_is_stopped_by_its_ratio() -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 15_000_000, 9)
    article = clean(bomb, name="bomb.html.gz")
    assert article.status == "failed" and article.error is not None and article.error["kind"] == "TooLarge"


def test_broken_gzip_fails_by_name() -> None:
    good = gzip.compress(page(p(A) + p(D) + p(Z)).encode())
    for bad in (good[:-20], good[:40], good[:10] + b"\xff" * 50):
        article = clean(bad)
        assert article.status == "failed" and article.error is not None and article.error["kind"] == "DecodeProblem"


def test_gzip_of_a_page_is_a_page() -> None:
    plain = page(p(A) + p(D) + p(Z)).encode()
    assert clean(gzip.compress(plain)).text == clean(plain).text


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", {"DecodeProblem", "NotSupported"}),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, {"DecodeProblem", "NotSupported"}),
        (b"PK\x03\x04" + bytes(range(256)) * 4, {"DecodeProblem", "NotSupported"}),
        (zlib.compress(bytes(range(256)) * 40), {"DecodeProblem", "NotSupported"}),
        (b"", {"Empty"}),
        (b" \n\t\r\n ", {"Empty"}),
        (b"\xef\xbb\xbf", {"Empty"}),
    ],
)
def test_what_is_no_text_fails_by_name(data: bytes, kinds: set[str]) -> None:
    article = clean(data, name="input")
    assert article.status == "failed" and article.error is not None
    assert article.error["kind"] in kinds


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<script>var x = 1;</script>",
        '<div id="app"></div>',
        '<nav><ul><li><a href="/a">Politik</a></li><li><a href="/b">Sport</a></li></ul></nav>',
    ],
)
def test_a_page_without_an_article_says_so(body: str) -> None:
    article = clean(page(body), format="html")
    assert article.status == "failed" and article.error is not None
    assert article.error["kind"] in {"NoArticle", "Empty"}


@pytest.mark.parametrize("field", ["max_bytes", "max_blocks", "max_depth"])
def test_limits_are_options_and_hold_in_the_library(field: str) -> None:
    options = Options(**{field: 5})
    article = clean(page("<div>" * 20 + p(A) + p(D) + p(FILLER) * 5 + p(Z)), options=options, format="html")
    assert article.status == "failed" and article.error is not None
    assert article.error["kind"] == "TooLarge"
    assert field.replace("_", "-") in article.error["hint"] or field in article.error["hint"]


TEXTS = {
    "tag that never closes": A + "\n\n" + Z + " (" + "dpa/" * 5_000,
    "tag soup": A + "\n\n" + "(dpa) " * 3_000 + "\n\n" + Z,
    "spaces": A + " " * 100_000 + D + "\n" * 50_000 + Z,
    "placeholder titles": A + "\n\n" + "Empfohlener redaktioneller Inhalt " * 3_000 + "\n\n" + Z,
    "one line of 2 MB": (A + " " + FILLER * 18_000 + Z),
    "line separators": "\u2028".join([A, D, Z]) + "\u2029" + A + "\x85" + D + "\x0b" + Z + "\x0c" + A,
    "lone carriage returns": "\r".join([A, D, Z]),
    "mixed line ends": A + "\r\n\r\n" + D + "\n\r" + Z + "\r",
    "lone surrogate": A + "\n\n" + D + " \ud800\n\n" + Z,
    "nul": A + "\n\n\0\n\n" + D + "\0" + "\n\n" + Z,
    "zero width": A + "\n\n\u200b\n\n" + "\ufeff" + D + "\n\n\u00ad\n\n" + Z,
    "right to left": A + "\n\n\u202e" + D + "\u202c\n\n" + Z,
    "combining": A + "\n\n" + "e" + "\u0301" * 5_000 + "\n\n" + Z,
    "dashes": A + "\n\n" + "– " * 20_000 + "\n\n" + Z,
    "only furniture": "Teilen\nDrucken\nMerken\nEmpfohlener redaktioneller Inhalt\n(dpa)",
    "only a placeholder": "Empfohlener redaktioneller Inhalt",
    "only a tag": "(dpa)",
    "a single letter": "a",
    "a single dash": "–",
}


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_keeps_its_account(name: str) -> None:
    article = clean(TEXTS[name], format="text", language="de")
    if article.status == "failed":
        assert article.error is not None and article.error["kind"] in LIMITS | {"Empty", "NoArticle"}
        return
    balances(article)
    restores(article)
    again = clean(article.text, format="text", language="de") if article.text.strip() else article
    assert again.text == article.text
