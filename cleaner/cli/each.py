"""Paths -> articles: every input gives exactly one, in order, whatever is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from cleaner.article import Article
from cleaner.cli.options import Reading
from cleaner.cli.report import Report
from cleaner.cli.stream import standard_input
from cleaner.errors import CleanerError, OptionError

if TYPE_CHECKING:
    from cleaner.read.inputs import Input


def each(paths: Sequence[str], reading: Reading, report: Report) -> Iterator[tuple[Input, Article]]:
    """Yield each input with its article, and report it. Raises OptionError for one --url and several inputs."""
    from cleaner.read.inputs import inputs

    if reading.url and several(paths):
        raise OptionError("--url names one page, and there are several inputs", hint="clean them one by one")
    for entry in inputs(paths, stdin=standard_input(), options=reading.options):
        article = _cleaned(entry, reading)
        report.done(article)
        yield entry, article


def names(paths: Sequence[str]) -> list[tuple[str, str | None]]:
    """Return name and root of every input, before any is cleaned, so that a collision stops a run in time.

    Files are read for it and dropped: 0.1 ms each, where cleaning takes 25.
    """
    from cleaner.read.inputs import inputs

    return [(entry.name, entry.root) for entry in inputs(paths, stdin=BytesIO())]


def several(paths: Sequence[str]) -> bool:
    """Tell whether more than one input is asked for: several paths, or a folder, however many files it holds."""
    return len(paths) > 1 or any(os.path.isdir(path) for path in paths)  # noqa: PTH112 (a path may hold any bytes)


def _cleaned(entry: Input, reading: Reading) -> Article:
    from cleaner.flow import clean

    if entry.data is None:
        return _failed(entry.name, entry.error or CleanerError("nothing could be read"))
    try:
        return clean(
            entry.data,
            name=entry.name,
            format=reading.form,
            url=reading.url,
            language=reading.language,
            options=reading.options,
        )
    except CleanerError:
        raise
    except Exception as problem:  # one document, one outcome: a bug met in one must not cost the others
        what = f"a bug in cleaner: {type(problem).__name__}: {problem}"
        return _failed(entry.name, CleanerError(what, hint="please report it with the input"))


def _failed(name: str, problem: CleanerError) -> Article:
    error = {"kind": problem.kind, "what": problem.what, "hint": problem.hint}
    return Article(source=name, status="failed", error=error)
