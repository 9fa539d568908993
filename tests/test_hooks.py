"""The hooks that the repository ships, run by pre-commit itself in a scratch repository, as its users do.

Installing the package anew for each run takes a minute, so the test runs `cleaner` from here (`language: system`);
entry, types and patterns are those of the shipped file.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from scratch import CLEAN, DIRTY, ROOT, Repository, needs_git

MANY = 320

pytestmark = [
    needs_git,
    pytest.mark.skipif(
        importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed: pip install '.[dev]'"
    ),
]


def shipped() -> dict[str, dict[str, Any]]:
    import yaml

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return {hook["id"]: hook for hook in hooks}


class Hooked(Repository):
    """A scratch repository whose only hook is a shipped one."""

    def __init__(self, folder: Path, hook: str) -> None:
        import yaml

        super().__init__(folder)
        local = {**shipped()[hook], "language": "system"}
        self.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [{"repo": "local", "hooks": [local]}]}))

    def hooks(self) -> subprocess.CompletedProcess[str]:
        self.git("add", "-A")
        return self.did(sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose")

    def dirty(self) -> list[str]:
        return self.git("diff", "--name-only").split()


def test_every_file_of_many_batches_is_fixed_once(tmp_path: Path) -> None:
    repository = Hooked(tmp_path, "cleaner-fix")
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
    repository = Hooked(tmp_path, "cleaner-check")
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
    repository = Hooked(tmp_path, "cleaner-check")
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
    repository = Hooked(tmp_path, hook)
    repository.write("cleaner.toml", 'extend-exclude = ["raw/"]\n')
    repository.write("raw/a.txt", DIRTY)
    done = repository.hooks()
    assert done.returncode == 0, done.stdout + done.stderr
    assert repository.text("raw/a.txt") == DIRTY


def test_a_file_that_cannot_be_processed_fails_the_hook(tmp_path: Path) -> None:
    repository = Hooked(tmp_path, "cleaner-check")
    repository.write("news.jsonl", '{"text": "Ein Satz."}\nno json\n')
    done = repository.hooks()
    assert done.returncode == 1
    assert "news.jsonl:2" in done.stdout
