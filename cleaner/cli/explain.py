"""`cleaner explain`: what was taken out of a file and why, or the page of a rule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli import options as shared
from cleaner.cli.report import Report
from cleaner.cli.stream import asked

SubjectArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="PATH|-|RULE", show_default=False, help="A file, or the id of a rule. An existing path wins."
    ),
]


def explain(
    subject: SubjectArgument = None,
    profile: shared.ProfileOption = None,
    rules: shared.RulesOption = None,
    select: shared.SelectOption = None,
    ignore: shared.IgnoreOption = None,
    keep_dateline: shared.KeepDatelineOption = False,
    config: shared.ConfigOption = None,
    form: shared.FromOption = shared.From["auto"],
    encoding: shared.EncodingOption = None,
    url: shared.UrlOption = None,
    language: shared.LanguageOption = None,
    quiet: shared.QuietOption = False,
) -> None:
    """Show a file as it was, with every removal marked at its place, and the sums; or show what a rule does and why.

    In a pipe, or with NO_COLOR, the lines that went begin with `- family rule |`, and a piece that went from inside a
    line stands as `[-piece-]{family rule}`.
    """
    found = shared.configuration(config)
    settings = shared.options(
        found.options,
        profile=profile,
        rules=rules,
        select=select,
        ignore=ignore,
        keep_dateline=keep_dateline,
        encoding=encoding,
    )
    path = asked([subject] if subject else None)[0]
    if path != "-" and not Path(path).exists():
        _rule(path, settings.rules)
    else:
        _file(path, shared.Reading(settings, form, url, shared.language(language) or found.language), Report(quiet))


def _rule(name: str, extra: tuple[str, ...]) -> None:
    from cleaner.cli import screen
    from cleaner.write.rulepage import known, named

    screen.rule(named(known(extra), name))


def _file(path: str, reading: shared.Reading, report: Report) -> None:
    from cleaner.cli import screen
    from cleaner.cli.each import each, several

    for _, article in each([path], reading, report):
        if article.status != "failed":
            screen.article(article, titled=several([path]))
    raise typer.Exit(report.close())
