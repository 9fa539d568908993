"""Embeds: read off before they go, normalised, each told once and at its place; prose that a placeholder hid comes
back."""

from __future__ import annotations

import base64
from html import escape

import pytest
from account import balances, restores

from cleaner.article import Article, Block, Find, Removal
from cleaner.describe.embeds import embeds
from cleaner.flow import clean
from cleaner.options import Options
from cleaner.rules.embed_url import address, by_id
from cleaner.split.decode import decoded
from cleaner.write.markdown import markdown

FIRST = "The swing bridge was shut for six hours on Saturday after a barge struck its eastern pier during the regatta."
SECOND = "Nobody was hurt, the harbour office said, and divers had found no damage below the waterline by the evening."
THIRD = (
    "An inquiry will begin on Wednesday, and until then barges must pass the bridge in daylight with a pilot aboard."
)
LONG = (
    "The bridge is older than the town itself, for it was built by monks who wanted to reach their vineyards across "
    "the river without waiting half an hour for a ferry that ran in calm weather only, and never in the winter months."
)


def page(*inner: str, host: str = "harbour.example") -> str:
    head = f'<link rel="canonical" href="https://www.{host}/a"><title>Barge strikes bridge</title>'
    body = "\n".join(inner)
    return (
        f"<!doctype html><html lang=en><head>{head}</head><body><article><h1>Barge strikes bridge</h1>{body}</article>"
    )


def para(text: str) -> str:
    return f"<p>{text}</p>"


def cleaned(*inner: str, host: str = "harbour.example", options: Options | None = None) -> Article:
    article = clean(page(para(FIRST), *inner, para(THIRD), host=host), options=options or Options())
    assert article.status in ("cleaned", "unchanged"), article.error
    balances(article)
    restores(article)
    return article


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("//www.youtube-nocookie.com/embed/aBcDeFgHiJk?rel=0", "https://www.youtube.com/watch?v=aBcDeFgHiJk"),
        ("https://youtu.be/aBcDeFgHiJk?si=x", "https://www.youtube.com/watch?v=aBcDeFgHiJk"),
        ("https://www.youtube.com/watch?feature=y&v=aBcDeFgHiJk", "https://www.youtube.com/watch?v=aBcDeFgHiJk"),
        ("https://www.youtube.com/embed/videoseries?list=PLabc", "https://www.youtube.com/playlist?list=PLabc"),
        ("https://twitter.com/a_b/status/123456?ref_src=twsrc%5Etfw", "https://x.com/a_b/status/123456"),
        ("https://platform.twitter.com/embed/Tweet.html?dnt=1&id=123456", "https://x.com/i/status/123456"),
        ("https://www.instagram.com/p/Ab_1/?utm_source=ig", "https://www.instagram.com/p/Ab_1/"),
        ("https://www.instagram.com/quay/reel/Ab_1/", "https://www.instagram.com/reel/Ab_1/"),
        ("https://player.vimeo.com/video/12345678?h=a", "https://vimeo.com/12345678"),
        ("https://open.spotify.com/embed/episode/4abc?utm_source=g", "https://open.spotify.com/episode/4abc"),
        ("https://datawrapper.dwcdn.net/aB3dE/12/", "https://datawrapper.dwcdn.net/aB3dE/"),
        ("at://did:plc:ab/app.bsky.feed.post/3k", "https://bsky.app/profile/did:plc:ab/post/3k"),
        (
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fquay%2Fposts%2F99&width=5",
            "https://www.facebook.com/quay/posts/99",
        ),
        ("https://www.google.com/maps/embed?pb=!1m18", "https://www.google.com/maps/embed?pb=!1m18"),
        ("https://quay.example/a?utm_campaign=b&c=d", "https://quay.example/a?c=d"),
    ],
)
def test_an_address_has_one_form(raw: str, url: str) -> None:
    found = address(raw)
    assert found is not None and found.url == url
    again = address(url)
    assert again is not None and again.url == url


@pytest.mark.parametrize(
    "raw",
    ["", "quay.example", "javascript:void(0)", "https://", "https://[", "https://a b.example", "data:text/html,x"],
)
def test_what_is_no_address(raw: str) -> None:
    assert address(raw) is None


def test_hosts_hold_at_label_borders() -> None:
    flix, button, profile = (
        address(url)
        for url in (
            "https://netflix.com/embed/1",
            "https://platform.twitter.com/widgets/tweet_button.html",
            "https://x.com/quay",
        )
    )
    assert flix is not None and flix.provider is None
    assert button is None
    assert profile is not None and not profile.embed


def test_an_id_alone_makes_an_address_where_the_service_allows() -> None:
    found = by_id("x", "1700000000000000001")
    assert found is not None and found.url == "https://x.com/i/status/1700000000000000001"
    assert by_id("facebook", "12345") is None
    assert by_id("youtube", "<script>") is None


@pytest.mark.parametrize(
    ("value", "ways", "text"),
    [
        ("PGk+", ("base64",), "<i>"),
        ("PG k+\n", ("base64",), "<i>"),
        ("no base64!", ("base64",), "no base64!"),
        ("&lt;i&gt;", ("entities",), "<i>"),
        ("%3Ci%3E", ("percent",), "<i>"),
        ('{"a": ["x", {"b": "y"}], "c": 1}', ("json",), "x\ny"),
        ("{", ("json",), "{"),
        ("&escapedquot;a&escapedquot;", ("quotes",), '"a"'),
        ("a\0b", (), "a b"),
    ],
)
def test_encodings_are_undone(value: str, ways: tuple[str, ...], text: str) -> None:
    assert decoded(value, ways) == text


def test_a_frame_without_text_is_known_with_its_place() -> None:
    frame = '<iframe title="The barge from the air" src="https://www.youtube.com/embed/aBcDeFgHiJk"></iframe>'
    article = cleaned(para(SECOND), frame)
    assert [dict(embed) for embed in article.metadata.embeds] == [
        {
            "provider": "youtube",
            "kind": "video",
            "url": "https://www.youtube.com/watch?v=aBcDeFgHiJk",
            "id": "aBcDeFgHiJk",
            "title": "The barge from the air",
            "after_block": 2,
        }
    ]
    shown = markdown(article, embeds=True)
    assert f"{SECOND}\n\n[Embed: YouTube, https://www.youtube.com/watch?v=aBcDeFgHiJk]\n\n{THIRD}" in shown
    assert "[Embed" not in markdown(article)


def test_frames_outside_the_article_are_not_its_embeds() -> None:
    frame = '<iframe src="https://www.youtube.com/embed/aBcDeFgHiJk"></iframe>'
    outside = page(para(FIRST), para(SECOND), para(THIRD)) + f"</article><footer><p>Imprint</p>{frame}</footer>"
    assert clean(outside).metadata.embeds == ()
    assert cleaned(f'<div class="sidebar">{frame}</div>', para(SECOND)).metadata.embeds == ()
    assert cleaned('<iframe src="https://ads.quay.example/1"></iframe>', para(SECOND)).metadata.embeds == ()


def test_a_placeholder_seen_by_two_rules_is_one_embed() -> None:
    hidden = base64.b64encode(b'<iframe src="https://www.youtube.com/embed/aBcDeFgHiJk"></iframe>').decode()
    box = (
        '<figure class="wp-block-embed is-provider-youtube"><div class="wp-block-embed__wrapper">'
        '<div class="BorlabsCookie _brlbs-cb-youtube"><div class="_brlbs-content-blocker"><p>By loading the video, '
        "you agree to YouTube’s privacy policy.</p></div>"
        f'<script type="text/template">{hidden}</script></div></div></figure>'
        '<noscript><iframe src="//www.youtube-nocookie.com/embed/aBcDeFgHiJk"></iframe></noscript>'
    )
    article = cleaned(para(SECOND), box)
    assert [embed["url"] for embed in article.metadata.embeds] == ["https://www.youtube.com/watch?v=aBcDeFgHiJk"]
    assert [r.family for r in article.removed] == ["embed"]
    assert "privacy policy" not in article.text


def test_two_embeds_in_one_box_are_two() -> None:
    frames = "".join(f'<iframe src="https://player.vimeo.com/video/{n}"></iframe>' for n in (11111111, 22222222))
    article = cleaned(
        para(SECOND), f'<div class="js-iframe-privacy"><p>Load the content of vimeo.com.</p>{frames}</div>'
    )
    assert [embed["id"] for embed in article.metadata.embeds] == ["11111111", "22222222"]


def slides(*inner: str) -> str:
    value = escape("".join(inner))
    return (
        f'<div class="sourcepoint__social-placeholder" data-embed="{value}"><p>External content not available</p></div>'
    )


def test_prose_in_a_placeholder_comes_back_at_its_place() -> None:
    article = cleaned(para(SECOND), slides("<h2>The monks</h2>", para(LONG), "<script>x()</script>"))
    assert article.text == "\n\n".join((FIRST, SECOND, "The monks", LONG, THIRD))
    assert [block.decoded for block in article.blocks] == [None, None, None, "data-embed", "data-embed", None]
    (gone,) = article.removed
    assert (gone.text, gone.detail["decoded"], gone.judge) == ("External content not available", 2, "dom")
    record = article.to_dict()
    assert record["blocks"][4]["decoded"] == "data-embed"
    assert record["blocks"][4]["path"].endswith("/div") and record["blocks"][5]["path"].endswith("/p[3]")


def test_short_text_in_a_placeholder_does_not_come_back() -> None:
    assert cleaned(para(SECOND), slides(para("Allow all content?"))).text == "\n\n".join((FIRST, SECOND, THIRD))


def test_prose_that_the_page_shows_anyway_does_not_come_twice() -> None:
    article = cleaned(para(LONG), slides(para(LONG)), para(SECOND))
    assert article.text == "\n\n".join((FIRST, LONG, SECOND, THIRD))


def test_ignored_rules_neither_decode_nor_remove() -> None:
    article = cleaned(para(SECOND), slides(para(LONG)), options=Options(ignore=("embed",)))
    assert LONG not in article.text and article.metadata.embeds == ()


def test_a_domain_rule_acts_on_its_domain_only() -> None:
    box = '<div class="js-embed-consent" data-vendors="twitter"><p>Quay content from the north of the town</p></div>'
    assert "Quay content" not in cleaned(para(SECOND), box, host="zeit.de").text
    for host in ("meinezeit.de", "zeit.de.example", "harbour.example"):
        assert not [r for r in cleaned(para(SECOND), box, host=host).removed if r.rule == "zeit/embed-consent"]


def test_an_element_full_of_prose_is_no_placeholder() -> None:
    story = "".join(para(f"{n}. {LONG}") for n in range(12))
    article = cleaned(f'<div class="uc-embedding-container">{story}</div>')
    assert article.text.count("older than the town") == 12


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_hostile_attributes_are_harmless() -> None:
    hostile = ("<p>" * 3_000, "&lt;" * 5_000, "\0\x1b", "<p>" + "a " * 50 + "<iframe src='//[::'>", "{" * 10_000)
    boxes = [
        f'<div class="brlbs-cmpnt-content-blocker" data-borlabs-cookie-content="{packed(x)}"><p>Unblock</p></div>'
        f'<div data-embed-content="{escape(x.replace(chr(0), chr(32)))}" data-embed-type="a b">b</div>'
        for x in hostile
    ]
    article = cleaned(para(SECOND), *boxes)
    assert FIRST in article.text and THIRD in article.text


BLOCKS = (Block("a", ((0, 1),)), Block("b", ((20, 21),)), Block("c", ((40, 41),)))


def found(at: int, **detail: str) -> Find:
    return Find("dom/x", "embed", at, True, detail)


def gone(at: int, **detail: str) -> Removal:
    return Removal("embed", "de/x", "rules", "x", at, at + 1, detail)


def test_entries_are_one_unless_something_tells_them_apart() -> None:
    url = "https://vimeo.com/11111111"
    merged = list(embeds(BLOCKS, [gone(5, provider="vimeo")], [found(6, provider="vimeo", url=url)]))
    assert [(e["url"], e["after_block"]) for e in merged] == [(url, 0)]
    apart = list(embeds(BLOCKS, [gone(5, provider="vimeo"), gone(25, provider="vimeo")], []))
    assert [e["after_block"] for e in apart] == [0, 1]
    other = list(embeds(BLOCKS, [gone(5, provider="x")], [found(6, provider="vimeo", url=url)]))
    assert [e["provider"] for e in other] == ["x", "vimeo"]
    again = list(embeds(BLOCKS, [], [found(6, provider="vimeo", url=url), found(25, provider="vimeo", url=url)]))
    assert len(again) == 1
    assert list(embeds(BLOCKS, [], [found(90, provider="vimeo", url=url)])) == []


def test_a_page_of_frames_settles_and_has_an_end() -> None:
    frames = (
        f'{para(f"{n}. {SECOND}")}<iframe src="https://www.youtube.com/embed/a{n:010d}"></iframe>' for n in range(600)
    )
    assert len(cleaned(*frames).metadata.embeds) == 500


def test_deep_nesting_takes_no_time() -> None:
    deep = '<div class="klaro">' * 400 + '<div class="context-notice">Load it</div>' * 400 + "</div>" * 400
    assert "Load it" not in cleaned(para(SECOND), deep, para(LONG)).text
