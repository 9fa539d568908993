"""The options that commands share, and how they become `Options`: configuration file first, then command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cleaner.article import FAMILIES
from cleaner.cli.completion import families
from cleaner.config import Config, find, load
from cleaner.config import language as code_of
from cleaner.errors import OptionError
from cleaner.options import Options

_HOW = "How to clean"
_INPUT = "Input"
_MESSAGES = "Messages"
_LIST = "FAMILY|RULE,…"

Form = StrEnum("Form", ["markdown", "text", "json", "jsonl"])
"""What --to takes."""

From = StrEnum("From", ["auto", "html", "text"])
"""What --from takes."""

Profile = StrEnum("Profile", ["archive", "standard"])
"""What --profile takes."""


def _flag(*names: str, help: str, panel: str = _HOW) -> Any:
    return typer.Option(*names, help=help, metavar="", rich_help_panel=panel, show_default=False)


def _value(*names: str, help: str, metavar: str, panel: str = _HOW, complete: Any = None) -> Any:
    return typer.Option(
        *names, help=help, metavar=metavar, rich_help_panel=panel, show_default=False, autocompletion=complete
    )


ProfileOption = Annotated[Profile | None, _value("--profile", help="Default: standard.", metavar="archive|standard")]
RulesOption = Annotated[list[str] | None, _value("--rules", help="Further rule file. Repeatable.", metavar="FILE")]
SelectOption = Annotated[
    list[str] | None,
    _value("--select", help="Only these act. Commas, or repeated.", metavar=_LIST, complete=families),
]
IgnoreOption = Annotated[
    list[str] | None,
    _value("--ignore", help="These do not act. Commas, or repeated.", metavar=_LIST, complete=families),
]
KeepDatelineOption = Annotated[bool, _flag("--keep-dateline", help="Leave 'BERLIN (dpa) -' in the text.")]
EmbedsOption = Annotated[bool, _flag("--embeds", help="Show a removed embed as one line of Markdown.")]
ConfigOption = Annotated[
    str | None, _value("--config", help="Default: the nearest cleaner.toml or pyproject.toml.", metavar="FILE")
]
ExplainOption = Annotated[bool, _flag("--explain", help="Add the source of each metadata field to the record.")]
LanguageOption = Annotated[
    str | None, _value("--language", help="Of the article. Default: found out.", metavar="de|en|…", panel=_INPUT)
]
UrlOption = Annotated[str | None, _value("--url", help="Where the page was saved from.", metavar="URL", panel=_INPUT)]
FromOption = Annotated[
    From, _value("--from", help="Default: auto (name, then content).", metavar="auto|html|text", panel=_INPUT)
]
EncodingOption = Annotated[
    str | None, _value("--encoding", help="Of the file. Default: found out.", metavar="CODEC", panel=_INPUT)
]
QuietOption = Annotated[bool, _flag("-q", "--quiet", help="Errors only.", panel=_MESSAGES)]
VerboseOption = Annotated[bool, _flag("-v", "--verbose", help="One line for each input.", panel=_MESSAGES)]


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read and cleaned: what every call of `clean` gets."""

    options: Options
    form: str = "auto"
    url: str | None = None
    language: str | None = None


def options(
    base: Options,
    *,
    profile: str | None = None,
    rules: list[str] | None = None,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    keep_dateline: bool = False,
    embeds: bool = False,
    explain: bool = False,
    encoding: str | None = None,
) -> Options:
    """Return the options of a run.

    The command line wins over the configuration (`base`); --rules and --ignore add to what stands there. Raises
    OptionError for an unknown family, an unknown codec.
    """
    return replace(
        base,
        profile=str(profile or base.profile),
        rules=(*base.rules, *(rules or ())),
        select=names("--select", select) or base.select,
        ignore=(*base.ignore, *names("--ignore", ignore)),
        keep_dateline=keep_dateline or base.keep_dateline,
        embeds=embeds or base.embeds,
        explain=explain or base.explain,
        encoding=_codec(encoding) or base.encoding,
    )


def language(code: str | None) -> str | None:
    """Return a language code in the short form that rules use. Raises OptionError for what is no code."""
    if code is None:
        return None
    from cleaner.rules.book import languages

    known = code_of(code, "--language")
    if known not in languages():
        from cleaner.cli.report import say

        say(f"no rules for {known!r}: only those for every language and the English ones act")
    return known


def configuration(path: str | None, *, isolated: bool = False) -> Config:
    """Return the configuration: the file that was named, else the nearest one, else none. Raises OptionError."""
    if path is not None:
        return load(Path(path))
    found = None if isolated else find(Path.cwd())
    return load(found) if found else Config()


def names(option: str, values: list[str] | None) -> tuple[str, ...]:
    """Return families and rule ids, from repeated options and commas. Raises OptionError for an unknown family."""
    found = tuple(name.strip() for value in values or () for name in value.split(",") if name.strip())
    for name in found:
        if "/" not in name and name not in FAMILIES:
            raise OptionError(f"{option}: unknown family {name!r}", hint=f"a rule id, or one of {', '.join(FAMILIES)}")
    return found


def _codec(name: str | None) -> str | None:
    import codecs

    try:
        return None if name is None else codecs.lookup(name).name
    except LookupError as problem:
        raise OptionError(f"--encoding: unknown codec {name!r}", hint="for instance utf-8, cp1252") from problem
