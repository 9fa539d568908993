"""`cleaner restore`: the source back from records."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any

import typer

from cleaner.cli import options as shared
from cleaner.cli.report import Report
from cleaner.cli.stream import STDOUT, asked, emit, standard_input
from cleaner.errors import CleanerError, Missing

Found = tuple[dict[str, Any], bytes]
"""A record, and what was rebuilt from it."""

RecordsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="RECORDS|-", show_default=False, help="JSON or JSONL of cleaner clean; - is stdin."),
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|DIR",
        show_default=False,
        help="Write here, not to stdout. One file a record in a DIR.",
    ),
]


def restore(records: RecordsArgument = None, output: OutputOption = None, quiet: shared.QuietOption = False) -> None:
    """Rebuild the source from records, and check it.

    A text file comes back byte for byte, checked against its SHA-256. Of a page the text layer comes back, not the
    HTML.
    """
    report = Report(quiet)
    paths = asked(records)
    found = _restored(paths, report)
    if output is None or output == STDOUT:
        emit(data for _, data in found)
    else:
        _save(paths, found, output)
    raise typer.Exit(report.close())


def _restored(paths: list[str], report: Report) -> Iterator[Found]:
    """Yield each record with the bytes; one that cannot be restored is named, and the others still come."""
    from cleaner.write.jsonl import records

    for path in paths:
        try:
            for record in records(_read(path), path):
                yield from _one(record, report)
        except CleanerError as problem:
            report.refused(path, problem)


def _one(record: dict[str, Any], report: Report) -> Iterator[Found]:
    from cleaner.read.patches import encode
    from cleaner.write.restore import rebuilt

    try:
        data = rebuilt(record, encode)
    except CleanerError as problem:
        report.refused(str(record.get("source") or "record"), problem)
        return
    report.restored()
    yield record, data


def _read(path: str) -> bytes:
    stream = standard_input()
    if path == "-" and stream is not None:
        return stream.read()
    try:
        return Path(path).read_bytes()
    except OSError as problem:
        raise Missing(problem.strerror or str(problem), hint="give a file of records, or -") from problem


def _save(paths: list[str], found: Iterator[Found], output: str) -> None:
    """Write one file, or one a record below a folder; a folder is meant where it exists, by a slash, or by several."""
    from cleaner.write.atomic import write
    from cleaner.write.targets import Claims, is_folder, place

    first = list(islice(found, 2))
    folder = is_folder(output, several=len(first) > 1)
    claims = Claims(paths)
    for record, data in chain(first, found):
        path = place(output, record) if folder else Path(output)
        claims.claim(path, str(record.get("source")))
        write(path, data, sync=True)
