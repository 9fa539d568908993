"""`cleaner baseline`: accept what is there now, so that `check` tells only what is new."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli import filter as shared
from cleaner.cli.options import QuietOption
from cleaner.cli.report import counted
from cleaner.cli.tally import Tally

OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        show_default=False,
        help="Write here. Default: what the configuration names, else .cleaner-baseline.json.",
    ),
]


def baseline(
    paths: shared.PathsArgument = None,
    output: OutputOption = None,
    select: shared.SelectOption = None,
    extend: shared.ExtendOption = None,
    ignore: shared.IgnoreOption = None,
    unsafe: shared.UnsafeOption = False,
    rules: shared.RulesOption = None,
    config: shared.ConfigOption = None,
    isolated: shared.IsolatedOption = False,
    language: shared.LanguageOption = None,
    encoding: shared.EncodingOption = None,
    field: shared.FieldOption = None,
    exclude: shared.ExcludeOption = None,
    force: shared.ForceOption = False,
    jobs: shared.JobsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write today's findings of files (default: the current folder) into a baseline, which `check --baseline` and
    `fix --baseline` leave alone; with the key `baseline` in the configuration they do so by themselves.

    The file is the same for the same findings, and lines may move. Put it under version control.

    Examples:

    * `cleaner baseline`
    * `cleaner baseline articles/ -o accepted.json`
    """
    from dataclasses import replace

    from cleaner.mend.baseline import NAME, written
    from cleaner.write.atomic import write

    asked = shared.Asked(
        paths or ["."], select, extend, ignore, unsafe, rules, None, config, isolated, language, encoding, field,
        exclude, force, None, jobs,
    )  # fmt: skip
    run = shared.run(asked)
    run.settings = replace(run.settings, accepted={})
    target = Path(output or run.config.baseline or NAME)
    tally = Tally(quiet)
    write(target, written(tally.counting(run.outcomes()), str(target.parent)))
    sentence = f"{counted(tally.findings, 'finding')} in {counted(tally.found_in, 'file')} accepted in {target}"
    raise typer.Exit(tally.close(sentence, findings=False))
