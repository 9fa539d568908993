"""Files -> outcomes, in the order of the files, in this process or in several. A process that dies costs one file."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError, InputError, OptionError, RuleError
from cleaner.finding import Outcome
from cleaner.mend.settings import Settings

if TYPE_CHECKING:
    import multiprocessing.context

FEW = 64
"""Fewer files than this are done in this process: starting others takes longer."""
_CHUNK = 16
"""Files handed out at once."""
_AHEAD = 4
"""Chunks for each process that may wait for their turn, so that order does not cost memory."""


def outcomes(names: Sequence[str], settings: Settings, jobs: int | None) -> Iterator[Outcome]:
    """Yield one outcome a file, in order, whatever is wrong with it."""
    workers = jobs or os.cpu_count() or 1
    if workers == 1 or len(names) < FEW:
        yield from (one(name, settings) for name in names)
        return
    from concurrent.futures.process import BrokenProcessPool

    _warm(settings)
    chunks = [names[at : at + _CHUNK] for at in range(0, len(names), _CHUNK)]
    done = 0
    while done < len(chunks):
        try:
            for found in _pooled(chunks[done:], settings, workers):
                yield from found
                done += 1
        except BrokenProcessPool:
            yield from (_alone(name, settings) for name in chunks[done])
            done += 1


def one(name: str, settings: Settings) -> Outcome:
    """Return the outcome of one file. A bug met in it must not cost the others."""
    from cleaner.mend.file import failed, outcome
    from cleaner.read.files import steady

    try:
        return outcome(steady(name, settings.options.max_bytes), name, settings)
    except (OptionError, RuleError):
        raise
    except CleanerError as problem:
        return failed(name, problem)
    except Exception as problem:
        what = f"a bug in cleaner: {type(problem).__name__}: {problem}"
        return failed(name, CleanerError(what, hint="please report it with the input"))


def _pooled(chunks: Sequence[Sequence[str]], settings: Settings, workers: int) -> Iterator[list[Outcome]]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(workers, mp_context=_context(), initializer=_deaf)
    try:
        waiting = deque(chunks)
        running: deque[object] = deque()
        while waiting or running:
            while waiting and len(running) < _AHEAD * workers:
                running.append(pool.submit(partial(_several, settings), waiting.popleft()))
            future = running.popleft()
            yield future.result()  # type: ignore[attr-defined]
        pool.shutdown()
    except BaseException as problem:  # a broken pool is gone at once, and the next one may fork again
        pool.shutdown(wait=isinstance(problem, BrokenProcessPool), cancel_futures=True)
        raise


def _several(settings: Settings, names: Sequence[str]) -> list[Outcome]:
    return [one(name, settings) for name in names]


def _alone(name: str, settings: Settings) -> Outcome:
    """Return the outcome of a file that a dead process had on its list, from a process of its own."""
    from concurrent.futures.process import BrokenProcessPool

    from cleaner.mend.file import failed

    try:
        return next(_pooled([[name]], settings, 1))[0]
    except BrokenProcessPool:
        return failed(name, InputError("the process that read it died", hint="is there enough memory?"))


def _deaf() -> None:
    """Leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _warm(settings: Settings) -> None:
    """Load the rules before processes are forked, which then share them."""
    from cleaner.rules.scan import scanner

    if settings.language:
        scanner(settings.language, settings.options.rules)


def _context() -> multiprocessing.context.BaseContext:
    """Fork where it is safe (this process has one thread) and cheap; elsewhere start afresh."""
    import multiprocessing

    forking = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forking else "spawn")
