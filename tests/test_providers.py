"""Names, spellings and hosts of embedded services."""

from __future__ import annotations

import pytest

from cleaner.rules.providers import kind, provider, providers

KINDS = {"post", "video", "audio", "map", "chart", "poll", "comments", "image", "live", "widget"}


def test_data() -> None:
    known = providers()
    assert list(known.kinds) == sorted(known.kinds)
    assert set(known.kinds.values()) <= KINDS
    assert all(name == name.lower() for name in known.kinds)
    assert all(host == host.lower() and "." in host for host in known.hosts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X", "x"), ("Twitter", "x"), ("X (formerly Twitter)", "x"), ("X, ehemals Twitter", "x"),
        ("twitter.com", "x"), ("https://x.com/i/status/1", "x"),
        ("X-Beiträge", "x"), ("X‑Post", "x"), ("Twitter International Company", "x"), ("YouTube", "youtube"),
        ("Youtube", "youtube"), ("Yotube", "youtube"),
        ("YouTube-Video", "youtube"), ("ein externes YouTube-Video (Google Ireland Limited)", "youtube"),
        ("Google Ireland Limited", "google"),
        ("www.youtube-nocookie.com", "youtube"), ("Instagram-Post", "instagram"), ("Facebook", "facebook"),
        ("Meta Platforms Ireland Limited", "facebook"),
        ("TikTok.", "tiktok"), ("Spotify AB", "spotify"), ("Datawrapper", "datawrapper"),
        ("Datawrapper Datawrapper", "datawrapper"),
        ("ZDFheute Infografiken", "datawrapper"), ("Google Maps", "google-maps"), ("www.komoot.de", "komoot"),
        ("open.spotify.com", "spotify"),
        ("Threads", "threads"), ("Bluesky", "bluesky"), ("JW Player", "jw-player"), ("Opinary", "opinary"),
        ("Civey", "civey"), ("Glomex", "glomex"),
        ("Apple Music", "apple-music"), ("podcasts.apple.com", "apple-podcasts"), ("Disqus", "disqus"),
        ("OpenStreetMap", "openstreetmap"),
    ],
)  # fmt: skip
def test_provider(text: str, expected: str) -> None:
    assert provider(text) == expected
    assert kind(expected) in KINDS


@pytest.mark.parametrize(
    "text",
    [
        "", "netflix.com", "notx.com", "unserer Redaktion", "einem sozialen Netzwerk", "Box X of 12",
        "the threads of the story", "a riddle", "the piano",
        "${platformName}", "{{title}}", "[social_media_site]", "Musterblatt-Podcasts", "Facebook und Instagram",
        "x" * 10_000, "a." * 5_000, "( " * 90,
    ],
)  # fmt: skip
def test_no_provider(text: str) -> None:
    assert provider(text) is None


def test_kind() -> None:
    assert kind("x") == "post" and kind("youtube") == "video" and kind("spotify") == "audio"
    assert (
        kind("google-maps") == "map"
        and kind("datawrapper") == "chart"
        and kind("civey") == "poll"
        and kind("disqus") == "comments"
    )
    assert kind("nobody") is None
