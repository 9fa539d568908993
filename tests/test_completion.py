"""What a shell offers after Tab, and what `--help` shows: examples that are really commands."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scratch import environment
from test_cli import run

from cleaner.article import FAMILIES

needs_bash = pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="needs bash")


def offered(folder: Path, line: str) -> list[str]:
    """Return what bash offers after Tab at the end of this line."""
    words = line.split(" ")
    listed = " ".join(map(shlex.quote, words))
    script = f"""
        eval "$(cleaner completion bash)"
        COMP_WORDS=({listed}); COMP_CWORD={len(words) - 1}
        $(complete -p cleaner | sed 's/.*-F \\([^ ]*\\).*/\\1/') cleaner
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-ec", script],
        cwd=folder,
        env=dict(environment(folder)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@needs_bash
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("cleaner ch", {"check"}),
        ("cleaner check --output-f", {"--output-format"}),
        ("cleaner check --output-format s", {"sarif"}),
        ("cleaner clean --to json", {"json", "jsonl"}),
        ("cleaner fix --ignore em", {"embed"}),
        ("cleaner fix --ignore embed,cons", {"embed,consent"}),
        ("cleaner explain en/ad-lab", {"en/ad-label"}),
        ("cleaner check arti", set()),
    ],
)
def test_bash_is_offered(line: str, expected: set[str], tmp_path: Path) -> None:
    assert set(offered(tmp_path, line)) == expected


@needs_bash
def test_without_an_offer_bash_completes_files(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", 'eval "$(cleaner completion bash)"; complete -p cleaner'],
        env=dict(environment(tmp_path)),
        capture_output=True,
        text=True,
    )
    assert "-o default" in done.stdout, done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell_and_nothing_else(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, "completion", shell)
    assert (done.code, done.stderr) == (0, "")
    assert f"_CLEANER_COMPLETE=complete_{shell}" in done.stdout
    assert "cleaner" in done.stdout


@pytest.mark.parametrize(
    ("shell", "env"),
    [
        ("zsh", {"_TYPER_COMPLETE_ARGS": "cleaner clean --select fo"}),
        ("fish", {"_TYPER_COMPLETE_ARGS": "cleaner ba", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}),
    ],
)
def test_the_program_answers_other_shells(shell: str, env: dict[str, str], tmp_path: Path) -> None:
    full = {**environment(tmp_path), **env, "_CLEANER_COMPLETE": f"complete_{shell}"}
    done = subprocess.run(["cleaner"], cwd=tmp_path, env=full, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert ("baseline" in done.stdout) == (shell == "fish")


def test_an_unknown_shell_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "completion", "csh").code == 2


def commands() -> Iterator[tuple[str, Any]]:
    import typer

    from cleaner.cli.app import app

    def below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
        yield name, command
        for part, child in getattr(command, "commands", {}).items():
            yield from below(f"{name} {part}", child)

    yield from below("cleaner", typer.main.get_command(app))


COMMANDS = dict(commands())
EXAMPLES = [
    (name, example)
    for name, command in COMMANDS.items()
    for example in re.findall(r"`(cleaner [^`]+)`", (command.help or "").partition("Examples:")[2])
]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_examples(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Examples:" in (COMMANDS[name].help or "")
    shown = run(monkeypatch, *name.split()[1:], "--help")
    assert shown.code == 0
    assert "Examples:" in shown.stdout


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_is_a_command(name: str, example: str) -> None:
    """It parses as one: known command, known options, valid values; it is not run."""
    words = shlex.split(example.partition(" > ")[0])
    assert example.startswith(name)
    command: Any = COMMANDS["cleaner"]
    context = command.make_context("cleaner", words[1:])
    while hasattr(command, "commands") and (rest := [*context._protected_args, *context.args]):
        command = command.commands[rest[0]]
        context = command.make_context(rest[0], rest[1:], parent=context)


def test_families_are_offered(tmp_path: Path) -> None:
    from cleaner.cli.completion import families

    assert tuple(families("")) == FAMILIES
    assert list(families("agency,en/ad-lab")) == ["agency,en/ad-label"]
