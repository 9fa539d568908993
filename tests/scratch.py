"""Scratch repositories of git for tests, in which `cleaner` is the one under test."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLAIN = "Der Stadtrat von Musterstadt hat am Dienstag den Haushalt für das kommende Jahr beschlossen."
DIRTY = f"{PLAIN}\n\nAnzeige\n\nDie Sitzung dauerte bis in den späten Abend, dann gingen alle nach Hause.\n"
CLEAN = f"{PLAIN}\n\nDie Sitzung dauerte bis in den späten Abend, dann gingen alle nach Hause.\n"

needs_git = pytest.mark.skipif(os.name == "nt" or shutil.which("git") is None, reason="needs git and a POSIX shell")


def environment(home: Path) -> Mapping[str, str]:
    """Return an environment in which `cleaner` and `python` are those under test, and git knows nobody's settings."""
    programs = home / ".bin"
    programs.mkdir(exist_ok=True)
    for name, arguments in (("cleaner", "-m cleaner "), ("python", "")):
        script = programs / name
        script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {arguments}"$@"\n')
        script.chmod(0o755)
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "PRE_COMMIT")) and name not in ("NO_COLOR", "FORCE_COLOR")
    }
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
    """An empty repository of git in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.folder.mkdir()
        self.environment = environment(folder)
        self.git("init", "-q")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def text(self, name: str) -> str:
        return (self.folder / name).read_bytes().decode()

    def did(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=dict(self.environment), capture_output=True, text=True, encoding="utf-8"
        )

    def git(self, *arguments: str) -> str:
        """Run git, which must succeed, and return what it says."""
        done = self.did("git", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
