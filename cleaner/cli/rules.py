"""`cleaner rules`: the list of the rules; `rules test` and `rules new` for those who write some."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli import options as shared
from cleaner.errors import OptionError

LanguageOption = Annotated[
    str | None,
    typer.Option("--language", metavar="de|en|…", show_default=False, help="Of this language, and for every language."),
]
FamilyOption = Annotated[
    str | None, typer.Option("--family", metavar="FAMILY", show_default=False, help="Of this family.")
]
JsonOption = Annotated[bool, typer.Option("--json", metavar="", show_default=False, help="The whole rules as JSON.")]
TestOption = Annotated[
    list[Path] | None,
    typer.Option("--test", metavar="FILE", show_default=False, help="Run the examples of a rule file. Repeatable."),
]

FilesArgument = Annotated[list[Path], typer.Argument(metavar="FILE...", show_default=False, help="Rule files (TOML).")]
FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", show_default=False, help="The rule file; made if need be.")
]

app = typer.Typer(invoke_without_command=True, no_args_is_help=False)


@app.callback()
def rules(
    context: typer.Context,
    language: LanguageOption = None,
    family: FamilyOption = None,
    as_json: JsonOption = False,
    extra: shared.RulesOption = None,
    config: shared.ConfigOption = None,
    test: TestOption = None,
) -> None:
    """List the rules: id, family, scope, and why each is there. `cleaner explain RULE` shows one with its examples.

    Examples:

    * `cleaner rules --language de --family consent`
    * `cleaner rules test my.toml`
    """
    if context.invoked_subcommand:
        return
    from cleaner.cli import screen
    from cleaner.cli.stream import emit
    from cleaner.write.rulepage import as_dict, chosen, known

    settings = shared.options(shared.configuration(config).options, rules=extra)
    if test:
        raise typer.Exit(_tested(test))
    shared.names("--family", [family] if family else None)
    found = chosen(known(settings.rules), language=shared.language(language), family=family)
    if as_json:
        import orjson

        emit([orjson.dumps([as_dict(rule) for rule in found], option=orjson.OPT_INDENT_2) + b"\n"])
    else:
        screen.rules(found)


@app.command("test")
def test_files(files: FilesArgument) -> None:
    """Run the examples of rule files. Exit code 1 when one does not hold.

    Examples:

    * `cleaner rules test my.toml`
    """
    raise typer.Exit(_tested(files))


@app.command("new")
def new(
    file: FileArgument,
    name: Annotated[str, typer.Option("--id", metavar="NAME", help="Id of the rule.")] = "my-rule",
    family: Annotated[str, typer.Option("--family", metavar="FAMILY", help="Its family.")] = "promo",
    language: Annotated[str, typer.Option("--language", metavar="de|en|…|*", help="Of a new file.")] = "en",
    why: Annotated[
        str, typer.Option("--why", metavar="TEXT", show_default=False, help="What it is, in a sentence.")
    ] = "",
    phrase: Annotated[
        list[str] | None, typer.Option("--phrase", metavar="TEXT", show_default=False, help="What goes. Repeatable.")
    ] = None,
    keeps: Annotated[
        list[str] | None, typer.Option("--keeps", metavar="TEXT", show_default=False, help="What stays. Repeatable.")
    ] = None,
) -> None:
    """Add a rule to a rule file of your own, with examples to complete, and run them.

    Examples:

    * `cleaner rules new my.toml --id harbour-letter --family promo --phrase "Get the Harbour Letter{ every week|}"`
    """
    from cleaner import __version__
    from cleaner.cli.stream import show
    from cleaner.rules.load import parse
    from cleaner.write import template
    from cleaner.write.atomic import write

    shared.names("--family", [family])
    said = phrase or ["Get the {provider} newsletter"]
    before = file.read_text(encoding="utf-8") if file.exists() else template.head(file.name, language, __version__)
    text = before.rstrip("\n") + "\n" + template.rule(name, family, why, said, keeps or [])
    known = [*parse(text, file=str(file))]
    if len({rule.id for rule in known}) < len(known):
        raise OptionError(f"{file}: there is a rule {name!r} already", hint="give it another --id")
    write(file, text.encode())
    show(f"{file}: rule {known[-1].id} written\n")
    raise typer.Exit(_tested([file]))


def _tested(files: list[Path]) -> int:
    """Run the examples of rule files; 0 when all hold, 1 when one does not."""
    from cleaner import dom_examples
    from cleaner.cli.stream import show
    from cleaner.examples import failures
    from cleaner.rules import dom
    from cleaner.rules.load import loaded

    found = 0
    for file in files:
        failed: list[object]
        if _about_markup(file):
            boxes = dom.loaded({file.stem: file.read_text(encoding="utf-8")})
            known, failed, examples = len(boxes), list(dom_examples.failures(boxes)), 2 * len(boxes)
        else:
            phrases = loaded(file)
            known, failed = len(phrases), list(failures(phrases))
            examples = sum(len(rule.removes) + len(rule.keeps) for rule in phrases)
        found += len(failed)
        show("".join(f"{failure}\n" for failure in failed))
        rules_word = "rule" if known == 1 else "rules"
        show(f"{file}: {known} {rules_word}, {examples} examples, {len(failed)} failed\n")
    return 1 if found else 0


def _about_markup(file: Path) -> bool:
    """Tell whether a file holds rules about markup: only they have selectors."""
    from cleaner.rules.load import text_of

    return any(line.startswith("css = ") for line in text_of(file).splitlines())
