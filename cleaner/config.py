"""The configuration file: cleaner.toml, or [tool.cleaner] of a pyproject.toml. Unknown keys and values are errors."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cleaner.article import FAMILIES
from cleaner.errors import OptionError
from cleaner.options import VALID, Options, configured

EXCLUDE = ("node_modules", "__pycache__", "site-packages", "venv")
"""Folders that hold no articles of anybody's own, besides hidden ones, which are never searched."""

OWN = ("baseline", "exclude", "extend-exclude", "field", "language", "per-file-ignores")
"""Keys beside those of `Options`."""


_DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says. Patterns and the baseline count from `folder`, where the file lies."""

    options: Options = _DEFAULTS
    language: str | None = None
    field: str = "text"
    exclude: tuple[str, ...] = EXCLUDE
    extend_exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    baseline: str | None = None
    folder: str = "."


def load(path: Path) -> Config:
    """Read a configuration file. Paths of rule files and of the baseline are relative to it. Raises OptionError."""
    table = _table(path)
    values = table.get("tool", {}).get("cleaner", {}) if path.name == "pyproject.toml" else table
    own = {key: value for key, value in values.items() if key.replace("_", "-") in OWN}
    rest = {key: value for key, value in values.items() if key not in own}
    options = configured(rest, where=str(path), valid=tuple(sorted((*VALID, *OWN))))
    for key in ("select", "ignore"):
        _known(getattr(options, key), f"{path}: {key}")
    options = replace(options, rules=tuple(str(path.parent / rule) for rule in options.rules))
    return _own(Config(options, folder=str(path.parent)), {k.replace("_", "-"): v for k, v in own.items()}, path)


def find(start: Path) -> Path | None:
    """Return the nearest cleaner.toml, or pyproject.toml with [tool.cleaner], at or above a folder."""
    for folder in (start, *start.parents):
        own = folder / "cleaner.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and _mentions(project) and "cleaner" in _table(project).get("tool", {}):
            return project
    return None


def language(code: str, where: str) -> str:
    """Return a language code in the short form that rules use. Raises OptionError for what is no code."""
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}", code):
        raise OptionError(f"{where} wants a code, got {code!r}", hint="two letters such as de, en, fr")
    return re.split("[-_]", code)[0].lower()


def _own(config: Config, values: Mapping[str, Any], path: Path) -> Config:
    changes: dict[str, Any] = {}
    for key, value in values.items():
        where = f"{path}: {key}"
        if key == "per-file-ignores":
            changes["per_file_ignores"] = _ignores(value, where)
        elif key in ("exclude", "extend-exclude"):
            changes[key.replace("-", "_")] = _strings(value, where)
        elif not isinstance(value, str) or not value:
            raise OptionError(f"{where} wants a text, got {value!r}", hint=f'write {key} = "…"')
        else:
            changes[key] = language(value, where) if key == "language" else value
    if "baseline" in changes:
        changes["baseline"] = str(path.parent / changes["baseline"])
    return replace(config, **changes)


def _ignores(value: Any, where: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise OptionError(f"{where} wants a table, got {value!r}", hint='write per-file-ignores = { "raw/*" = ["ad"] }')
    found = tuple((pattern, _strings(names, f'{where} "{pattern}"')) for pattern, names in value.items())
    for pattern, names in found:
        _known(names, f'{where} "{pattern}"')
    return found


def _strings(value: Any, where: str) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(each, str) and each for each in value):
        return tuple(value)
    raise OptionError(f"{where} wants a list of texts, got {value!r}", hint='write ["…"]')


def _known(names: tuple[str, ...], where: str) -> None:
    for name in names:
        if "/" not in name and name not in FAMILIES:
            raise OptionError(f"{where}: unknown family {name!r}", hint=f"a rule id, or one of {', '.join(FAMILIES)}")


def _mentions(project: Path) -> bool:
    """Tell whether it is worth parsing: most pyproject files on the way up are large and not about us."""
    try:
        return b"cleaner" in project.read_bytes()
    except OSError:
        return True


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise OptionError(
            f"{path}: {problem.strerror or problem}", hint="give the path of a configuration file"
        ) from problem
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise OptionError(f"{path}: {problem}", hint="the file must be valid TOML in UTF-8") from problem
