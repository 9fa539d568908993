"""Rule files -> `Rule`s. Everything a rule file can get wrong is refused here, with the file, the rule and the
remedy."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from cleaner.article import FAMILIES
from cleaner.errors import RuleError
from cleaner.options import Options
from cleaner.rules.phrase import Phrase

SCOPES = ("block", "start", "end", "inside")
POSITIONS = ("any", "top", "head", "tail")
_SHIPPED = Path(__file__).parent
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
    )
)
_GROUP_KEYS = frozenset(
    ("id", "family", "why", "decisive", "weak", "reach", "parts", "safety", "since", "removes", "keeps", "source")
)
_HEADLINE_CHARS = 240


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. A simple rule has `phrases` and a `scope`; a group has `parts` (name -> phrases) that count
    together."""

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
    takes: str = "nothing"
    position: str = "any"
    max_chars: int = 0
    safety: str = "safe"
    speech: frozenset[str] = frozenset()

    def acts(self, options: Options) -> bool:
        """Tell whether the rule may act: selected, and not waiting for review (unless that is wanted)."""
        return (self.safety == "safe" or options.unsafe) and options.acts(self.family, self.id)

    @property
    def grouped(self) -> bool:
        """Whether this is a group of parts."""
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of all files, and the hash that goes into every record."""

    rules: tuple[Rule, ...]
    digest: str

    def speaking(self, language: str | None) -> tuple[Rule, ...]:
        """Return the rules that act on an article: its own language, English, and those for every language.

        English acts everywhere because consent frames and players speak it on pages of any language; an article of
        unknown language gets the rules for every language only."""
        wanted = {"*"} if language is None else {"*", "en", language}
        return tuple(rule for rule in self.rules if rule.language in wanted)


@cache
def rulebook(extra: tuple[str, ...] = ()) -> Rulebook:
    """Load the shipped rule files and further ones (paths). Raises RuleError for the first thing that is wrong."""
    files = [*sorted((_SHIPPED / "languages").glob("*.toml")), *map(Path, extra)]
    data = [(file, _read(file)) for file in files]
    rules = tuple(rule for file, raw in data for rule in parse(raw.decode(), file=_shown(file)))
    _unique(rules)
    digest = hashlib.sha256(b"\0".join(raw for _, raw in data) + _other_data()).hexdigest()[:12]
    return Rulebook(rules, digest)


def loaded(file: Path) -> tuple[Rule, ...]:
    """Return the rules of one file. Raises RuleError naming file and rule."""
    return tuple(parse(_read(file).decode("utf-8", "replace"), file=str(file)))


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
    unknown = set(table) - {"rule", "group", "since", "speech"}
    if unknown:
        raise RuleError(
            f"{file}: unknown top-level key {sorted(unknown)[0]!r}",
            hint="known: language, since, speech, [[rule]], [[group]]",
        )
    since = str(table.get("since", ""))
    speech = table.get("speech", [])
    if not isinstance(speech, list) or not all(isinstance(word, str) and word.strip() for word in speech):
        raise RuleError(f"{file}: speech must be a list of words", hint='write speech = ["said", "told"]')
    prefix = "any" if language == "*" else language
    for key in ("rule", "group"):
        if not _tables(table.get(key, [])):
            raise RuleError(f"{file}: {key} must be a list of tables", hint=f"write [[{key}]] above each one")
    for raw in table.get("rule", []):
        yield replace(_simple(raw, language, _Where(file, prefix, raw, _RULE_KEYS, since)), speech=frozenset(speech))
    for raw in table.get("group", []):
        yield replace(_group(raw, language, _Where(file, prefix, raw, _GROUP_KEYS, since)), speech=frozenset(speech))


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


def _read(file: Path) -> bytes:
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


def _shown(file: Path) -> str:
    return file.relative_to(_SHIPPED).as_posix() if file.is_relative_to(_SHIPPED) else str(file)


def _other_data() -> bytes:
    return b"".join(f.read_bytes() for f in sorted(_SHIPPED.glob("*.toml")) + sorted(_SHIPPED.glob("*.txt")))


def _unique(rules: tuple[Rule, ...]) -> None:
    seen: dict[str, str] = {}
    for rule in rules:
        if rule.id in seen:
            raise RuleError(
                f"{rule.file}: rule {rule.id} is defined twice (also in {seen[rule.id]})", hint="give it another id"
            )
        seen[rule.id] = rule.file
