"""The head of a page and the language, on small invented snippets."""

from __future__ import annotations

import json
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import lxml.html
import pytest

from cleaner.article import Document, Head, Layout
from cleaner.describe import dates, titles
from cleaner.describe.authors import agency, credits
from cleaner.describe.head import head
from cleaner.describe.language import language

PAGE = "https://www.musterblatt.de/kultur/stadtfest-1234.html"


def described(html: str, url: str | None = PAGE) -> Head:
    """Parse a snippet and describe it."""
    tree = lxml.html.document_fromstring(html)
    return head(Document("", "html", url=url), Layout("", (), "html", tree, "lxml"))


def data(node: Any) -> str:
    """Return a JSON-LD script."""
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'


def in_page(inside: str, body: str = "") -> str:
    return f"<html><head><title></title>{inside}</head><body>{body}<p>Text.</p></body></html>"


def article(**more: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Die Brücke ist wieder offen", **more}


def person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


# --- JSON-LD ----------------------------------------------------------------------------------------------------------

SHAPES = {
    "plain": article(author=person("Erika Muster"), datePublished="2024-03-01T08:15:00+01:00"),
    "list": [
        {"@type": "BreadcrumbList", "itemListElement": []},
        article(author=person("Erika Muster"), datePublished="2024-03-01T08:15:00+01:00"),
    ],
    "graph": {
        "@graph": [
            {"@type": "Organization", "@id": "#o", "name": "Musterblatt"},
            {"@type": "Person", "@id": "#p", "name": "Erika Muster"},
            article(author={"@id": "#p"}, publisher={"@id": "#o"}, datePublished="2024-03-01T08:15:00+01:00"),
        ]
    },
    "web page": {
        "@type": "WebPage",
        "mainEntity": article(author="Erika Muster", datePublished="2024-03-01T08:15:00+01:00"),
    },
    "type list": article(
        **{"@type": ["ReportageNewsArticle", "Article"]}, author=["Erika Muster"], datePublished="2024-03-01T08:15+0100"
    ),
    "type address": article(
        **{"@type": "http://schema.org/NewsArticle"},
        creator=["Erika Muster"],
        datePublished="2024-03-01 08:15:00 +01:00",
    ),
    "list item": article(
        author={"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": person("Erika Muster")}]},
        datePublished="2024-03-01T08:15:00.000+01:00",
    ),
    "at list": article(author={"@list": [person("Erika Muster")]}, datePublished="2024-03-01T08:15:00+01:00"),
    "nested lists": article(author=[[person("Erika Muster")]], datePublished=["2024-03-01T08:15:00+01:00"]),
    "two names": article(
        author={"@type": "Person", "givenName": "Erika", "familyName": "Muster"},
        datePublished="2024-03-01T08:15:00+01:00",
    ),
    "entities": article(
        headline="Die Br&amp;uuml;cke ist wieder&nbsp;offen",
        author="Erika&#32;Muster",
        datePublished="2024-03-01T08:15:00+01:00",
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_of_json_ld_gives_the_same(name: str) -> None:
    found = described(in_page(data(SHAPES[name])))
    assert found.metadata.title == "Die Brücke ist wieder offen"
    assert found.metadata.authors == ("Erika Muster",)
    assert found.metadata.date == "2024-03-01T08:15:00+01:00"
    assert {found.sources[k] for k in ("title", "authors", "date")} == {"json-ld"}


BODY = '"@type": "NewsArticle", "headline": "Ein Satz", "datePublished": "2024-03-01", "author": "Erika Muster"'
BROKEN = {
    "comment": "<!-- {" + BODY + "} -->",
    "cdata": "//<![CDATA[\n{" + BODY + "}\n//]]>",
    "control characters": "{" + BODY + ', "description": "a\tb\nc"}',
    "trailing comma": "{" + BODY + ",\n}",
    "trailing comma in list": "[{" + BODY + "},]",
    "semicolon": "{" + BODY + "};",
    "two values": '{"@type": "WebSite"}{' + BODY + "}",
    "wrong escape": "{" + BODY + ', "alternativeHeadline": "it\\\'s"}',
    "byte order mark": "\ufeff{" + BODY + "}",
    "escaped": ("{" + BODY + "}").replace('"', "&quot;"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_json_ld_is_read(name: str) -> None:
    found = described(in_page(f'<script type="application/ld+json">{BROKEN[name]}</script>'))
    assert (found.metadata.title, found.metadata.date) == ("Ein Satz", "2024-03-01")
    assert found.metadata.authors == ("Erika Muster",)


def test_headline_and_date_are_salvaged_from_hopeless_json_ld() -> None:
    script = (
        '{"@type": "NewsArticle", "headline": "Ein \\"Satz\\"", "datePublished": "2024-03-01", "text": "so "offen"}'
    )
    found = described(in_page(f'<script type="application/ld+json">{script}</script>'))
    assert (found.metadata.title, found.metadata.date, found.metadata.authors) == ('Ein "Satz"', "2024-03-01", ())


def test_the_article_of_this_page_is_chosen() -> None:
    other = article(headline="Ganz anderes Thema", author="Olga Anders", url="https://www.musterblatt.de/x.html")
    own = article(author="Erika Muster", mainEntityOfPage={"@id": PAGE})
    video = {"@type": "VideoObject", "name": "Ein Film", "author": "Vera Film"}
    found = described(in_page(data([other, video, own]) + f'<link rel="canonical" href="{PAGE}">'))
    assert found.metadata.authors == ("Erika Muster",)
    assert found.metadata.url == PAGE


def test_posts_of_a_live_blog_are_not_the_article() -> None:
    post = {"@type": "BlogPosting", "headline": "Tor in Minute drei", "author": "Olga Anders"}
    live = article(**{"@type": "LiveBlogPosting"}, author="Erika Muster", liveBlogUpdate=[post])
    assert described(in_page(data(live))).metadata.authors == ("Erika Muster",)


def test_article_body_is_the_longest_one_without_markup() -> None:
    nodes = [article(articleBody="Kurz."), article(articleBody="<p>Erster &amp; zweiter.</p><p>Dritter.</p>")]
    assert described(in_page(data(nodes))).article_body == "Erster & zweiter.\nDritter."
    assert described(in_page("")).article_body is None


@pytest.mark.parametrize(
    ("more", "present"),
    [
        ({"isAccessibleForFree": False}, True),
        ({"isAccessibleForFree": "False"}, True),
        ({"isAccessibleForFree": "http://schema.org/False"}, True),
        ({"isAccessibleForFree": True, "hasPart": {"isAccessibleForFree": False}}, False),
        ({"hasPart": [{"@type": "WebPageElement", "isAccessibleForFree": "false"}]}, True),
        ({}, False),
    ],
)
def test_paywall(more: dict[str, Any], present: bool) -> None:
    assert described(in_page(data(article(**more)))).metadata.paywall == {"present": present, "truncated": False}


# --- meta tags, microdata, the visible page ---------------------------------------------------------------------------


def test_meta_tags_alone() -> None:
    found = described(
        in_page(
            """<meta property="og:title" content="Harbour reopens after storm | Harbour Times">
            <meta property="og:site_name" content="Harbour Times"><meta name="author" content="By Jane Example">
            <meta property="article:published:time" content="2024-05-02T10:00:00Z">
            <meta property="article:modified_time" content="2024-05-02T12:30:00Z">
            <meta property="og:description" content="Ships &amp;amp; boats are back.">
            <meta property="og:url" content="/a/1">
            <meta property="article:section" content="Local"><meta property="og:image" content="/pics/harbour.jpg">
            <meta name="news_keywords" content="harbour, storm,Storm"><meta property="og:locale" content="en_GB">"""
        ),
        url="https://harbourtimes.example/x",
    )
    told = found.metadata
    assert (told.title, told.authors, told.site) == ("Harbour reopens after storm", ("Jane Example",), "Harbour Times")
    assert (told.date, told.date_modified) == ("2024-05-02T10:00:00Z", "2024-05-02T12:30:00Z")
    assert (told.description, told.section, told.tags) == ("Ships & boats are back.", "Local", ("harbour", "storm"))
    assert (told.url, told.image) == (
        "https://harbourtimes.example/a/1",
        "https://harbourtimes.example/pics/harbour.jpg",
    )
    assert found.language == "en"
    assert found.sources["title"] == "meta:og:title"
    assert found.sources["date"] == "meta:article:published_time"
    assert found.sources["authors"] == "meta:author"


def test_microdata() -> None:
    found = described(
        """<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Neue Linie fährt</h1>
        <span itemprop="author" itemscope itemtype="https://schema.org/Person">
        <b itemprop="name">Jo Beispiel</b> Redaktor</span>
        <time itemprop="datePublished" datetime="2024-02-03T04:05+0100">heute</time>
        <div itemscope itemtype="https://schema.org/ImageObject"><i itemprop="author">Foto Graf</i></div></div>"""
    )
    assert (found.metadata.title, found.sources["title"]) == ("Neue Linie fährt", "h1")
    assert (found.metadata.authors, found.sources["authors"]) == (("Jo Beispiel",), "microdata")
    assert (found.metadata.date, found.sources["date"]) == ("2024-02-03T04:05:00+01:00", "microdata")


@pytest.mark.parametrize(
    ("line", "authors", "source"),
    [
        ('<a rel="author" href="/a">Jo Beispiel</a>', ("Jo Beispiel",), "page:rel-author"),
        (
            '<p class="article-byline">Von <b>Jo Beispiel</b> und <b>Ada Muster</b></p>',
            ("Jo Beispiel", "Ada Muster"),
            "page:byline",
        ),
        ("<p>Von Jo Beispiel und Ada Muster</p>", ("Jo Beispiel", "Ada Muster"), "page:byline"),
        ('<p class="author-name">Jane Example <span>Senior Reporter</span></p>', ("Jane Example",), "page:byline"),
        ('<div class="comment"><p class="author">Wut Bürger</p></div>', (), None),
        ('<p class="byline">Redaktion: Jo Beispiel</p>', (), None),
        ('<p class="author">Last Updated</p>', (), None),
        ("<p>Von Montag an gelten neue Regeln für alle</p>", (), None),
    ],
)
def test_visible_page(line: str, authors: tuple[str, ...], source: str | None) -> None:
    found = described(
        f'<html lang="de-AT"><body><article><h1>Neue Linie fährt</h1>{line}<time datetime="2024-02-03">3.2.</time>'
        "</article></body></html>"
    )
    assert (found.metadata.authors, found.sources.get("authors")) == (authors, source)
    assert (found.metadata.date, found.sources["date"]) == ("2024-02-03", "page:time")
    assert found.language == "de"


def test_written_by_labels() -> None:
    labels = '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Jo Beispiel">'
    assert described(in_page(labels)).metadata.authors == ("Jo Beispiel",)


def test_date_from_visible_text_is_the_last_resort() -> None:
    found = described(in_page("", "<h1>Neue Linie</h1><p class='date'>Veröffentlicht am 3. Februar 2024</p>"), url=None)
    assert (found.metadata.date, found.sources["date"]) == ("2024-02-03", "htmldate")


def test_nothing_is_guessed() -> None:
    assert head(Document("Text", "text"), Layout("Text", ())) == Head()
    found = described("<html><body><p>Nur Text.</p></body></html>", url=None)
    assert found == Head(sources={})


def test_the_tree_stays_as_it_is() -> None:
    tree = lxml.html.document_fromstring(in_page(data(article()), "<h1>A<span hidden>b</span></h1>"))
    before = lxml.html.tostring(tree)
    head(Document("", "html"), Layout("", (), "html", tree))
    assert lxml.html.tostring(tree) == before


def test_strings_are_composed_and_collapsed() -> None:
    decomposed = unicodedata.normalize("NFD", "Über  die\u00adBrücke")
    found = described(in_page(data(article(headline=decomposed))))
    assert found.metadata.title == "Über dieBrücke"


# --- titles -----------------------------------------------------------------------------------------------------------

HOUSES = {"musterblatt", "musterblattde"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brücke offen | Musterblatt", "Brücke offen"),
        ("Brücke offen - Kultur - Musterblatt.de", "Brücke offen - Kultur"),
        ("Musterblatt: Brücke offen", "Brücke offen"),
        ("Brücke offen – Das Musterblatt", "Brücke offen"),
        ("Brücke offen - und wieder zu", "Brücke offen - und wieder zu"),
        (
            "Streit um die Brücke: Was das Musterblatt nicht schrieb",
            "Streit um die Brücke: Was das Musterblatt nicht schrieb",
        ),
        ("見出しの例：Musterblatt", "見出しの例"),
    ],
)
def test_site_names_are_taken_off(text: str, expected: str) -> None:
    assert titles.own(text, HOUSES) == expected


@pytest.mark.parametrize(
    ("filed", "h1", "social", "browser", "title", "kicker"),
    [
        ("Neue Linie fährt los", "Verkehr Neue Linie fährt los", "", "", "Neue Linie fährt los", "Verkehr"),
        ("Neue Linie fährt los", "Verkehr : Neue Linie fährt los", "", "", "Neue Linie fährt los", "Verkehr"),
        (None, "Verkehr – Neue Linie fährt los", "Neue Linie fährt los", "", "Neue Linie fährt los", "Verkehr"),
        (None, "<span class='kicker'>Verkehr:</span> Neue Linie fährt", "", "", "Neue Linie fährt", "Verkehr"),
        (None, "<i class='sr-only'>Artikel:</i>Neue Linie fährt", "", "", "Neue Linie fährt", None),
        ("Eine lange Zeile mit vielen Wörtern …", "Eine lange Zeile mit vielen Wörtern am Ende", "", "",
         "Eine lange Zeile mit vielen Wörtern am Ende", None),
        ("Tram Neustadt Plan", "Neue Linie fährt los", "Neue Linie fährt los", "Tram Neustadt Plan | Musterblatt",
         "Neue Linie fährt los", None),
        ("Neue Linie fährt los", "Tram: Ticker", "Tram: Ticker", "Tram: Ticker", "Neue Linie fährt los", None),
        (None, "", "", "Neue Linie fährt nun doch los | Musterblatt", "Neue Linie fährt nun doch los", None),
        (None, "Musterblatt</h1><h1>Neue Linie fährt los</h1><h1>Mehr Themen", "Neue Linie fährt los", "",
         "Neue Linie fährt los", None),
    ],
)  # fmt: skip
def test_headlines(filed: str | None, h1: str, social: str, browser: str, title: str, kicker: str | None) -> None:
    inside = data(article(headline=filed)) if filed else ""
    inside += f'<meta property="og:title" content="{social}"><meta property="og:site_name" content="Musterblatt">'
    html = f"<html><head><title>{browser}</title>{inside}</head><body><h1>{h1}</h1></body></html>"
    found = described(html).metadata
    assert (found.title, found.kicker) == (title, kicker)


# --- authors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "persons", "agencies"),
    [
        ("Von Anna Beispiel und Jo Muster", ("Anna Beispiel", "Jo Muster"), ()),
        ("By Jane Example, John Sample & Kim Third", ("Jane Example", "John Sample", "Kim Third"), ()),
        ("Par Jeanne Exemple et Luc Modèle", ("Jeanne Exemple", "Luc Modèle"), ()),
        ("María López y Juan Gómez", ("María López", "Juan Gómez"), ()),
        ("José Ortega y Gasset", ("José Ortega y Gasset",), ()),
        ("Ein Kommentar von Anna Beispiel", ("Anna Beispiel",), ()),
        ("Martin Franz, mit Material der dpa", ("Martin Franz",), ("dpa",)),
        ("Anna Beispiel, dpa", ("Anna Beispiel",), ("dpa",)),
        ("Anna Beispiel (abe)", ("Anna Beispiel",), ()),
        ("Beispiel, Anna", ("Anna Beispiel",), ()),
        ("Anna Beispiel / Redakteurin", ("Anna Beispiel",), ()),
        ("Anna Beispiel, Professorin an der Universität, Neustadt", ("Anna Beispiel",), ()),
        ("Anna Beispiel anna@musterblatt.de", ("Anna Beispiel",), ()),
        ("Ursula von der Aue", ("Ursula von der Aue",), ()),
        ("Per Andersson", ("Per Andersson",), ()),
        ("Anna Musterblatt", ("Anna Musterblatt",), ()),
        ("ANNA BEISPIEL", ("ANNA BEISPIEL",), ()),
        ("Seán O’Example-Smith", ("Seán O’Example-Smith",), ()),
        ("홍길동 기자", ("홍길동",), ()),
        ("見本太郎", ("見本太郎",), ()),
        ("The Associated Press", (), ("AP",)),
        ("Associated Press in Neustadt", (), ("AP",)),
        ("AFP Deutschland", (), ("AFP",)),
        ("Reuters Staff", (), ("Reuters",)),
        ("dpa/AFP", (), ("dpa", "AFP")),
        ("DPA", (), ("dpa",)),
        ("Musterblatt", (), ()),
        ("Musterblatt Sport", (), ()),
        ("Redaktion Musterblatt", (), ()),
        ("MB-Redaktion", (), ()),
        ("Harbour staff reporter", (), ()),
        ("Newsroom", (), ()),
        ("musterblatt.de, Neustadt, Germany", (), ()),
        ("https://www.facebook.com/musterblatt", (), ()),
        ("anna-beispiel", (), ()),
        ("a.beispiel@musterblatt.de", (), ()),
        ("105092", (), ()),
        ("tki", (), ()),
        ("", (), ()),
    ],
)
def test_authors_are_persons(field: str, persons: tuple[str, ...], agencies: tuple[str, ...]) -> None:
    found = credits([field], HOUSES, "de")
    assert found.persons == persons
    assert tuple(a["id"] for a in found.agencies) == agencies


def test_an_agency_keeps_the_name_it_was_given() -> None:
    assert agency("The Associated Press") == {"id": "AP", "as": "Associated Press"}
    assert agency("Nova Beispiel") is None


def test_agency_and_code_of_the_author_field_go_to_the_metadata() -> None:
    nodes = article(author=[person("Anna Beispiel"), {"@type": "Organization", "name": "Reuters"}, person("tki")])
    found = described(in_page(data(nodes))).metadata
    assert (found.authors, found.initials) == (("Anna Beispiel",), ("tki",))
    assert found.agencies == ({"id": "Reuters", "as": "Reuters"},)


def test_an_agency_alone_is_no_author() -> None:
    found = described(
        in_page(data(article(author={"@type": "Organization", "name": "dpa"})), "<p class=author>Ada Muster</p>")
    )
    assert (found.metadata.authors, found.metadata.agencies) == ((), ({"id": "dpa", "as": "dpa"},))
    assert found.sources["agencies"] == "json-ld"


def test_organisations_are_no_authors() -> None:
    node = article(author={"@type": "NewsMediaOrganization", "name": "Anna Beispiel Medienhaus"})
    assert described(in_page(data(node))).metadata.authors == ()


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-01T08:15:00+01:00", "2024-03-01T08:15:00+01:00"),
        ("2024-03-01T08:15:00Z", "2024-03-01T08:15:00Z"),
        ("2024-03-01T08:15:00.1234567Z", "2024-03-01T08:15:00.123456Z"),
        ("2024-03-01T08:15:00.000-0500", "2024-03-01T08:15:00-05:00"),
        ("2024-03-01 08:15:00 +01:00", "2024-03-01T08:15:00+01:00"),
        ("2024-03-01T08:15+01", "2024-03-01T08:15:00+01:00"),
        ("2024-03-01T08:15", "2024-03-01T08:15:00"),
        ("2024-03-01", "2024-03-01"),
        ("2024/3/1", "2024-03-01"),
        ("20240301T081500Z", "2024-03-01T08:15:00Z"),
        ("1709280900", "2024-03-01T08:15:00Z"),
        ("1709280900000", "2024-03-01T08:15:00Z"),
        ("01.03.2024, 08:15 Uhr", "2024-03-01T08:15:00"),
        ("1. März 2024", "2024-03-01"),
        ("Fri, 01 Mar 2024 08:15:00 GMT", "2024-03-01T08:15:00Z"),
        ("Fri Mar 01 2024 08:15:00 GMT+0100 (CET)", "2024-03-01T08:15:00+01:00"),
        ("March 1, 2024 8:15 pm", "2024-03-01T20:15:00"),
        ("3/1/2024", None),
        ("2024-02-30", None),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("0", None),
        ("gestern", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: str | None) -> None:
    assert dates.iso(text) == expected


def test_a_zone_is_taken_from_another_source_with_the_same_clock() -> None:
    local, zoned, other = "2024-03-01T08:15:00", "2024-03-01T08:15:00+01:00", "2024-03-02T09:00:00Z"
    assert dates.best([("?", "a"), (local, "b"), (other, "c"), (zoned, "d")]) == (zoned, "d")
    assert dates.best([(local, "b"), (other, "c")]) == (local, "b")
    assert dates.best([("?", "a")]) is None


# --- language ---------------------------------------------------------------------------------------------------------

GERMAN = (
    "Die neue Straßenbahn fährt seit dem Morgen durch die Altstadt, und viele Menschen standen an den Haltestellen, um "
    "die ersten Wagen zu sehen. Der Bürgermeister sagte, die Strecke sei schneller fertig geworden als geplant."
)
ENGLISH = (
    "The new tram has been running through the old town since the morning, and many people stood at the stops to see "
    "the first cars. The mayor said that the line had been finished sooner than anybody had planned."
)


@pytest.mark.parametrize(("sample", "code"), [(GERMAN, "de"), (ENGLISH, "en")])
def test_language_of_prose(sample: str, code: str) -> None:
    found, sure = language(None, sample)
    assert found == code
    assert sure is not None and 0.9 <= sure <= 1.0


@pytest.mark.parametrize(
    "sample", ["", "Foto: dpa", GERMAN[:149], "1234567890 " * 40, "😀 " * 200, "https://a.example/b " * 20]
)
def test_language_is_unknown(sample: str) -> None:
    assert language(None, sample) == (None, None)


def test_a_declared_language_wins() -> None:
    assert language("fr", GERMAN) == ("fr", 1.0)


@pytest.mark.parametrize(
    ("declared", "code"),
    [("no", "nb"), ("nn", "nb"), ("nb-NO", "nb"), ("NO_no", "nb"), ("de-AT", "de"), ("zh-cn", "zh")],
)
def test_a_declared_language_is_shortened_to_the_code_of_the_rules(declared: str, code: str) -> None:
    assert language(declared, GERMAN) == (code, 1.0)


def test_language_is_the_same_in_every_thread() -> None:
    mixed = GERMAN[:120] + " " + ENGLISH[:120]
    samples = [GERMAN, ENGLISH, mixed] * 16
    once = [language(None, s) for s in samples[:3]]
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(lambda s: language(None, s), samples)) == once * 16


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<html lang="de-DE">', "de"),
        ('<html lang="EN_gb">', "en"),
        ('<html lang="no">', "nb"),
        ('<html lang="nn-NO">', "nb"),
        ('<html><head><meta http-equiv="content-language" content="fr">', "fr"),
        ('<html><head><meta property="og:locale" content="es_ES">', "es"),
        ("<html><head>" + data(article(inLanguage="it-IT")), "it"),
        ('<html lang="{{ locale }}">', None),
        ("<html>", None),
    ],
)
def test_declared_language(inside: str, code: str | None) -> None:
    assert described(inside + "<body><p>Text.</p></body></html>").language == code
