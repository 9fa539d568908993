"""Long text on a terminal goes through a pager, as git does it; everywhere else it is written as it is."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import IO

from cleaner.cli.stream import show
from cleaner.write.text import utf8

_LESS = "FRX"
"""What git gives less: end at once if all fits on the screen, pass colours on, leave the text standing at the end."""


def page(texts: Iterable[str], *, wanted: bool = True) -> None:
    """Show texts one after another, through $PAGER (default less) where stdout is a terminal and that is wanted.

    A pager that is left before the end ends the output and is no error; one that cannot be started is done without.
    """
    process = _started() if wanted and _terminal() else None
    if process is None or process.stdin is None:
        for text in texts:
            show(text)
        return
    try:
        _write(texts, process.stdin)
    finally:
        _wait(process)


def _started() -> subprocess.Popen[bytes] | None:
    try:
        command = shlex.split(os.environ.get("CLEANER_PAGER", os.environ.get("PAGER", "less")))
        return subprocess.Popen(command, stdin=subprocess.PIPE, env=_environment()) if command else None
    except (OSError, ValueError):
        return None


def _environment() -> Mapping[str, str]:
    return {"LESS": _LESS, "LESSCHARSET": "utf-8", **os.environ}


def _terminal() -> bool:
    """Tell whether stdout is a terminal that a pager can work on: not one that only says so, and not a dumb one."""
    if os.environ.get("TERM", "dumb") == "dumb":
        return False
    try:
        return os.isatty(sys.stdout.fileno())
    except (OSError, ValueError):
        return False


def _write(texts: Iterable[str], stream: IO[bytes]) -> None:
    with suppress(BrokenPipeError):
        for text in texts:
            stream.write(utf8(text))
            stream.flush()
    with suppress(BrokenPipeError):
        stream.close()


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Wait until the reader leaves. Ctrl-C is the pager's: to die before it would break the screen."""
    while True:
        try:
            process.wait()
        except KeyboardInterrupt:
            continue
        return
