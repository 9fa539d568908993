"""Compiled rules on disk, so that a short run does not compile them again.

One file a set of rules in the user's cache folder ($CLEANER_CACHE_DIR, else the platform's; an empty value switches it
off). A file is believed when its name says the same rule files, code and Python, and its checksum holds; whatever is
wrong with it, the rules are compiled anew. Without a writable folder nothing is kept, and nobody is told.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from pathlib import Path
from time import time

from cleaner.rules.book import acting, shipped
from cleaner.rules.compiled import Compiled, compiled

_SUM = 32
_KEPT_DAYS, _KEPT_FILES = 30, 40
"""Files older than this, or beyond so many, are swept when a new one is written: 50 MB at most."""


def cached(language: str | None, extra: tuple[str, ...] = ()) -> Compiled:
    """Return the compiled rules for an article, from the cache or from the rule files. Raises RuleError."""
    folder = _folder()
    file = folder / f"rules-{_stamp(language, extra)}" if folder else None
    found = _read(file) if file else None
    if found is None:
        found = compiled(acting(language, extra))
        if file:
            _keep(file, found)
    return found


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


def _stamp(language: str | None, extra: tuple[str, ...]) -> str:
    """Return a name that changes with every file the compiled form depends on: rule files and this package's code."""
    code = sorted(Path(__file__).parent.glob("*.py"))
    parts = [sys.version, language or "*", *map(_state, (*shipped(), *code, *map(Path, extra)))]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _state(file: Path) -> str:
    try:
        found = file.stat()
    except OSError:
        return f"{file} missing"
    return f"{file.resolve()} {found.st_size} {found.st_mtime_ns}"


def _read(file: Path) -> Compiled | None:
    """Return what a file holds; None if it is not there, not ours, or not whole."""
    try:
        if hasattr(os, "getuid") and file.stat().st_uid != os.getuid():
            return None  # somebody else's file: nothing is read from it
        raw = file.read_bytes()
        if hashlib.sha256(raw[_SUM:]).digest() != raw[:_SUM]:
            return None
        return Compiled(*marshal.loads(raw[_SUM:]))
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _keep(file: Path, found: Compiled) -> None:
    """Write a file so that a reader sees all of it or nothing."""
    body = marshal.dumps(found.plain())
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
    files = sorted(((file.stat().st_mtime, file) for file in folder.glob("*rules-*")), reverse=True)
    for _, file in files[_KEPT_FILES:] + [pair for pair in files[:_KEPT_FILES] if pair[0] < oldest]:
        file.unlink(missing_ok=True)
