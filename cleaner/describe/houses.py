"""The names of the site itself: they are no authors, and no part of a headline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from cleaner.describe.plain import squash

_ARTICLE = re.compile(r"(?:the|der|die|das|le|la|el|il|het|de)\s", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:\s?(?:news|online|web|digital|zeitung|nachrichten|app|tv|\.[a-z]{2,5})){1,3}$", re.IGNORECASE
)
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "gob", "or", "ne"})
_SHORTEST = 2


def houses(names: Iterable[str], url: str | None) -> set[str]:
    """Return the squashed names of a site: as given, without article (`The`) and addition (`Online`), and its host.

    `https://www.harbour-times.co.uk/…` adds `harbourtimescouk` and `harbourtimes`.
    """
    found = [*names, *_labels(urlsplit(url).hostname or "" if url else "")]
    found += [_GENERIC.sub("", name) for name in found]
    found += [_ARTICLE.sub("", name, count=1) for name in found if _ARTICLE.match(name)]
    return {name for name in map(squash, found) if len(name) >= _SHORTEST}


def _labels(host: str) -> list[str]:
    labels = host.removeprefix("www.").split(".")
    if len(labels) < 2:
        return []
    second = len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2
    return [".".join(labels), labels[-3 if second else -2]]
