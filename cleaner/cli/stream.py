"""Standard input and output as bytes: UTF-8 whatever the locale, and quiet when the reader goes away."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import BinaryIO

import typer

from cleaner.cli.report import PIPE
from cleaner.errors import OptionError
from cleaner.write.text import utf8

STDOUT = "-"
"""What -o takes for standard output."""


def emit(chunks: Iterable[bytes]) -> None:
    """Write to stdout, each chunk at once. Ends the run quietly when the pipe is closed (`| head`)."""
    for chunk in chunks:
        try:
            sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            _let_go()
            raise typer.Exit(PIPE) from None


def show(text: str) -> None:
    """Write text to stdout."""
    emit([utf8(text)])


def asked(paths: list[str] | None) -> list[str]:
    """Return the paths; without any, standard input. Raises OptionError where that is a terminal."""
    if paths:
        return paths
    if sys.stdin is None or sys.stdin.isatty():
        raise OptionError("no input", hint="give files, folders or -, or pipe something in; see --help")
    return ["-"]


def standard_input() -> BinaryIO | None:
    """Return standard input as bytes, None where there is none."""
    return None if sys.stdin is None else sys.stdin.buffer


def _let_go() -> None:
    """Point stdout at nothing, so that the interpreter's last flush cannot fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
