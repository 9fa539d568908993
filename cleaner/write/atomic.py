"""Writing files so that an interrupted run leaves the old file or the new one, never a mixture."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from cleaner.errors import InputError

PREFIX = ".cleaner-"
"""Temporary files begin so; only a killed process leaves one, and they can be deleted at any time."""

_PLAIN = 0o666


def write(path: Path, data: bytes, *, sync: bool = False) -> None:
    """Replace a file by these bytes in one step. Raises InputError naming the path where the system refuses."""
    with replacing(path, sync=sync) as stream:
        stream.write(data)


@contextmanager
def replacing(path: Path, *, sync: bool = False) -> Iterator[BinaryIO]:
    """Open a stream whose content takes the file's place when the block ends well; on an error the old file stays.

    The temporary file lies in the same folder (a rename across file systems is a copy), a symbolic link is followed
    (replacing it would cut it off from its target), the mode of the old file is kept (a temporary one has 0600). `sync`
    waits for the disk, 4.4 ms a file: for a user's only copy, not for outputs that can be made again.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with _named(target), target.open("wb") as stream:  # a device or a pipe is written to, never replaced
            yield stream
        return
    handle, name = _temporary(target)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            if sync:
                os.fsync(stream.fileno())
        with _named(target):
            Path(name).chmod(_mode(target))
            Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _temporary(target: Path) -> tuple[int, str]:
    with _named(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        return mkstemp(prefix=PREFIX, dir=target.parent)


def _mode(target: Path) -> int:
    """Return the mode of the old file, else what the umask leaves of 0666."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return _PLAIN & ~umask


@contextmanager
def _named(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        what = f"{target}: cannot write: {problem.strerror or problem}"
        raise InputError(what, hint="choose another -o, or make the folder writable") from problem
