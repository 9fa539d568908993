"""Patterns of paths that are left out, as git writes them: .gitignore files, --exclude, per-file-ignores."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from functools import cache

_PARTS = re.compile(r"\*\*/|/\*\*\Z|\*+|\?|\[[!^]?\]?[^\]]*\]|\\.|.", re.DOTALL)


class Patterns:
    """The lines of one .gitignore, or of a list of patterns, and the folder they count from. The last match decides."""

    def __init__(self, lines: Iterable[str], base: str) -> None:
        self.base = os.path.abspath(base)  # noqa: PTH100 (a path may hold any bytes)
        self._rules = [rule for line in lines if (rule := _rule(line))]

    def verdict(self, path: str, *, folder: bool) -> bool | None:
        """Tell whether a path (absolute) is left out; None when no pattern speaks of it."""
        relative = _relative(path, self.base)
        if relative is None:
            return None
        for pattern, only_folders, out in reversed(self._rules):
            if (folder or not only_folders) and pattern.match(relative):
                return out
        return None

    def __bool__(self) -> bool:
        return bool(self._rules)


def left_out(path: str, stack: Sequence[Patterns], *, folder: bool) -> bool:
    """Tell whether patterns leave a path out; later ones of the stack win, as a .gitignore further down does."""
    for patterns in reversed(stack):
        verdict = patterns.verdict(path, folder=folder)
        if verdict is not None:
            return verdict
    return False


def matches(pattern: str, path: str, base: str) -> bool:
    """Tell whether one pattern names a file or a folder above it."""
    patterns = Patterns([pattern], base)
    absolute = os.path.abspath(path)  # noqa: PTH100
    parents = _parents(absolute, patterns.base)
    return bool(patterns.verdict(absolute, folder=False)) or any(patterns.verdict(p, folder=True) for p in parents)


def _parents(path: str, base: str) -> Iterable[str]:
    parent = os.path.dirname(path)  # noqa: PTH120
    while len(parent) > len(base):
        yield parent
        parent = os.path.dirname(parent)  # noqa: PTH120


def gitignore(folder: str) -> Patterns | None:
    """Return the patterns of a folder's .gitignore, None without one."""
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="surrogateescape") as file:  # noqa: PTH118, PTH123
            patterns = Patterns(file.read().split("\n"), folder)
    except OSError:
        return None
    return patterns or None


def above(folder: str) -> list[Patterns]:
    """Return the .gitignore files between the top of the git repository (without one: the current folder) and a
    folder's parent, the top one first."""
    found: list[Patterns] = []
    at, here = os.path.abspath(folder), os.getcwd()  # noqa: PTH100, PTH109
    while not (at == here and _outside(at)) and not os.path.exists(os.path.join(at, ".git")):  # noqa: PTH110, PTH118
        parent = os.path.dirname(at)  # noqa: PTH120
        if parent == at:
            return []
        if patterns := gitignore(parent):
            found.insert(0, patterns)
        at = parent
    return found


def _outside(folder: str) -> bool:
    """Tell whether no git repository holds a folder."""
    while not os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118
        parent = os.path.dirname(folder)  # noqa: PTH120
        if parent == folder:
            return True
        folder = parent
    return False


@cache
def _rule(line: str) -> tuple[re.Pattern[str], bool, bool] | None:
    line = line.rstrip("\r\n")
    while line.endswith(" ") and not line.endswith("\\ "):
        line = line[:-1]
    if not line or line.startswith("#"):
        return None
    out = not line.startswith("!")
    line = line if out else line[1:]
    only_folders = line.endswith("/")
    line = line.rstrip("/") if only_folders else line
    if not line:
        return None
    anchored = "/" in line
    body = "".join(map(_translated, _PARTS.findall(line.removeprefix("/"))))
    return re.compile(f"(?s:{'' if anchored else '(?:.*/)?'}{body})\\Z"), only_folders, out


def _translated(part: str) -> str:
    if part == "**/":
        return "(?:.*/)?"
    if part == "/**":
        return "/.+"
    if part.startswith("*"):
        return "[^/]*"
    if part == "?":
        return "[^/]"
    if part.startswith("[") and len(part) > 2:
        inner = part[1:-1].replace("\\", "\\\\")
        return f"(?!/)[{'^' + inner[1:] if inner[0] in '!^' else inner}]"
    return re.escape(part[1:] if part.startswith("\\") and len(part) > 1 else part)


def _relative(path: str, base: str) -> str | None:
    prefix = base if base.endswith(os.sep) else base + os.sep
    return path[len(prefix) :].replace(os.sep, "/") if path.startswith(prefix) else None
