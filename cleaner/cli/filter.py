"""What `check`, `fix` and `baseline` have in common: their options, their settings, and the run over the files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from cleaner.cli import options as shared
from cleaner.cli.completion import families
from cleaner.cli.stream import asked, standard_input
from cleaner.config import Config
from cleaner.errors import CleanerError, OptionError
from cleaner.finding import Outcome
from cleaner.mend.settings import Settings, filtering
from cleaner.options import Options
from cleaner.read.files import Excluded, files
from cleaner.read.inputs import STDIN

_FILES = "Files"
_WHAT = "What counts"
_LIST = "FAMILY|RULE,..."


def _value(*names: str, help: str, metavar: str, panel: str = _WHAT, complete: Any = None) -> Any:
    return typer.Option(
        *names, help=help, metavar=metavar, rich_help_panel=panel, show_default=False, autocompletion=complete
    )


def _flag(*names: str, help: str, panel: str = _WHAT) -> Any:
    return typer.Option(*names, help=help, metavar="", rich_help_panel=panel, show_default=False)


PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH|-", show_default=False, help="Files, folders, or - for standard input."),
]
SelectOption = Annotated[
    list[str] | None,
    _value("--select", help="These, not the default families.", metavar=_LIST, complete=families),
]
ExtendOption = Annotated[
    list[str] | None, _value("--extend-select", help="These as well.", metavar=_LIST, complete=families)
]
IgnoreOption = Annotated[list[str] | None, _value("--ignore", help="Not these.", metavar=_LIST, complete=families)]
UnsafeOption = Annotated[bool, _flag("--unsafe", help="Rules that wait for review act too.")]
RulesOption = Annotated[list[str] | None, _value("--rules", help="Further rule file. Repeatable.", metavar="FILE")]
BaselineOption = Annotated[str | None, _value("--baseline", help="Leave out what this file accepts.", metavar="FILE")]
ConfigOption = Annotated[
    str | None, _value("--config", help="Default: the nearest cleaner.toml or pyproject.toml.", metavar="FILE")
]
IsolatedOption = Annotated[bool, _flag("--isolated", help="Read no configuration file.")]
LanguageOption = Annotated[
    str | None, _value("--language", help="Of the articles. Default: found out.", metavar="de|en|...", panel=_FILES)
]
EncodingOption = Annotated[
    str | None, _value("--encoding", help="Of the files. Default: found out.", metavar="CODEC", panel=_FILES)
]
FieldOption = Annotated[
    str | None, _value("--field", help="Field of a JSONL line. Default: text.", metavar="NAME", panel=_FILES)
]
ExcludeOption = Annotated[
    list[str] | None,
    _value("--exclude", help="Leave out, as .gitignore does. Repeatable.", metavar="GLOB", panel=_FILES),
]
ForceOption = Annotated[bool, _flag("--force-exclude", help="Leave out even what is named.", panel=_FILES)]
StdinNameOption = Annotated[
    str | None, _value("--stdin-filename", help="Name of what standard input holds.", metavar="NAME", panel=_FILES)
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        show_default=False,
        help="Processes. Default: one a core.",
        rich_help_panel=_FILES,
    ),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a run as they were given."""

    paths: list[str] | None = None
    select: list[str] | None = None
    extend: list[str] | None = None
    ignore: list[str] | None = None
    unsafe: bool = False
    rules: list[str] | None = None
    baseline: str | None = None
    config: str | None = None
    isolated: bool = False
    language: str | None = None
    encoding: str | None = None
    field: str | None = None
    exclude: list[str] | None = None
    force: bool = False
    stdin_name: str | None = None
    jobs: int | None = None


@dataclass(slots=True)
class Run:
    """A run over files: settings, what is left out, and the outcomes in order."""

    paths: list[str]
    settings: Settings
    excluded: Excluded
    config: Config
    stdin_name: str
    jobs: int | None
    stdin: bytes = field(default=b"", repr=False)

    def outcomes(self) -> Iterator[Outcome]:
        """Yield one outcome a file, in order; of standard input the bytes stay in `stdin`."""
        from cleaner.cli.pool import outcomes
        from cleaner.mend.file import failed

        batch: list[str] = []
        for found in files(self.paths, self.excluded):
            if found.error is None and found.name != STDIN:
                batch.append(found.name)
                continue
            yield from outcomes(batch, self.settings, self.jobs)
            batch = []
            yield failed(found.name, found.error) if found.error else replace(self._from_stdin(), stdin=True)
        yield from outcomes(batch, self.settings, self.jobs)

    def _from_stdin(self) -> Outcome:
        from cleaner.mend.file import failed, outcome
        from cleaner.read.inputs import bounded

        stream = standard_input()
        try:
            self.stdin = bounded(stream, self.settings.options.max_bytes) if stream else b""
        except CleanerError as problem:
            return failed(self.stdin_name, problem)
        if self.stdin_name != STDIN and self.excluded.names(self.stdin_name):
            return Outcome(self.stdin_name)
        return outcome(self.stdin, self.stdin_name, self.settings)


def run(asked_for: Asked, *, telling: bool = False, diff: bool = False, edits: bool = False) -> Run:
    """Return the run that was asked for. Raises OptionError and RuleError before any file is read."""
    config = shared.configuration(asked_for.config, isolated=asked_for.isolated)
    options = shared.options(
        replace(config.options, unsafe=config.options.unsafe or asked_for.unsafe),
        rules=asked_for.rules,
        select=_plain(asked_for.select),
        ignore=_plain(asked_for.ignore),
        encoding=asked_for.encoding,
    )
    options = filtering(options, extend=shared.names("--extend-select", _plain(asked_for.extend)), telling=telling)
    _known(options, config)
    baseline = asked_for.baseline or config.baseline
    settings = Settings(
        options,
        shared.language(asked_for.language) or config.language,
        asked_for.field or config.field,
        config.per_file_ignores,
        config.folder,
        str(Path(baseline).parent) if baseline else ".",
        _accepted(baseline, named=asked_for.baseline is not None),
        diff,
        edits,
    )
    return Run(
        asked(asked_for.paths),
        settings,
        _excluded(asked_for, config),
        config,
        asked_for.stdin_name or STDIN,
        asked_for.jobs,
    )


def _excluded(asked_for: Asked, config: Config) -> Excluded:
    from cleaner.read.ignored import Patterns

    own = Patterns((*config.exclude, *config.extend_exclude), config.folder)
    given = Patterns(asked_for.exclude or (), os.curdir)
    return Excluded((own, given), asked_for.force)


def _accepted(baseline: str | None, *, named: bool) -> Any:
    """Return what a baseline accepts; one that only the configuration names need not exist yet."""
    if baseline is None or (not named and not Path(baseline).exists()):
        return {}
    from cleaner.mend.baseline import accepted

    return accepted(Path(baseline))


def _plain(names: list[str] | None) -> list[str] | None:
    """Return names with `family/rule` of a report (`ad/de/ad-label`) as the rule (`de/ad-label`)."""
    from cleaner.article import FAMILIES

    def rule(name: str) -> str:
        family, _, rest = name.strip().partition("/")
        return rest if family in FAMILIES and "/" in rest else name

    return None if names is None else [rule(name) for value in names for name in value.split(",")]


def _known(options: Options, config: Config) -> None:
    """Refuse a rule id that no rule has: it would silently do nothing."""
    asked_for = {*options.select, *options.ignore, *(name for _, names in config.per_file_ignores for name in names)}
    ids = sorted(name for name in asked_for if "/" in name)
    if not ids:
        return
    from difflib import get_close_matches

    from cleaner.write.rulepage import known

    rules = [rule.id for rule in known(options.rules)]
    for name in ids:
        if name not in rules:
            near = get_close_matches(name, rules, n=3, cutoff=0.6)
            hint = f"did you mean {' or '.join(near)}?" if near else "cleaner rules lists them"
            raise OptionError(f"no rule {name!r}", hint=hint)
