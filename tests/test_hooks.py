"""The hooks that the repository ships, run by pre-commit itself in a scratch repository, as its users do.

Installing the package anew for each run takes a minute, so the test runs `cleaner` from here (`language: system`);
entry, types and patterns are those of the shipped file.
"""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PLAIN = "Der Stadtrat von Musterstadt hat am Dienstag den Haushalt für das kommende Jahr beschlossen."
DIRTY = f"{PLAIN}\n\nAnzeige\n\nDie Sitzung dauerte bis in den späten Abend, dann gingen alle nach Hause.\n"
CLEAN = f"{PLAIN}\n\nDie Sitzung dauerte bis in den späten Abend, dann gingen alle nach Hause.\n"
MANY = 320
SHELL = os.name != "nt" and shutil.which("git") is not None

pytestmark = [
    pytest.mark.skipif(not SHELL, reason="needs git and a POSIX shell"),
    pytest.mark.skipif(
        importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed: pip install '.[dev]'"
    ),
]


def shipped() -> dict[str, dict[str, Any]]:
    import yaml

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return {hook["id"]: hook for hook in hooks}


def environment(home: Path) -> Mapping[str, str]:
    """Return an environment in which `cleaner` is the one under test, and git knows nobody's settings."""
    programs = home / ".bin"
    programs.mkdir(exist_ok=True)
    script = programs / "cleaner"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cleaner "$@"\n')
    script.chmod(0o755)
    own = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    return own | {
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / ".pre-commit"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Test",
        "GIT_AUTHOR_EMAIL": "test@example.org",
        "GIT_COMMITTER_NAME": "Test",
        "GIT_COMMITTER_EMAIL": "test@example.org",
    }


class Repository:
    """A scratch repository whose only hook is a shipped one."""

    def __init__(self, folder: Path, hook: str) -> None:
        import yaml

        self.folder = folder / "repository"
        self.folder.mkdir()
        self.environment = environment(folder)
        self.did("git", "init", "-q")
        local = {**shipped()[hook], "language": "system"}
        config = {"repos": [{"repo": "local", "hooks": [local]}]}
        self.write(".pre-commit-config.yaml", yaml.safe_dump(config))

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def did(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=dict(self.environment), capture_output=True, text=True, encoding="utf-8"
        )

    def hooks(self) -> subprocess.CompletedProcess[str]:
        self.did("git", "add", "-A")
        return self.did(sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose")

    def dirty(self) -> list[str]:
        return self.did("git", "diff", "--name-only").stdout.split()


def test_every_file_of_many_batches_is_fixed_once(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "cleaner-fix")
    names = [f"articles/{number:03}.txt" for number in range(MANY)]
    found = [name for number, name in enumerate(names) if number % 9 == 4]
    for name in names:
        repository.write(name, DIRTY if name in found else CLEAN)
    done = repository.hooks()
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Failed" in done.stdout
    assert repository.dirty() == found
    assert {repository.text(name) for name in names} == {CLEAN}
    again = repository.hooks()
    assert again.returncode == 0, again.stdout + again.stderr
    assert "Passed" in again.stdout


def test_check_tells_and_changes_nothing(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "cleaner-check")
    for number in range(30):
        repository.write(f"{number:02}.txt", CLEAN)
    assert repository.hooks().returncode == 0
    repository.write("notes.md", DIRTY)
    repository.write("script.py", f"# {DIRTY}".replace("\n", "\n# "))
    done = repository.hooks()
    assert done.returncode == 1
    assert "notes.md:3:1: ad/de/ad-label  Anzeige" in done.stdout
    assert "script.py" not in done.stdout
    assert repository.text("notes.md") == DIRTY


def test_a_commit_with_a_finding_is_stopped(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "cleaner-check")
    assert repository.did(sys.executable, "-m", "pre_commit", "install").returncode == 0
    repository.write("a.txt", DIRTY)
    repository.did("git", "add", "-A")
    assert repository.did("git", "commit", "-m", "an article").returncode == 1
    repository.write("a.txt", CLEAN)
    repository.did("git", "add", "-A")
    done = repository.did("git", "commit", "-m", "an article")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("hook", ["cleaner-check", "cleaner-fix"])
def test_what_is_excluded_stays_out_though_the_hook_names_it(tmp_path: Path, hook: str) -> None:
    repository = Repository(tmp_path, hook)
    repository.write("cleaner.toml", 'extend-exclude = ["raw/"]\n')
    repository.write("raw/a.txt", DIRTY)
    done = repository.hooks()
    assert done.returncode == 0, done.stdout + done.stderr
    assert repository.text("raw/a.txt") == DIRTY


def test_a_file_that_cannot_be_processed_fails_the_hook(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "cleaner-check")
    repository.write("news.jsonl", '{"text": "Ein Satz."}\nno json\n')
    done = repository.hooks()
    assert done.returncode == 1
    assert "news.jsonl:2" in done.stdout
