"""Measure `cleaner check` on many files against tools of that kind, in one run; a part of tools/bench.py.

Codespell and typos look at words only, so their time is no goal, but it is what users of a hook are used to.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FILES = 2_000
_LENGTH = 3_000
"""Characters a file: about an article of a regional paper."""
_MISSING = "not installed"
_SMALL = "Der Stadtrat von Musterstadt hat am Dienstag den Haushalt beschlossen. (dpa)\n"


def check(articles: Sequence[str], rounds: int) -> dict[str, Any]:
    """Measure wall and processor seconds of each tool on the same generated files, the tools in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = _generate(articles, folder / "files")
        spent: dict[str, list[tuple[float, float]]] = {}
        tools = _tools()
        for _ in range(max(1, min(rounds, 3))):
            for tool, command in tools.items():
                if command:
                    spent.setdefault(tool, []).append(_run([*command, "files"], folder))
        out: dict[str, Any] = {"files": FILES, "megabytes": round(size / 1e6, 2), "cores": os.cpu_count()}
        for tool in tools:
            out[tool] = _told(spent[tool]) if tool in spent else _MISSING
        return out | _startup(folder, rounds)


def _tools() -> dict[str, list[str] | None]:
    ours = [sys.executable, "-m", "cleaner", "check", "--isolated", "--quiet"]
    return {
        "cleaner": ours,
        "cleaner_language_declared": [*ours, "--language", "de"],
        "cleaner_one_process": [*ours, "--jobs", "1"],
        **{name: [path] if (path := _found(name)) else None for name in ("codespell", "typos")},
    }


def _found(name: str) -> str | None:
    """Return a program beside this Python, else on the path."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def _told(runs: Sequence[tuple[float, float]]) -> str:
    wall, processor = (statistics.median(run[k] for run in runs) for k in (0, 1))
    return f"{wall:.2f} s, processor {processor:.2f} s, {FILES / wall:,.0f} files a second"


def _startup(folder: Path, rounds: int) -> dict[str, float]:
    """Measure the processor time of one small file, and that of a Python that does nothing."""
    (folder / "small.txt").write_text(_SMALL, encoding="utf-8")
    ours = [sys.executable, "-m", "cleaner", "check", "--isolated", "--language", "de", "small.txt"]
    empty = [sys.executable, "-c", "pass"]
    first, second = (statistics.median(_run(it, folder)[1] for _ in range(rounds)) for it in (ours, empty))
    return {"startup_processor_seconds": round(first, 3), "above_an_empty_python": round(first - second, 3)}


def _run(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Return wall and processor seconds of a process and its children; what it finds is thrown away."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, spent


def _generate(articles: Sequence[str], folder: Path) -> int:
    """Write the files, each from somewhere in an article on, the same ones in every run; return their size in bytes."""
    folder.mkdir()
    size = 0
    for number in range(FILES):
        chance = random.Random(number)
        lines = chance.choice(articles).splitlines(keepends=True)
        first = chance.randrange(max(1, len(lines) // 2))
        text = "".join(lines[first:])[:_LENGTH] + f"\n\nNr. {number}\n"
        size += (folder / f"{number:04}.txt").write_bytes(text.encode("utf-8", "replace"))
    return size
