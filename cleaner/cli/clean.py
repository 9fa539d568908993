"""`cleaner clean`: articles in, their own words out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli import options as shared
from cleaner.cli.each import each, names, several
from cleaner.cli.options import Reading
from cleaner.cli.report import Report
from cleaner.cli.stream import STDOUT, asked, emit

PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH|-", show_default=False, help="Files, folders, or - for standard input."),
]
ToOption = Annotated[
    shared.Form, typer.Option("--to", "-t", metavar="markdown|text|json|jsonl", help="Format of the output.")
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|DIR",
        show_default=False,
        help="Write here, not to stdout. One file an input in a DIR.",
    ),
]


def clean(
    paths: PathsArgument = None,
    to: ToOption = shared.Form["markdown"],
    output: OutputOption = None,
    profile: shared.ProfileOption = None,
    rules: shared.RulesOption = None,
    select: shared.SelectOption = None,
    ignore: shared.IgnoreOption = None,
    keep_dateline: shared.KeepDatelineOption = False,
    embeds: shared.EmbedsOption = False,
    explain: shared.ExplainOption = False,
    config: shared.ConfigOption = None,
    form: shared.FromOption = shared.From["auto"],
    encoding: shared.EncodingOption = None,
    url: shared.UrlOption = None,
    language: shared.LanguageOption = None,
    quiet: shared.QuietOption = False,
    verbose: shared.VerboseOption = False,
) -> None:
    """Give each article back as its own words, with its metadata and an account of what was taken out.

    Markdown with a YAML head is for reading; json and jsonl hold the whole record, from which `cleaner restore`
    rebuilds the source. Exit code 2 when an input could not be processed; the others are still done.

    Examples:

    * `cleaner clean article.html`
    * `cleaner clean articles/ --to jsonl -o articles.jsonl`
    * `cleaner clean wire.txt --ignore related --to text`
    """
    found = shared.configuration(config)
    settings = shared.options(
        found.options,
        profile=profile,
        rules=rules,
        select=select,
        ignore=ignore,
        keep_dateline=keep_dateline,
        embeds=embeds,
        explain=explain,
        encoding=encoding,
    )
    report = Report(quiet, verbose)
    _write(asked(paths), Reading(settings, form, url, shared.language(language) or found.language), report, to, output)
    raise typer.Exit(report.close())


def _write(paths: list[str], reading: Reading, report: Report, form: str, output: str | None) -> None:
    from cleaner.write.output import stream
    from cleaner.write.targets import is_folder

    many = several(paths)
    if output is not None and output != STDOUT and is_folder(output, form, several=many):
        _into_folder(paths, reading, report, form, output)
        return
    articles = (article for _, article in each(paths, reading, report))
    chunks = stream(articles, form, several=many, embeds=reading.options.embeds)
    if output is None or output == STDOUT:
        emit(chunks)
    else:
        _into_file(paths, chunks, Path(output))


def _into_file(paths: list[str], chunks: Iterator[bytes], path: Path) -> None:
    """Write one file for all, unless nothing came out: then an older one stays."""
    from cleaner.write.atomic import replacing
    from cleaner.write.targets import Claims

    Claims(name for name, _ in names(paths)).claim(path, "-")
    first = next(chunks, None)
    if first is None:
        return
    with replacing(path) as stream:
        stream.write(first)
        stream.writelines(chunks)


def _into_folder(paths: list[str], reading: Reading, report: Report, form: str, folder: str) -> None:
    from cleaner.write.atomic import write
    from cleaner.write.output import document, written
    from cleaner.write.targets import Claims, target

    found = names(paths)
    claims = Claims(name for name, _ in found)
    for name, root in found:
        claims.claim(target(folder, name, root, form), name)
    for entry, article in each(paths, reading, report):
        if written(article, form):
            data = document(article, form, embeds=reading.options.embeds)
            write(target(folder, entry.name, entry.root, form), data)
