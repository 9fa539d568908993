"""Rule files -> `Rule`s. Everything a rule file can get wrong is refused here, with the file, the rule and the
remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from cleaner.article import FAMILIES
from cleaner.errors import RuleError
from cleaner.options import Options
from cleaner.rules.phrase import Phrase
from cleaner.rules.view import fold

SCOPES = ("block", "start", "end", "inside")
POSITIONS = ("any", "top", "head", "tail")
_RULE_KEYS = frozenset(
    (
        "id",
        "family",
        "why",
        "scope",
        "phrases",
        "takes",
        "position",
        "max_chars",
        "safety",
        "since",
        "removes",
        "keeps",
        "source",
        "case",
        "credits",
    )
)
_GROUP_KEYS = frozenset(
    ("id", "family", "why", "decisive", "weak", "reach", "parts", "safety", "since", "removes", "keeps", "source")
)
_PAIR_KEYS = frozenset(
    ("id", "family", "why", "opens", "closes", "reach", "safety", "since", "removes", "keeps", "source")
)
_PAIR_REACH = 12
_HEADER = re.compile(r"\s*\[\[\s*(rule|group|pair)\s*\]\]")
_HEADLINE_CHARS = 240


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. A simple rule has `phrases` and a `scope`; a group has `parts` (name -> phrases) that count
    together; a pair has the parts `opens` and `closes`, and takes what stands between."""

    id: str
    family: str
    language: str
    why: str
    file: str
    since: str
    removes: tuple[str, ...]
    keeps: tuple[str, ...]
    scope: str = "block"
    phrases: tuple[Phrase, ...] = ()
    parts: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    decisive: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    reach: int = 6
    paired: bool = False
    takes: str = "nothing"
    position: str = "any"
    max_chars: int = 0
    safety: str = "safe"
    speech: frozenset[str] = frozenset()
    line: int = 0
    credits: bool = True
    css: tuple[str, ...] = ()

    def acts(self, options: Options) -> bool:
        """Tell whether the rule may act: selected, and not waiting for review (unless that is wanted)."""
        return (self.safety == "safe" or options.unsafe) and options.acts(self.family, self.id)

    @property
    def grouped(self) -> bool:
        """Whether it has parts: a group or a pair."""
        return bool(self.parts)


def text_of(file: Path) -> str:
    """Return what stands in a rule file. Raises RuleError where it cannot be read."""
    return read(file).decode("utf-8")


def loaded(file: Path) -> tuple[Rule, ...]:
    """Return the rules of one file. Raises RuleError naming file and rule."""
    return tuple(parse(read(file).decode("utf-8", "replace"), file=str(file)))


def parse(text: str, *, file: str) -> Iterator[Rule]:
    """Yield the rules of one file's text. Raises RuleError naming file and rule."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise RuleError(f"{file}: not valid TOML: {problem}", hint="see docs/rules.md") from problem
    language = table.pop("language", None)
    if not isinstance(language, str):
        raise RuleError(
            f'{file}: no language = "…" at the top', hint='a two-letter code such as "de", or "*" for every language'
        )
    unknown = set(table) - {"rule", "group", "pair", "since", "speech"}
    if unknown:
        raise RuleError(
            f"{file}: unknown top-level key {sorted(unknown)[0]!r}",
            hint="known: language, since, speech, [[rule]], [[group]], [[pair]]",
        )
    since = str(table.get("since", ""))
    speech = table.get("speech", [])
    if not isinstance(speech, list) or not all(isinstance(word, str) and word.strip() for word in speech):
        raise RuleError(f"{file}: speech must be a list of words", hint='write speech = ["said", "told"]')
    prefix = "any" if language == "*" else language
    for key in ("rule", "group", "pair"):
        if not _tables(table.get(key, [])):
            raise RuleError(f"{file}: {key} must be a list of tables", hint=f"write [[{key}]] above each one")
    lines = _headers(text)
    for key, made, keys in (("rule", _simple, _RULE_KEYS), ("group", _group, _GROUP_KEYS), ("pair", _pair, _PAIR_KEYS)):
        for raw, line in zip(table.get(key, []), chain(lines[key], repeat(0)), strict=False):
            where = _Where(f"{file}:{line}" if line else file, prefix, raw, keys, since)
            yield replace(made(raw, language, where), speech=frozenset(map(fold, speech)), file=file, line=line)


def _headers(text: str) -> dict[str, list[int]]:
    """Return the lines (from 1) on which rules begin, by sort, in order."""
    out: dict[str, list[int]] = {"rule": [], "group": [], "pair": []}
    for number, line in enumerate(text.split("\n"), 1):
        if (found := _HEADER.match(line)) is not None:
            out[found[1]].append(number)
    return out


def _tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


class _Where:
    """Checks what every rule must have, and names the place in messages."""

    def __init__(self, file: str, prefix: str, raw: Mapping[str, Any], keys: frozenset[str], since: str) -> None:
        self.file, self.raw = file, raw
        self.id = f"{prefix}/{raw.get('id', '?')}"
        self.name = f"{file}: rule {self.id}"
        self.since = str(raw.get("since", since))
        unknown = set(raw) - keys
        if unknown:
            raise RuleError(
                f"{self.name}: unknown key {sorted(unknown)[0]!r}", hint=f"known keys: {', '.join(sorted(keys))}"
            )
        for key in ("id", "family", "why"):
            if not isinstance(raw.get(key), str) or not raw[key]:
                raise RuleError(f"{self.name}: {key} is missing", hint=f'write {key} = "…"')
        self.choice("family", FAMILIES, "")
        self.choice("safety", ("safe", "review"), "safe")

    def choice(self, key: str, valid: tuple[str, ...], default: str) -> str:
        value = self.raw.get(key, default)
        if value not in valid:
            raise RuleError(f"{self.name}: {key} = {value!r}", hint=f"valid: {', '.join(valid)}")
        return str(value)

    def flag(self, key: str) -> bool:
        value = self.raw.get(key, True)
        if not isinstance(value, bool):
            raise RuleError(f"{self.name}: {key} = {value!r}", hint="valid: true, false")
        return value

    def strings(self, key: str, table: Mapping[str, Any] | None = None) -> tuple[str, ...]:
        value = (self.raw if table is None else table).get(key)
        if not isinstance(value, list) or not value or not all(isinstance(v, str) and v.strip() for v in value):
            raise RuleError(f"{self.name}: {key} must be a list of texts, and not empty", hint=f'write {key} = ["…"]')
        return tuple(value)

    def phrases(self, key: str, table: Mapping[str, Any] | None = None) -> tuple[Phrase, ...]:
        exact = self.choice("case", ("any", "exact"), "any") == "exact"
        return tuple(Phrase(text, self.name, exact=exact) for text in self.strings(key, table))

    def common(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "family": self.raw["family"],
            "why": self.raw["why"],
            "file": self.file,
            "since": self.since,
            "removes": self.strings("removes"),
            "keeps": self.strings("keeps"),
            "safety": self.raw.get("safety", "safe"),
        }


def _simple(raw: Mapping[str, Any], language: str, where: _Where) -> Rule:
    phrases = where.phrases("phrases")
    scope = where.choice("scope", SCOPES, "block")
    headline = any("headline" in phrase.slots for phrase in phrases)
    endless = next(
        (phrase for phrase in phrases if {"headline", "rest"} & set(phrase.slots) or not phrase.anchors), None
    )
    if endless and scope != "block":
        raise RuleError(
            f"{where.name}: {endless.source!r} needs scope block", hint="inside prose nobody can tell where it ends"
        )
    return Rule(
        **where.common(),
        language=language,
        scope=scope,
        phrases=phrases,
        credits=where.flag("credits"),
        takes=where.choice("takes", ("nothing", "one", "links"), "nothing"),
        position=where.choice("position", POSITIONS, "any"),
        max_chars=int(raw.get("max_chars", _HEADLINE_CHARS if headline else 0)),
    )


def _group(raw: Mapping[str, Any], language: str, where: _Where) -> Rule:
    parts_table = raw.get("parts")
    if not isinstance(parts_table, dict) or not parts_table:
        raise RuleError(f"{where.name}: no parts", hint="write [group.parts] with one list of phrases a part")
    parts = {name: where.phrases(name, parts_table) for name in parts_table}
    decisive, weak = frozenset(raw.get("decisive", ())), frozenset(raw.get("weak", ()))
    if stray := sorted((decisive | weak) - set(parts)):
        raise RuleError(f"{where.name}: part {stray[0]!r} is not among the parts", hint=f"parts: {', '.join(parts)}")
    return Rule(
        **where.common(), language=language, parts=parts, decisive=decisive, weak=weak, reach=int(raw.get("reach", 6))
    )


def _pair(raw: Mapping[str, Any], language: str, where: _Where) -> Rule:
    parts = {name: where.phrases(name) for name in ("opens", "closes")}
    return Rule(**where.common(), language=language, parts=parts, reach=int(raw.get("reach", _PAIR_REACH)), paired=True)


def read(file: Path) -> bytes:
    try:
        data = file.read_bytes()
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise RuleError(f"{file}: not UTF-8: {problem.reason}", hint="save the rule file as UTF-8") from problem
    except OSError as problem:
        raise RuleError(
            f"{file}: {problem.strerror or problem}", hint="give the path of a rule file (TOML)"
        ) from problem
    return data
