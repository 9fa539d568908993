"""Addresses of embeds -> the address a reader would open: one form for each service, without trackers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from cleaner.rules.providers import kind, provider

_TRACKERS = re.compile(
    r"utm_\w+|ref_src|ref_url|referrer|fbclid|gclid|igshid|igsh|img_index|si|feature|s|t|cxt|__twitter_impression"
)
"""Parameters that tell where a reader came from; the short ones (`s`, `t`, `si`) only at known services."""
_ALWAYS = re.compile(r"utm_\w+|ref_src|ref_url|fbclid|gclid|igshid|igsh")
_LONGEST = 2_000
_ID = r"(?P<id>[\w-]{3,64})"
_SHAPES: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    name: tuple((re.compile(pattern), form) for pattern, form in shapes)
    for name, shapes in {
        "youtube": (
            (r"/embed/videoseries\?(?:.*&)?list=(?P<id>[\w-]+)", "https://www.youtube.com/playlist?list={id}"),
            (r"/(?:embed|v|e|shorts|live)/(?P<id>[\w-]{11})(?![\w-])", "https://www.youtube.com/watch?v={id}"),
            (r"/watch\?(?:.*&)?v=(?P<id>[\w-]{11})(?![\w-])", "https://www.youtube.com/watch?v={id}"),
            (r"/(?P<id>[\w-]{11})(?:[?#]|$)", "https://www.youtube.com/watch?v={id}"),
        ),
        "x": (
            (r"/(?P<user>\w{1,20})/status(?:es)?/(?P<id>\d{3,25})", "https://x.com/{user}/status/{id}"),
            (r"/i/web/status/(?P<id>\d{3,25})", "https://x.com/i/status/{id}"),
            (r"/embed/Tweet\.html\?(?:.*&)?id=(?P<id>\d{3,25})", "https://x.com/i/status/{id}"),
        ),
        "instagram": (
            (
                r"/(?:[\w.]+/)?(?P<sort>p|reel|tv)/(?P<id>[\w-]{3,64})",
                "https://www.instagram.com/{sort}/{id}/",
            ),
        ),
        "vimeo": ((r"/(?:video/|channels/\w+/)?(?P<id>\d{4,12})", "https://vimeo.com/{id}"),),
        "dailymotion": (
            (rf"/(?:embed/)?video/{_ID}", "https://www.dailymotion.com/video/{id}"),
            (rf"/player.*[?&]video={_ID}", "https://www.dailymotion.com/video/{id}"),
        ),
        "tiktok": (
            (r"/@(?P<user>[\w.]+)/video/(?P<id>\d+)", "https://www.tiktok.com/@{user}/video/{id}"),
            (r"/(?:embed(?:/v\d)?|player/v\d)/(?P<id>\d+)", "https://www.tiktok.com/embed/v2/{id}"),
        ),
        "spotify": (
            (
                r"/(?:embed(?:-podcast)?/)?(?P<sort>episode|show|track|album|playlist|artist)/(?P<id>\w+)",
                "https://open.spotify.com/{sort}/{id}",
            ),
        ),
        "bluesky": (
            (r"/embed/(?P<did>did:[\w:.-]+)/app\.bsky\.feed\.post/(?P<id>\w+)", "https://bsky.app/profile/{did}/post/{id}"),
            (r"/profile/(?P<did>[\w:.-]+)/post/(?P<id>\w+)", "https://bsky.app/profile/{did}/post/{id}"),
        ),
        "datawrapper": ((r"/_?/?(?P<id>\w{5})(?:/|$)", "https://datawrapper.dwcdn.net/{id}/"),),
        "infogram": ((r"/(?:_/)?(?P<id>[\w-]{8,})", "https://infogram.com/{id}"),),
        "flourish": ((r"/(?P<sort>visualisation|story)/(?P<id>\d+)", "https://public.flourish.studio/{sort}/{id}/"),),
        "bandcamp": (
            (
                r"/EmbeddedPlayer(?:/v=\d)?/(?P<rest>(?:album|track)=(?P<id>\d+))",
                "https://bandcamp.com/EmbeddedPlayer/{rest}/",
            ),
        ),
        "imgur": ((r"/(?P<rest>(?:(?:a|gallery)/)?(?P<id>\w{5,}))(?:[/?]|$)", "https://imgur.com/{rest}"),),
        "reddit": (
            (r"/(?P<rest>r/\w+/comments/(?P<id>\w+)(?:/\w+)?)", "https://www.reddit.com/{rest}/"),
        ),
        "mastodon": ((r"/(?P<user>@[\w.@-]+)/(?P<id>\d+)", "https://{host}/{user}/{id}"),),
        "threads": ((r"/(?P<user>@[\w.]+)/post/(?P<id>[\w-]+)", "https://www.threads.net/{user}/post/{id}"),),
        "telegram": ((r"/(?P<user>\w+)/(?P<id>\d+)", "https://t.me/{user}/{id}"),),
        "facebook": (
            (r"/(?P<rest>[\w.-]+/(?:posts|videos|photos)/(?:[\w.-]+/)*(?P<id>\w+))", "https://www.facebook.com/{rest}"),
            (r"/watch/?\?(?:.*&)?v=(?P<id>\d+)", "https://www.facebook.com/watch/?v={id}"),
        ),
    }.items()
}  # fmt: skip
_BY_ID = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "x": "https://x.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "datawrapper": "https://datawrapper.dwcdn.net/{}/",
    "tiktok": "https://www.tiktok.com/embed/v2/{}",
}
_NO_EMBED = re.compile(
    r"/(?:tweet_button|follow_button|widgets/(?:follow|tweet)_button|plugins/(?:like|page|follow|share_button|comments)|share\b|sharer|"
    r"intent/|subscribe_embed|recaptcha|maps/dir|js/|css/|static/|vi/|favicon)"
)
_ID_ONLY = frozenset({"x", "instagram", "tiktok", "bluesky", "threads", "telegram", "facebook", "mastodon"})
"""Services where only an address with an id is an embed: the others are profiles and share links."""


@dataclass(frozen=True, slots=True)
class Address:
    """A normalised address: what it is, whose, its id (None where the service's form is not known)."""

    url: str
    provider: str | None = None
    kind: str | None = None
    id: str | None = None

    @property
    def embed(self) -> bool:
        """Whether it is an embed of a service that we know."""
        return self.provider is not None and (self.id is not None or self.provider not in _ID_ONLY)


def address(raw: str) -> Address | None:
    """Normalise an address; None if it is none, or a button and no embed.

    >>> address("//www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0").url
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ'
    """
    text = unescape(raw.strip())
    text = "https:" + text if text.startswith("//") else text
    if text.startswith("at://"):
        text = re.sub(r"^at://([^/]+)/app\.bsky\.feed\.post/", r"https://bsky.app/profile/\1/post/", text)
    if not text.startswith(("http://", "https://")) or len(text) > _LONGEST or re.search(r"[\s<>\"]", text):
        return None
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if not host:
        return None
    service = _service(host, parts.path)
    if service and _NO_EMBED.search(parts.path):
        return None
    if service == "facebook" and (inner := dict(parse_qsl(parts.query)).get("href")):
        return address(inner)
    return _shaped(service, host, parts.path + ("?" + parts.query if parts.query else "")) or Address(
        _plain(text, service), service, kind(service) if service else None
    )


def by_id(service: str, number: str) -> Address | None:
    """Return the address of an embed of which only service and id are known; None where the id alone says nothing."""
    form = _BY_ID.get(service)
    return address(form.format(number)) if form is not None and re.fullmatch(r"[\w-]{3,64}", number) else None


def _service(host: str, path: str) -> str | None:
    """Return the service of a host; of Google only maps are embeds."""
    if re.fullmatch(r"(?:maps\.)?google(?:\.com?)?\.[a-z]{2,3}", host):
        return "google-maps" if path.startswith("/maps") or host.startswith("maps.") else None
    return provider(host) if "." in host else None


def _shaped(service: str | None, host: str, rest: str) -> Address | None:
    if service is None:
        return None
    for pattern, form in _SHAPES.get(service, ()):
        if found := pattern.match(rest):
            sort = "video" if service == "facebook" and "video" in found[0] else kind(service)
            return Address(form.format(host=host, **found.groupdict()), service, sort, found["id"])
    return None


def _plain(text: str, service: str | None) -> str:
    """Return an address without trackers; the order of what stays is kept."""
    parts = urlsplit(text)
    drop = _TRACKERS if service else _ALWAYS
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not drop.fullmatch(key)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit(("https" if service else parts.scheme, parts.netloc, parts.path, query, parts.fragment))
