"""`cleaner completion`: the script that lets a shell complete commands, options, families and rules."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

from cleaner.cli.stream import show

Shell = StrEnum("Shell", ["bash", "zsh", "fish"])
"""Shells that there is a script for."""

ASKED = "_CLEANER_COMPLETE"
"""Variable in which the script of a shell asks the program what could follow."""

ShellArgument = Annotated[Shell, typer.Argument(metavar="bash|zsh|fish", show_default=False, help="The shell.")]


def completion(shell: ShellArgument) -> None:
    """Print the script that completes `cleaner` in a shell. Nothing is installed: where it goes is up to you.

    Examples:

    * `eval "$(cleaner completion bash)"` in `~/.bashrc`
    * `cleaner completion zsh > ~/.zfunc/_cleaner`, with `fpath+=~/.zfunc` before `compinit` in `~/.zshrc`
    * `cleaner completion fish > ~/.config/fish/completions/cleaner.fish`
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    show(get_completion_script(prog_name="cleaner", complete_var=ASKED, shell=str(shell)) + "\n")


def prepare() -> None:
    """Make ready to answer a shell, when it is one that asks; typer does it only where it adds its own options."""
    if ASKED in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()


def families(incomplete: str) -> Iterator[str]:
    """Yield what may follow in a list of families and rules: families, and rules once there is a slash."""
    from cleaner.article import FAMILIES

    before, comma, word = incomplete.rpartition(",")
    offered = _rules() if "/" in word else FAMILIES
    yield from (f"{before}{comma}{name}" for name in offered if name.startswith(word))


def rules(incomplete: str) -> Iterator[str]:
    """Yield the rules that begin so, once there is a slash; before it, files are more likely meant."""
    if "/" in incomplete:
        yield from (name for name in _rules() if name.startswith(incomplete))


def _rules() -> list[str]:
    from cleaner.write.rulepage import known

    return sorted(rule.id for rule in known())
