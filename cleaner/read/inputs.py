"""Find the inputs: files, folders and standard input, one at a time."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from cleaner.errors import CleanerError, InputError, Missing, NotSupported, TooLarge
from cleaner.options import Options
from cleaner.read.sniff import CONTAINERS, FORMATS, extension

DEFAULTS = Options()
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its bytes, or what is wrong with it.

    `name` is the path as given, or the folder as given joined with the path below it, with slashes; "-" is standard
    input. `root` is the folder it was found in, as given, None for what was named itself.
    """

    name: str
    data: bytes | None = None
    error: CleanerError | None = None
    root: str | None = None


def inputs(paths: Sequence[str], *, stdin: BinaryIO | None = None, options: Options = DEFAULTS) -> Iterator[Input]:
    """Yield the inputs in the order given, folders in sorted order, each once; only one is in memory at a time.

    A folder is searched for .txt .md .html .htm .xhtml and each of them with .gz, without hidden files and folders and
    without following links to folders. A problem is an Input with its error; the others go on.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _below(path):
            name = STDIN if path == STDIN else _real(found.name)
            if name not in seen:
                seen.add(name)
                yield found if found.error else _loaded(found, stdin, options)


def _real(name: str) -> str:
    try:
        return os.path.realpath(name)
    except (OSError, ValueError):  # a NUL in the name
        return name


def _below(path: str) -> Iterator[Input]:
    """Yield a file or standard input as it is, and what is in a folder (without data as yet)."""
    if path == STDIN or not os.path.isdir(path):  # noqa: PTH112 (a path with NUL is False here, no exception)
        yield Input(path.replace(os.sep, "/"))
        return
    empty = True
    for found in _walk(path):
        empty = False
        yield found
    if empty:
        wanted = " ".join(FORMATS)
        yield Input(path, error=Missing(f"no input in this folder: looked for {wanted} (each also .gz)"), root=path)


def _walk(root: str) -> Iterator[Input]:
    """Yield the inputs of a folder, depth first, names sorted; with a stack, since folders may be nested deeply."""
    waiting = [(root, True)]
    while waiting:
        path, folder = waiting.pop()
        if not folder:
            yield Input(path, root=root)
            continue
        try:
            with os.scandir(path) as entries:
                wanted = [entry for entry in entries if _wanted(entry)]
        except OSError as problem:
            yield Input(PurePath(path).as_posix(), error=unreadable(problem), root=root)
            continue
        wanted.sort(key=lambda entry: entry.name, reverse=True)
        waiting += ((PurePath(path, e.name).as_posix(), e.is_dir(follow_symlinks=False)) for e in wanted)


def _wanted(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a folder to search or an input; a link that leads nowhere is one, to be reported."""
    if entry.name.startswith("."):
        return False
    if entry.is_dir(follow_symlinks=False):
        return True
    if extension(entry.name) not in FORMATS:
        return False
    broken = entry.is_symlink() and not os.path.exists(entry.path)  # noqa: PTH110 (entry.is_file() raises for loops)
    return broken or os.path.isfile(entry.path)  # noqa: PTH113


def _loaded(found: Input, stdin: BinaryIO | None, options: Options) -> Input:
    """Return the input with its bytes, or with the reason why not."""
    try:
        if found.name == STDIN and found.root is None:
            return Input(STDIN, bounded(stdin or sys.stdin.buffer, options.max_bytes))
        return Input(found.name, _read(found.name, options.max_bytes), root=found.root)
    except InputError as problem:
        return Input(found.name, error=problem, root=found.root)
    except (OSError, ValueError) as problem:
        return Input(found.name, error=unreadable(problem), root=found.root)


def _read(name: str, most: int) -> bytes:
    todo = CONTAINERS.get(extension(name))
    status = os.stat(name)  # noqa: PTH116
    if todo:
        raise NotSupported(f"{extension(name)} files have no reader", hint=todo)
    if stat.S_ISREG(status.st_mode) and status.st_size > most:
        raise _too_large(f"{status.st_size:,} bytes", most)
    with open(name, "rb") as file:  # noqa: PTH123
        return bounded(file, most)


def bounded(stream: BinaryIO, most: int) -> bytes:
    """Read to the end, but not beyond the limit: a pipe has no size, and a file may grow."""
    parts: list[bytes] = []
    left = most + 1
    while left > 0 and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise _too_large(f"more than {most:,} bytes", most)
    return b"".join(parts)


def _too_large(what: str, most: int) -> TooLarge:
    return TooLarge(f"{what}, the limit is {most:,}", hint="raise max-bytes if this is one article")


def unreadable(problem: OSError | ValueError) -> InputError:
    if isinstance(problem, (FileNotFoundError, NotADirectoryError, ValueError)):
        return Missing("no such file or folder", hint="check the path")
    reason = problem.strerror or str(problem)
    return InputError(f"cannot be read: {reason}", hint="check its permissions")
