"""A file replaced by what `fix` made of it: in one step, after a last look at what lies there now."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

from cleaner.errors import InputError
from cleaner.finding import Outcome
from cleaner.write.atomic import write
from cleaner.write.ledger import Ledger
from cleaner.write.undo import entry

_SAVED = ".orig"


def replace(outcome: Outcome, ledger: Ledger, version: str, *, backup: bool = False) -> None:
    """Write the bytes after, with the account first. Raises InputError; then the file is as it was."""
    edit = outcome.edit
    assert edit is not None
    path = Path(outcome.path)
    before = current(path)
    if hashlib.sha256(before).hexdigest() != edit.sha256:
        raise InputError("it changed while it was being cleaned", hint="nothing was written; run again")
    if ledger.kept:
        ledger.add(entry(outcome, version))
    if backup:
        _save(path, before)
    put(path, edit.after)


def current(path: Path) -> bytes:
    """Return the bytes of a file that may be written to. Raises InputError for one that is gone or read-only."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError("it is no file that can be replaced", hint="pipe it in: cleaner fix -")
        if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
            raise InputError("it is read-only", hint="nothing was written; make it writable (chmod u+w)")
        return path.read_bytes()
    except OSError as problem:
        raise InputError(f"cannot be read: {problem.strerror or problem}", hint="nothing was written") from problem


def put(path: Path, data: bytes) -> None:
    """Replace a file and wait for the disk. Raises InputError that says what the system refused."""
    try:
        write(path, data, sync=True)
    except OSError as problem:
        raise InputError(f"cannot write: {problem.strerror or problem}", hint=_remedy(problem)) from problem
    except InputError as problem:
        cause = problem.__cause__
        if isinstance(cause, OSError):
            raise InputError(f"cannot write: {cause.strerror or cause}", hint=_remedy(cause)) from problem
        raise


def _save(path: Path, data: bytes) -> None:
    saved = path.with_name(path.name + _SAVED)
    if os.path.lexists(saved):
        raise InputError(f"{saved.name} is there already", hint="nothing was written; move it away, or drop --backup")
    put(saved, data)
    saved.chmod(stat.S_IMODE(path.stat().st_mode))


def _remedy(problem: OSError) -> str:
    full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
    return "the file is as it was; " + ("free some space" if full else "is its folder writable?")
