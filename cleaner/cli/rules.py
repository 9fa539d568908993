"""`cleaner rules`: the list of the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli import options as shared

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


def rules(
    language: LanguageOption = None,
    family: FamilyOption = None,
    as_json: JsonOption = False,
    extra: shared.RulesOption = None,
    config: shared.ConfigOption = None,
    test: TestOption = None,
) -> None:
    """List the rules: id, family, scope, and why each is there. `cleaner explain RULE` shows one with its examples."""
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


def _tested(files: list[Path]) -> int:
    """Run the examples of rule files; 0 when all hold, 1 when one does not."""
    from cleaner.cli.stream import show
    from cleaner.examples import failures
    from cleaner.rules.load import loaded

    found = 0
    for file in files:
        known = loaded(file)
        failed = list(failures(known))
        found += len(failed)
        show("".join(f"{failure}\n" for failure in failed))
        examples = sum(len(rule.removes) + len(rule.keeps) for rule in known)
        rules_word = "rule" if len(known) == 1 else "rules"
        show(f"{file}: {len(known)} {rules_word}, {examples} examples, {len(failed)} failed\n")
    return 1 if found else 0
