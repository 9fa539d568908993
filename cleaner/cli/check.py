"""`cleaner check`: what `fix` would take out, and where; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Annotated

import typer

from cleaner.cli import filter as shared
from cleaner.cli.options import QuietOption, VerboseOption
from cleaner.cli.report import counted
from cleaner.cli.stream import emit
from cleaner.cli.tally import Tally
from cleaner.finding import Finding, Outcome

Form = StrEnum("Form", ["text", "json", "jsonl", "github", "sarif"])
"""What --output-format takes."""

FormOption = Annotated[
    Form, typer.Option("--output-format", metavar="text|json|jsonl|github|sarif", help="Format of the findings.")
]
DiffOption = Annotated[
    bool, typer.Option("--diff", metavar="", show_default=False, help="Show what fix would change, as a diff.")
]
StatisticsOption = Annotated[
    bool, typer.Option("--statistics", metavar="", show_default=False, help="Show how often each rule speaks.")
]
StrictOption = Annotated[
    bool, typer.Option("--strict", metavar="", show_default=False, help="Notes (suspicious, review) count as findings.")
]


def check(
    paths: shared.PathsArgument = None,
    diff: DiffOption = False,
    form: FormOption = Form["text"],
    statistics: StatisticsOption = False,
    strict: StrictOption = False,
    select: shared.SelectOption = None,
    extend: shared.ExtendOption = None,
    ignore: shared.IgnoreOption = None,
    unsafe: shared.UnsafeOption = False,
    rules: shared.RulesOption = None,
    baseline: shared.BaselineOption = None,
    config: shared.ConfigOption = None,
    isolated: shared.IsolatedOption = False,
    language: shared.LanguageOption = None,
    encoding: shared.EncodingOption = None,
    field: shared.FieldOption = None,
    exclude: shared.ExcludeOption = None,
    force: shared.ForceOption = False,
    stdin_name: shared.StdinNameOption = None,
    jobs: shared.JobsOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Tell what `fix` would take out of text, Markdown and JSONL files, and what stands in the body of pages.

    Exit code 1 exactly when `fix` with the same options would change a file (and for findings in a page), 2 when a file
    could not be processed.

    Examples:

    * `cleaner check articles/`
    * `cleaner check --diff a.txt`
    * `cleaner check --field body news.jsonl`
    """
    asked = shared.Asked(
        paths, select, extend, ignore, unsafe, rules, baseline, config, isolated, language, encoding, field, exclude,
        force, stdin_name, jobs,
    )  # fmt: skip
    run = shared.run(asked, diff=diff)
    tally = Tally(quiet, verbose)
    found = tally.counting(run.outcomes())
    if diff:
        from cleaner.cli.patch import show_diffs

        show_diffs(found)
    else:
        emit(
            chunk.encode("utf-8", "backslashreplace")
            for chunk in _chunks(found, form, statistics, run.settings.options.rules)
        )
    sentence = f"{counted(tally.findings, 'finding')} in {tally.found_in:,} of {counted(tally.files, 'file')}"
    sentence = sentence if tally.findings else f"nothing to do in {counted(tally.files, 'file')}"
    raise typer.Exit(
        tally.close(sentence, findings=bool(tally.findings or (strict and (tally.review or tally.suspicious))))
    )


def _chunks(outcomes: Iterable[Outcome], form: str, statistics: bool, rules: tuple[str, ...]) -> Iterator[str]:
    from cleaner.write import findings as written

    found = (finding for outcome in outcomes for finding in outcome.findings)
    if statistics:
        return _statistics(found, form)
    if form == "sarif":
        return _sarif(found, rules)
    writers: dict[str, Callable[[Iterable[Finding]], Iterator[str]]] = {
        "text": written.text,
        "json": written.array,
        "jsonl": written.jsonl,
        "github": written.github,
    }
    return writers[form](found)


def _sarif(found: Iterable[Finding], rules: tuple[str, ...]) -> Iterator[str]:
    from cleaner import __version__
    from cleaner.write.rulepage import known
    from cleaner.write.sarif import sarif

    yield sarif(found, known(rules), __version__)


def _statistics(found: Iterable[Finding], form: str) -> Iterator[str]:
    """Yield how often each rule spoke: aligned columns, or JSON where that is asked for."""
    import json

    from cleaner.write.findings import statistics

    head = ("pieces", "files", "characters", "family", "rule")
    rows = statistics(found)
    if form in ("json", "jsonl", "sarif"):
        yield json.dumps([dict(zip(head, row, strict=True)) for row in rows], indent=2) + "\n"
        return
    widths = [max(len(str(row[i])) for row in (head, *rows)) for i in range(4)]
    for row in (head, *rows) if rows else ():
        numbers = "  ".join(str(cell).rjust(width) for cell, width in zip(row[:3], widths, strict=False))
        yield f"{numbers}  {str(row[3]).ljust(widths[3])}  {row[4]}\n"
