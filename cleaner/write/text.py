"""Article -> plain text, and text -> UTF-8 bytes."""

from __future__ import annotations

import re

from cleaner.article import Article

_SURROGATE = re.compile("[\ud800-\udfff]")


def text(article: Article) -> str:
    """Return the body: blocks one blank line apart, one line end at the end, without title, kicker and captions.

    Cleaning this text again changes nothing; an article without a body gives the empty string.
    """
    body = article.text
    return f"{body}\n" if body else ""


def utf8(value: str) -> bytes:
    """Encode for a stream or file. A lone surrogate (half a character, from a broken scrape) becomes U+FFFD.

    No valid UTF-8 can hold one, and an output that a reader cannot open helps nobody; JSON keeps it as an escape.
    """
    try:
        return value.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub("�", value).encode("utf-8")
