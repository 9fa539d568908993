"""What is made of the rule files, kept on disk, so that a short run does not make it again.

One file a set of rules or words in the user's cache folder ($CLEANER_CACHE_DIR, else the platform's; an empty value
switches it off). A file is believed when its name says the same rule files, code and Python, and its checksum holds;
whatever is wrong with it, its content is made anew. Without a writable folder nothing is kept, and nobody is told.
"""

from __future__ import annotations

import gc
import hashlib
import marshal
import os
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from time import time
from typing import Any, TypeVar

T = TypeVar("T")

_SUM = 32
_KEPT_DAYS, _KEPT_FILES = 30, 120
"""Files older than this, or beyond so many, are swept when a new one is written: 100 MB at most."""
_MADE = ("rules-", "words-", "calls-", "waiting-", "table-")


def kept(name: str, key: str, files: Iterable[Path], make: Callable[[], T]) -> T:
    """Return what `make` makes of files: numbers, texts, tuples, lists, dicts. From the cache, if it was made before.

    `name` is one of _MADE without its dash, `key` says what else it depends on. Raises what `make` raises."""
    folder = _folder()
    file = folder / f"{name}-{_stamp(key, files)}" if folder else None
    found: T | None = _read(file) if file else None
    if found is None:
        found = make()
        if file:
            _keep(file, found)
    return found


def parsed(file: Path) -> dict[str, Any]:
    """Return what stands in a TOML file of the package."""
    return kept("table", "", (file,), lambda: tomllib.loads(file.read_text(encoding="utf-8")))


def _folder() -> Path | None:
    """Return the folder of the cache, None where there is none to use."""
    if (named := os.environ.get("CLEANER_CACHE_DIR")) is not None:
        return Path(named) if named else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "cleaner" / "cache" if base else None
    if (base := os.environ.get("XDG_CACHE_HOME")) and Path(base).is_absolute():
        return Path(base) / "cleaner"
    home = os.environ.get("HOME")
    if not home or not Path(home).is_absolute():
        return None
    return Path(home) / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "cleaner"


def _stamp(key: str, files: Iterable[Path]) -> str:
    """Return a name that changes with every file that the content depends on: `files` and this package's code."""
    parts = [key, _code(), *map(_state, files)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:24]


@cache
def _code() -> str:
    return "\n".join([sys.version, *map(_state, sorted(Path(__file__).parent.glob("*.py")))])


def _state(file: Path) -> str:
    try:
        found = file.stat()
    except OSError:
        return f"{file} missing"
    return f"{file.resolve()} {found.st_size} {found.st_mtime_ns}"


def _read(file: Path) -> Any:
    """Return what a file holds; None if it is not there, not ours, or not whole."""
    try:
        if hasattr(os, "getuid") and file.stat().st_uid != os.getuid():
            return None  # somebody else's file: nothing is read from it
        raw = file.read_bytes()
        if hashlib.sha256(raw[_SUM:]).digest() != raw[:_SUM]:
            return None
        with _uncollected():
            return marshal.loads(raw[_SUM:])
    except (OSError, ValueError, EOFError, TypeError):
        return None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Make many objects that stay without looking for garbage among them again and again: four times as fast."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _keep(file: Path, made: Any) -> None:
    """Write a file so that a reader sees all of it or nothing."""
    body = marshal.dumps(made)
    own = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        own.write_bytes(hashlib.sha256(body).digest() + body)
        own.replace(file)
        _sweep(file.parent)
    except OSError:
        with suppress(OSError):
            own.unlink()


def _sweep(folder: Path) -> None:
    oldest = time() - _KEPT_DAYS * 86_400
    files = sorted(((file.stat().st_mtime, file) for file in folder.iterdir() if _ours(file.name)), reverse=True)
    for _, file in files[_KEPT_FILES:] + [pair for pair in files[:_KEPT_FILES] if pair[0] < oldest]:
        file.unlink(missing_ok=True)


def _ours(name: str) -> bool:
    """Tell whether a file in the cache folder is one of these, or the beginning of one that a stopped run left."""
    return name.lstrip(".").startswith(_MADE)
