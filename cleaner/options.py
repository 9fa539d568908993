"""Options and profiles."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from typing import Any

from cleaner.errors import OptionError

PROFILES = ("archive", "standard")


@dataclass(frozen=True, slots=True)
class Options:
    """How to clean. Immutable; `dataclasses.replace` makes variants.

    Limits are seven times and more what 257 real news pages need (largest 2.2 MB, deepest 34 levels).
    """

    profile: str = "standard"
    """archive: rules and the choice of the body only; standard: the same, plus a model's verdicts once there is one."""
    select: tuple[str, ...] = ()
    """Families or rule ids that act; empty means all."""
    ignore: tuple[str, ...] = ()
    """Families or rule ids that do not act."""
    keep: tuple[str, ...] = ()
    """Phrases: a block that contains one is never removed or trimmed."""
    rules: tuple[str, ...] = ()
    """Paths of further rule files."""
    unsafe: bool = False
    """Let rules act that wait for review."""
    keep_dateline: bool = False
    """Leave datelines in the text (they still go to the metadata)."""
    embeds: bool = False
    """Show a removed embed as one line in Markdown."""
    explain: bool = False
    """Add metadata_sources to the record."""
    encoding: str | None = None
    """Decode with this codec instead of finding out."""
    max_bytes: int = 20_000_000
    """Largest input, and largest size after gzip (bytes)."""
    max_ratio: int = 200
    """Largest gzip ratio above 1 MB; real pages have at most 12, a bomb has 1,000."""
    max_depth: int = 5_000
    """Deepest nesting of a page; lxml loses text from 254 on, so deeper ones go to the thorough parser."""
    max_node: int = 9_000_000
    """Longest text node for lxml (characters); libxml2 drops text at 10 MB."""
    max_blocks: int = 50_000
    """Most blocks in a document."""
    max_rounds: int = 5
    """Most rounds of judging and trimming before a document counts as suspicious."""
    brake_share: float = 0.30
    """Share of the prose that non-decisive rules may take before the brake keeps everything."""
    brake_chars: int = 400
    """... and at least so many characters."""

    def __post_init__(self) -> None:
        if self.profile not in PROFILES:
            raise OptionError(f"unknown profile {self.profile!r}", hint=f"valid profiles: {', '.join(PROFILES)}")
        for each in fields(self):
            _check(each.name, getattr(self, each.name), each.default)

    def digest(self) -> str:
        """Return a short hash of everything that can change the output."""
        return _digest(self)

    def acts(self, family: str, rule: str) -> bool:
        """Tell whether a rule may act under select and ignore (a rule id beats a family)."""
        if rule in self.ignore or (family in self.ignore and rule not in self.select):
            return False
        return not self.select or rule in self.select or family in self.select


def _check(name: str, value: object, default: object) -> None:
    """Raise OptionError for a value of the wrong type, or a limit that nothing could keep."""
    key = name.replace("_", "-")
    if isinstance(default, tuple):
        if not isinstance(value, tuple) or not all(isinstance(each, str) and each.strip() for each in value):
            raise OptionError(f"{key} wants a tuple of texts, got {value!r}", hint=f'write {name}=("…",)')
    elif isinstance(default, bool) or default is None:
        if not isinstance(value, bool if default is not None else str | None):
            raise OptionError(f"{key} cannot be {value!r}", hint="see docs/cli.md")
    elif isinstance(default, int | float):
        numeric = isinstance(value, int if isinstance(default, int) else int | float) and not isinstance(value, bool)
        if not (numeric and isinstance(value, int | float) and 0 <= value < math.inf) or (
            value == 0 and name in _POSITIVE
        ):
            raise OptionError(f"{key} = {value!r} is no usable limit", hint="give a number above zero")


_POSITIVE = ("max_bytes", "max_ratio", "max_depth", "max_node", "max_blocks", "max_rounds")


@cache
def _digest(options: Options) -> str:
    body = json.dumps(asdict(options), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()[:12]


VALID = tuple(sorted(f.name.replace("_", "-") for f in fields(Options)))


def configured(values: dict[str, Any], *, where: str, valid: tuple[str, ...] = VALID) -> Options:
    """Return options with the values of a configuration table; raise OptionError for a key or type that is not
    valid (`valid` are the keys that the message lists)."""
    changes: dict[str, Any] = {}
    for key, value in values.items():
        name = key.replace("-", "_")
        if key not in VALID and name.replace("_", "-") not in VALID:
            raise OptionError(f"{where}: unknown key {key!r}", hint=f"valid keys: {', '.join(valid)}")
        changes[name] = _typed(key, value, getattr(Options(), name), where)
    return replace(Options(), **changes)


def _typed(key: str, value: Any, default: Any, where: str) -> Any:
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        raise OptionError(f"{where}: {key} wants a list of strings, got {value!r}", hint=f'write {key} = ["…"]')
    wanted = str if default is None else type(default)
    if isinstance(value, bool) != (wanted is bool) or not isinstance(
        value, (int, float) if wanted is float else wanted
    ):
        raise OptionError(f"{where}: {key} wants {wanted.__name__}, got {value!r}", hint="see docs/cli.md")
    return value
