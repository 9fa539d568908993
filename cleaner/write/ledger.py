"""The account of a run of `fix`: lines are added, never rewritten, and are on the disk before a file is replaced."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from cleaner.errors import InputError
from cleaner.write.jsonl import line


class Ledger:
    """A JSONL file to which several processes may add; without a name nothing is kept."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self._handle: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handle is not None:
            os.close(self._handle)

    @property
    def kept(self) -> bool:
        """Whether an account is kept."""
        return self._name is not None

    def add(self, entry: Mapping[str, Any]) -> None:
        """Add one line and wait for the disk. Raises InputError where that is not possible; then nothing may be cut."""
        if self._name is None:
            return
        data = line(entry)
        try:
            if self._handle is None:
                self._handle = os.open(self._name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            size = os.fstat(self._handle).st_size
            if os.write(self._handle, data) != len(data):
                os.ftruncate(self._handle, size)
                raise OSError(None, "the disk is full")
            os.fsync(self._handle)
        except OSError as problem:
            raise InputError(
                f"the account {self._name} cannot be written: {problem.strerror or problem}; nothing was cut",
                hint="free some space, or choose another --removed",
            ) from problem
