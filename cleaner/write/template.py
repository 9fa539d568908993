"""A new rule, as text for a rule file: a start that holds its own examples and passes its own test."""

from __future__ import annotations

import json
from collections.abc import Sequence

_HEAD = """# Rules of your own. How to write one: docs/rules.md. Run the examples: cleaner rules test {name}
language = {language}
since = {since}
"""
_RULE = """
[[rule]]
id = {id}
family = {family}
why = {why}
phrases = {phrases}
removes = {removes}
# The nearest sentences of real prose, which must stay: the more important half of the test.
keeps = {keeps}
"""
_KEPT = "{phrase}: that is what the sign at the harbour said, and nobody had read it for years."


def head(name: str, language: str, since: str) -> str:
    """Return the top of a new rule file."""
    return _HEAD.format(name=name, language=_quoted(language), since=_quoted(since))


def rule(name: str, family: str, why: str, phrases: Sequence[str], keeps: Sequence[str]) -> str:
    """Return one rule with its examples. Without `keeps` a sentence around the first phrase is invented, to be
    replaced."""
    kept = [*keeps] or [_KEPT.format(phrase=_plain(phrases[0]))]
    return _RULE.format(
        id=_quoted(name),
        family=_quoted(family),
        why=_quoted(why or "Say here what it is, for a reader of the account."),
        phrases=_list(phrases),
        removes=_list([_plain(phrase) for phrase in phrases]),
        keeps=_list(kept),
    )


def _plain(phrase: str) -> str:
    """Return a text that a phrase stands for: the first of each alternative, and something in each slot."""
    out, rest = "", phrase
    while "{" in rest:
        before, _, rest = rest.partition("{")
        inside, _, rest = rest.partition("}")
        out += before + (inside.split("|")[0] if "|" in inside else _SLOTS.get(inside, "Harbour"))
    return " ".join((out + rest).replace("…", "and so on").replace("...", "and so on").split())


_SLOTS = {
    "n": "12",
    "time": "14:30",
    "date": "3 March 2031",
    "name": "Jo Doe",
    "names": "Jo Doe",
    "host": "harbour.example",
    "email": "desk@harbour.example",
    "handle": "@harbour",
    "headline": "The crane is back",
    "rest": "the crane is back",
}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _list(texts: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"
