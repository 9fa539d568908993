"""Services behind embeds: from a printed name, spelling or host to one id and kind. The data is providers.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleaner.rules.cache import parsed

MAX_CHARS = 200
"""Longest text that is looked at: a slot has six words, a host with its path may be longer."""

_HOST = re.compile(r"(?:https?:)?(?://)?(?P<host>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5})(?:[/:?#]\S{0,160})?\Z")
_FORMS = "ab ag company co corp corporation emea gmbh inc international ireland limited llc ltd technologies"
_LEGAL = frozenset(_FORMS.split())
_SIGNS = {0x00AD: None, 0x200B: None, 0x2010: "-", 0x2011: "-"}
_EDGES = " \t\u00a0.,:;!?\"'“”„«»‚‘’()[]–—-|*"


@dataclass(frozen=True, slots=True)
class Providers:
    """Lookups: `names` in folded spelling, `loose` of them count inside a longer text, `hosts`, the `kinds`,
    and the names to show (`labels`)."""

    names: Mapping[str, str]
    loose: frozenset[str]
    hosts: Mapping[str, str]
    kinds: Mapping[str, str]
    labels: Mapping[str, str]


@cache
def providers() -> Providers:
    """Return the providers of providers.toml, read once."""
    data = parsed(Path(__file__).with_name("providers.toml"))["provider"]
    names = {_fold(name): entry["id"] for entry in data for name in entry["names"]}
    loose = frozenset(_fold(n) for entry in data if not entry.get("exact") for n in entry["names"] if len(n) > 3)
    hosts = {host: entry["id"] for entry in data for host in entry["hosts"]}
    kinds = {entry["id"]: entry["kind"] for entry in data}
    return Providers(names, loose, hosts, kinds, {entry["id"]: entry["names"][0] for entry in data})


def provider(text: str) -> str | None:
    """Return the id of a printed provider: "X (formerly Twitter)", "twitter.com", "Yotube", "YouTube-Video"; else None.

    Names that are also words (X, Threads, Riddle) count only if they are the whole text.
    """
    if len(text) > MAX_CHARS:
        return None
    folded = _fold(text)
    known = providers()
    whole = known.names.get(folded) or _by_host(folded) or known.names.get(_short(folded))
    return whole or _inside(folded)


def kind(provider_id: str) -> str | None:
    """Return what a provider usually embeds (post, video, audio, map, chart, poll, comments, ...), None if unknown."""
    return providers().kinds.get(provider_id)


def label(provider_id: str) -> str:
    """Return how a provider writes its name ("YouTube", "X"); the id itself where it is not known."""
    return providers().labels.get(provider_id, provider_id)


def _fold(text: str) -> str:
    return " ".join(text.casefold().translate(_SIGNS).split()).strip(_EDGES)


def _by_host(folded: str) -> str | None:
    """Return the provider of a host or URL, by whole labels: netflix.com does not end in x.com."""
    match = _HOST.match(folded)
    labels = match["host"].split(".") if match else []
    for start in range(len(labels) - 1):
        found = providers().hosts.get(".".join(labels[start:]))
        if found:
            return found
    return None


def _short(folded: str) -> str:
    """Return the head of a longer name: without a bracket, legal forms, what is joined by a hyphen, and repetition."""
    head = re.split(r" ?\(", folded, maxsplit=1)[0].strip(_EDGES)
    words = [word for word in head.split(" ") if word.strip(".") not in _LEGAL]
    words = list(dict.fromkeys(words))
    if len(words) == 1:
        words = [words[0].partition("-")[0]]
    return " ".join(words).strip(_EDGES)


def _inside(folded: str) -> str | None:
    """Return the one provider that a longer text names ("einem externen YouTube-Video"); None if it names several."""
    words = [word.strip(_EDGES) for word in re.split(r"[\s(),/-]", folded) if word.strip(_EDGES)][:12]
    known = providers()
    found = set()
    for count in (2, 1):
        for start in range(len(words) - count + 1):
            name = " ".join(words[start : start + count])
            if name in known.loose:
                found.add(known.names[name])
    return found.pop() if len(found) == 1 else None
