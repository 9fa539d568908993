"""What a removed placeholder tells about the embed behind it: the provider, what it embeds, and its URL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from cleaner.rules.match import Match
from cleaner.rules.providers import kind, provider

_URL = re.compile(r"https?://[^\s<>\"]{4,300}")
_LETTER = re.compile(r"\b(?:von|of|from|auf|on|de|di|da|van|från|fra|ze?|od)\s(X)\b")
"""The one service whose name is a letter, where the sentence says so."""
_SLOTS = ("provider", "provider2", "host", "host2")


def embedded(matches: Sequence[Match], texts: Sequence[str]) -> dict[str, Any]:
    """Return provider (id), provider_as (as printed), kind and url, as far as the text says them.

    A slot says most; then a block that is a service's name; then a name inside a sentence, where it is no common word.
    """
    printed = [match.slots[slot] for match in matches for slot in _SLOTS if slot in match.slots]
    known = next(((found, name) for name in (*printed, *texts) if (found := provider(name))), None)
    if known is None and any(_LETTER.search(text) for text in texts):
        known = ("x", "X")
    urls = [match.group().rstrip(".,;)") for match in map(_URL.search, texts) if match]
    out: dict[str, Any] = {}
    if known:
        out = {"provider": known[0], "provider_as": known[1][:40], "kind": kind(known[0])}
    return out | {"url": urls[0]} if urls else out
