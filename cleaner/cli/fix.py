"""`cleaner fix`: the same files without what rules name; everything else stays byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli import filter as shared
from cleaner.cli.check import DiffOption
from cleaner.cli.options import QuietOption, VerboseOption
from cleaner.cli.report import counted
from cleaner.cli.stream import emit
from cleaner.cli.tally import Tally
from cleaner.errors import CleanerError, OptionError
from cleaner.finding import Outcome

if TYPE_CHECKING:
    from cleaner.write.ledger import Ledger

BackupOption = Annotated[
    bool, typer.Option("--backup", metavar="", show_default=False, help="Keep the old file as FILE.orig.")
]
RemovedOption = Annotated[
    str | None,
    typer.Option(
        "--removed",
        metavar="FILE",
        show_default=False,
        help="Add what was cut to this account (JSONL), for cleaner restore.",
    ),
]
ExitOption = Annotated[
    bool,
    typer.Option(
        "--exit-non-zero-on-change", metavar="", show_default=False, help="Exit code 1 when a file was changed."
    ),
]


def fix(
    paths: shared.PathsArgument = None,
    diff: DiffOption = False,
    backup: BackupOption = False,
    removed: RemovedOption = None,
    non_zero: ExitOption = False,
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
    """Take what rules name out of text, Markdown and JSONL files, in place; standard input goes to standard output.

    A file is replaced in one step or stays as it is; nothing to do leaves it untouched. With `--removed` datelines,
    bylines, dates, credits and notices go too, since the account keeps what they tell.

    Examples:

    * `cleaner fix articles/`
    * `cleaner fix --diff a.txt`
    * `cleaner fix --removed cut.jsonl articles/`
    """
    asked = shared.Asked(
        paths, select, extend, ignore, unsafe, rules, baseline, config, isolated, language, encoding, field, exclude,
        force, stdin_name, jobs,
    )  # fmt: skip
    run = shared.run(asked, telling=removed is not None, diff=diff, edits=True)
    tally = Tally(quiet, verbose)
    if diff:
        from cleaner.cli.patch import show_diffs

        show_diffs(tally.counting(run.outcomes()))
        sentence = f"{tally.found_in:,} of {counted(tally.files, 'file')} would change"
        raise typer.Exit(tally.close(sentence, findings=bool(tally.found_in)))
    _fix(run, tally, backup, removed)
    sentence = f"{tally.changed:,} of {counted(tally.files, 'file')} fixed"
    raise typer.Exit(tally.close(sentence, findings=non_zero and bool(tally.changed)))


def _fix(run: shared.Run, tally: Tally, backup: bool, removed: str | None) -> None:
    from cleaner import __version__
    from cleaner.write.inplace import replace
    from cleaner.write.ledger import Ledger

    with Ledger(_apart(removed, run.paths)) as ledger:
        for outcome in run.outcomes():
            tally.add(outcome)
            try:
                if outcome.stdin:
                    _through(run.stdin, outcome, ledger)
                elif outcome.edit is not None:
                    replace(outcome, ledger, __version__, backup=backup)
            except CleanerError as problem:
                tally.refuse(outcome.path, problem.what, problem.hint)
            else:
                tally.fixed(outcome)


def _apart(removed: str | None, paths: list[str]) -> str | None:
    """Return the name of the account. Raises OptionError where it is an input."""
    if removed is not None and removed in paths:
        raise OptionError(f"--removed {removed} is an input", hint="name another file for the account")
    return removed


def _through(data: bytes, outcome: Outcome, ledger: Ledger) -> None:
    """Write what came from standard input to standard output; of a text that failed nothing, so that none is lost."""
    from cleaner import __version__
    from cleaner.mend.container import records
    from cleaner.write.undo import entry

    if outcome.errors and not records(outcome.path):
        return
    if outcome.edit is not None and ledger.kept:
        ledger.add(entry(outcome, __version__))
    emit([outcome.edit.after if outcome.edit else data])
