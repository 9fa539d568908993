"""Where each output goes: one file for all, or one an input. Decided, and refused, before anything is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from cleaner.errors import OptionError

SUFFIXES: Mapping[str, str] = {"markdown": ".md", "text": ".txt", "json": ".json", "jsonl": ".jsonl"}
"""Suffix of the files of each format."""

_READ = frozenset({".html", ".htm", ".xhtml", ".txt", ".md"})
"""Suffixes of inputs that the suffix of the output replaces (after `.gz`); any other dot belongs to the name."""

STDIN = "stdin"
"""Name of the output file for standard input in a folder."""


def is_folder(output: str, form: str = "", *, several: bool) -> bool:
    """Tell whether `-o` names a folder: it exists as one, ends with a slash, or several inputs go there.

    With several inputs a name that has the format's own suffix (`-o all.jsonl`) is one file for all of them.
    """
    if output.endswith(("/", os.sep)) or Path(output).is_dir():
        return True
    return several and Path(output).suffix.lower() != SUFFIXES.get(form)


def target(folder: str, name: str, root: str | None, form: str) -> Path:
    """Return the file for one input: its path below the folder that was given, with the format's suffix."""
    path = Path(name) if name not in ("-", "") else Path(STDIN)
    relative = Path(os.path.relpath(path, root)) if root else Path(path.name)
    return Path(folder) / relative.with_name(_stem(relative.name) + SUFFIXES[form])


class Claims:
    """The outputs of a run: none may overwrite an input, and no two may be one file."""

    def __init__(self, inputs: Iterable[str]) -> None:
        self._inputs = {os.path.realpath(name): name for name in inputs}
        self._taken: dict[str, str] = {}

    def claim(self, path: Path, name: str) -> None:
        """Take a path for the output of an input. Raises OptionError where it is taken."""
        real = os.path.realpath(path)
        if real in self._inputs:
            raise OptionError(f"{path} would overwrite the input {self._inputs[real]}", hint="choose another -o")
        if real in self._taken:
            what = f"{self._taken[real]} and {name} would both become {path}"
            raise OptionError(what, hint="write them into different folders")
        self._taken[real] = name


def _stem(name: str) -> str:
    pure = PurePosixPath(name)
    if pure.suffix.lower() == ".gz":
        pure = pure.with_suffix("")
    return pure.stem if pure.suffix.lower() in _READ else pure.name


def place(folder: str, record: Mapping[str, Any]) -> Path:
    """Return the file for a restored record: its source's path below the folder.

    A record is foreign data: a leading slash, a drive and `..` are dropped, so that nothing lands outside the folder. A
    layer is no page and gets `.txt` on top; what had been gzipped comes back unpacked and loses `.gz`.
    """
    provenance = record.get("provenance") or {}
    name = str(record.get("source") or "").replace("\\", "/")
    parts = [part for part in name.split("/") if part not in ("", ".", "..", "-") and not part.endswith(":")]
    path = Path(folder, *(part.replace("\0", "_") for part in parts or [STDIN]))
    if (provenance.get("encoding") or {}).get("gzip") and path.suffix.lower() == ".gz":
        path = path.with_suffix("")
    return path.with_name(f"{path.name}.txt") if provenance.get("format") == "html" else path
