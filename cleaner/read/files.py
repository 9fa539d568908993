"""Find the files that `check` and `fix` work on: folders walked in order, .gitignore and --exclude respected."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from cleaner.errors import CleanerError, InputError
from cleaner.read.ignored import Patterns, above, gitignore, left_out
from cleaner.read.inputs import STDIN, bounded, unreadable
from cleaner.read.sniff import FORMATS, extension

RECORDS = (".jsonl", ".ndjson")
WANTED = frozenset((*FORMATS, *RECORDS))
"""Extensions that a folder is searched for; each also with .gz."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file to work on, as given or as found, or what is wrong with it."""

    name: str
    error: CleanerError | None = None


@dataclass(frozen=True, slots=True)
class Excluded:
    """What is left out: patterns of options and configuration, and whether they hold for files that are named."""

    patterns: tuple[Patterns, ...] = ()
    force: bool = False

    def names(self, path: str) -> bool:
        """Tell whether a file that was named itself is left out, by a pattern for it or for a folder above it."""
        if not self.force:
            return False
        absolute = os.path.abspath(path)  # noqa: PTH100 (a path may hold any bytes)
        folder = os.path.dirname(absolute)  # noqa: PTH120
        stack = [*self.patterns, *above(folder), *filter(None, [gitignore(folder)])]
        ups = (str(up) for up in PurePath(absolute).parents)
        return left_out(absolute, stack, folder=False) or any(left_out(up, stack, folder=True) for up in ups)


def files(paths: Sequence[str], excluded: Excluded) -> Iterator[Found]:
    """Yield the files in the order given, folders in sorted order, each once; names keep the form they were given in.

    A folder is searched for .txt .md .jsonl .ndjson .html .htm .xhtml (each also .gz), without hidden files and
    folders, without what .gitignore or a pattern leaves out, and without following links to folders. A folder without
    any such file is no error: a hook may run where nothing is to do.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _below(path, excluded):
            name = STDIN if path == STDIN else _real(found.name)
            if name not in seen:
                seen.add(name)
                yield found


def _below(path: str, excluded: Excluded) -> Iterator[Found]:
    if path == STDIN:
        yield Found(STDIN)
    elif os.path.isdir(path):  # noqa: PTH112 (a path with NUL is False here, no exception)
        yield from _walk(path, excluded)
    elif not excluded.names(path):
        yield Found(path.replace(os.sep, "/"))


def _walk(root: str, excluded: Excluded) -> Iterator[Found]:
    """Yield the files of a folder, depth first, names sorted; with a stack, since folders may be nested deeply."""
    waiting: list[tuple[str, tuple[Patterns, ...] | None]] = [(root, (*excluded.patterns, *above(root)))]
    while waiting:
        path, stack = waiting.pop()
        if stack is None:
            yield Found(path)
            continue
        own = gitignore(path)
        stack = (*stack, own) if own else stack
        try:
            with os.scandir(path) as entries:
                wanted = sorted((e for e in entries if _wanted(e, stack)), key=lambda e: e.name, reverse=True)
        except OSError as problem:
            yield Found(PurePath(path).as_posix(), InputError(f"cannot be read: {problem.strerror or problem}"))
            continue
        waiting += (
            (PurePath(path, e.name).as_posix(), stack if e.is_dir(follow_symlinks=False) else None) for e in wanted
        )


def _wanted(entry: os.DirEntry[str], stack: Sequence[Patterns]) -> bool:
    """Tell whether an entry is a folder to search or a file to read; a link that leads nowhere is one, to be told."""
    if entry.name.startswith("."):
        return False
    folder = entry.is_dir(follow_symlinks=False)
    if not folder and extension(entry.name) not in WANTED:
        return False
    if left_out(os.path.abspath(entry.path), stack, folder=folder):  # noqa: PTH100
        return False
    if folder:
        return True
    broken = entry.is_symlink() and not os.path.exists(entry.path)  # noqa: PTH110 (entry.is_file() raises for loops)
    return broken or os.path.isfile(entry.path)  # noqa: PTH113


def _real(name: str) -> str:
    try:
        return os.path.realpath(name)
    except (OSError, ValueError):  # a NUL in the name
        return name


def steady(name: str, most: int) -> bytes:
    """Return the bytes of a file. Raises InputError where it cannot be read, is too large, or changed meanwhile."""
    try:
        with open(name, "rb") as file:  # noqa: PTH123
            before = _signature(os.fstat(file.fileno()))
            data = bounded(file, most)
            after = _signature(os.fstat(file.fileno()))
    except InputError:
        raise
    except (OSError, ValueError) as problem:
        raise unreadable(problem) from problem
    if before != after:
        raise InputError("it changed while it was being read", hint="run again when nothing writes to it")
    return data


def _signature(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
