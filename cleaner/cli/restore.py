"""`cleaner restore`: the source back from records of `clean`, or from the account of `fix --removed`."""

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
    typer.Argument(
        metavar="RECORDS|-", show_default=False, help="JSON or JSONL of cleaner clean, or the account of cleaner fix."
    ),
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
    """Rebuild the source from records, and check it; or undo a fix from its account.

    A text file comes back byte for byte, checked against its SHA-256. Of a page the text layer comes back, not the
    HTML. The account of `cleaner fix --removed` undoes the fix in place, the latest one first, unless -o names another
    place; a file that was changed since stays as it is.

    Examples:

    * `cleaner restore articles.jsonl -o sources/`
    * `cleaner restore cut.jsonl`
    """
    report = Report(quiet)
    paths = asked(records)
    fixes: list[dict[str, Any]] | None = [] if output is None else None
    found = _restored(paths, report, fixes)
    if output is None or output == STDOUT:
        emit(data for _, data in found)
    else:
        _save(paths, found, output)
    for record in reversed(fixes or []):
        _undo(record, report)
    raise typer.Exit(report.close())


def _restored(paths: list[str], report: Report, fixes: list[dict[str, Any]] | None) -> Iterator[Found]:
    """Yield each record with the bytes; one that cannot be restored is named, and the others still come. Where `fixes`
    is a list, the accounts of fixes are put there, to be undone in place."""
    from cleaner.write.jsonl import records
    from cleaner.write.undo import is_entry

    for path in paths:
        try:
            for record in records(_read(path), path):
                if fixes is not None and is_entry(record):
                    fixes.append(record)
                else:
                    yield from _one(record, report)
        except CleanerError as problem:
            report.refused(path, problem)


def _one(record: dict[str, Any], report: Report) -> Iterator[Found]:
    from cleaner.read.patches import encode
    from cleaner.write.restore import rebuilt
    from cleaner.write.undo import before, is_entry

    try:
        data = before(record, _read(str(record.get("source")))) if is_entry(record) else rebuilt(record, encode)
    except CleanerError as problem:
        report.refused(str(record.get("source") or "record"), problem)
        return
    report.restored()
    yield record, data


def _undo(record: dict[str, Any], report: Report) -> None:
    """Put a file back as it was before a fix; one that is so already is left alone (the fix was interrupted)."""
    import hashlib

    from cleaner.write.inplace import current, put
    from cleaner.write.undo import before

    name = str(record.get("source"))
    try:
        data = current(Path(name))
        if hashlib.sha256(data).hexdigest() != record.get("sha256"):
            put(Path(name), before(record, data))
    except CleanerError as problem:
        report.refused(name, problem)
    else:
        report.restored()


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
