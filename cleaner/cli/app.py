"""The commands, and what holds for all of them. Start-up is light: stages are imported by the command that runs."""

from __future__ import annotations

from typing import Annotated

import typer

from cleaner.cli import baseline, check, clean, completion, explain, fix, restore, rules

app = typer.Typer(
    name="cleaner",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="markdown",
)


def _version(wanted: bool) -> None:
    if wanted:
        from cleaner import __version__
        from cleaner.cli.stream import show

        show(f"cleaner {__version__}\n")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            metavar="",
            show_default=False,
            help="Show the version and exit.",
        ),
    ] = False,
) -> None:
    """Give a scraped news article back as its own words, with an account of everything that was taken out.

    Examples:

    * `cleaner clean article.html` gives the article as Markdown
    * `cleaner check articles/` tells what does not belong into files, `cleaner fix articles/` takes it out
    * `cleaner explain article.html` shows what was taken out, and why
    """


app.command("clean")(clean.clean)
app.command("check")(check.check)
app.command("fix")(fix.fix)
app.command("explain")(explain.explain)
app.add_typer(rules.app, name="rules")
app.command("restore")(restore.restore)
app.command("baseline")(baseline.baseline)
app.command("completion")(completion.completion)
