"""`cleaner explain`: what was taken out of a file and why, or the page of a rule."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from cleaner.article import Article
from cleaner.cli import options as shared
from cleaner.cli.completion import rules as offered
from cleaner.cli.report import Report, colours
from cleaner.cli.stream import STDOUT, asked, emit
from cleaner.errors import OptionError

Form = StrEnum("Form", ["text", "html"])
"""What --format takes."""

_LOOK = "How to show it"

SubjectArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="PATH|-|RULE",
        show_default=False,
        help="A file, or the id of a rule. An existing path wins.",
        autocompletion=offered,
    ),
]
FormatOption = Annotated[
    Form,
    typer.Option(
        "--format",
        metavar="text|html",
        show_default=False,
        help="text (default), or a page that needs nothing else.",
        rich_help_panel=_LOOK,
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        show_default=False,
        help="Write here, not to stdout.",
        rich_help_panel=_LOOK,
    ),
]
NoPagerOption = Annotated[
    bool,
    typer.Option(
        "--no-pager",
        metavar="",
        show_default=False,
        help="Do not page what is long, on a terminal.",
        rich_help_panel=_LOOK,
    ),
]


def explain(
    subject: SubjectArgument = None,
    shape: FormatOption = Form["text"],
    output: OutputOption = None,
    no_pager: NoPagerOption = False,
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

    Examples:

    * `cleaner explain a.txt`
    * `cleaner explain a.html --format html -o account.html`
    * `cleaner explain en/ad-label`
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
    view = View(shape, output, not no_pager)
    if path != "-" and not Path(path).exists():
        _rule(path, settings.rules, view)
    else:
        reading = shared.Reading(settings, form, url, shared.language(language) or found.language)
        _file(path, reading, Report(quiet), view)


@dataclass(frozen=True, slots=True)
class View:
    """How the account is shown, and where."""

    form: str = "text"
    output: str | None = None
    pager: bool = True

    @property
    def file(self) -> Path | None:
        """The file it goes to, None for standard output."""
        return None if self.output in (None, STDOUT) else Path(str(self.output))

    def show(self, texts: Iterator[str]) -> None:
        """Write to the file, whole or not at all, or to standard output, through a pager where people read it."""
        from cleaner.cli.pager import page
        from cleaner.write.atomic import replacing
        from cleaner.write.text import utf8

        if self.file is not None:
            with replacing(self.file) as stream:
                stream.writelines(map(utf8, texts))
        elif self.form == "html":
            emit(map(utf8, texts))
        else:
            page(texts, wanted=self.pager)


def _rule(name: str, extra: tuple[str, ...], view: View) -> None:
    from cleaner.cli import screen
    from cleaner.write.rulepage import known, named

    found = named(known(extra), name)
    if view.form == "html":
        raise OptionError("--format html shows a file, not a rule", hint=f"cleaner explain {name}")
    view.show(iter([screen.rule(found, plain=view.file is not None)]))


def _file(path: str, reading: shared.Reading, report: Report, view: View) -> None:
    from cleaner.cli.each import each, names
    from cleaner.write.targets import Claims

    if view.file is not None:
        Claims(name for name, _ in names([path])).claim(view.file, path)
    articles = (article for _, article in each([path], reading, report) if article.status != "failed")
    first = next(articles, None)
    if first is not None:
        view.show(_texts(chain([first], articles), path, reading, view))
    raise typer.Exit(report.close())


def _texts(articles: Iterator[Article], path: str, reading: shared.Reading, view: View) -> Iterator[str]:
    from cleaner import __version__
    from cleaner.cli import screen
    from cleaner.cli.each import several
    from cleaner.write.accountpage import pages
    from cleaner.write.reasons import Reasons

    if view.form == "html":
        return pages(articles, Reasons(reading.options.rules), __version__)
    colour = view.file is None and colours(sys.stdout)
    reasons = Reasons(reading.options.rules) if colour else None
    return (screen.article(article, reasons, titled=several([path])) for article in articles)
