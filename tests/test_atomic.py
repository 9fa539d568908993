"""Files are replaced in one step: the old one or the new one, never a mixture."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleaner.errors import InputError
from cleaner.write.atomic import PREFIX, replacing, write

OLD, NEW = b"old\n" * 3, b"new\n" * 5


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(PREFIX)]


@pytest.mark.parametrize("sync", [False, True])
def test_a_file_is_replaced(tmp_path: Path, sync: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(OLD)
    write(path, NEW, sync=sync)
    assert path.read_bytes() == NEW
    assert left_over(tmp_path) == []


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(OLD)
    with pytest.raises(KeyboardInterrupt), replacing(path) as stream:
        stream.write(NEW)
        stream.flush()
        raise KeyboardInterrupt
    assert path.read_bytes() == OLD
    assert left_over(tmp_path) == []


def test_an_interrupted_write_of_a_new_file_leaves_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"), replacing(tmp_path / "new" / "a.txt"):
        raise ValueError("broken")
    assert list((tmp_path / "new").iterdir()) == []


def test_the_mode_of_the_old_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(OLD)
    path.chmod(0o640)
    write(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_gets_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "a.txt", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


def test_a_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(OLD)
    link.symlink_to(real)
    write(link, NEW)
    assert link.is_symlink()
    assert real.read_bytes() == NEW


@pytest.mark.parametrize("name", ["folder", "file/a.txt"])
def test_what_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(InputError, match="cannot write"):
        write(tmp_path / name, NEW)
    assert left_over(tmp_path) == []


KILLED = """
import sys
from pathlib import Path
from cleaner.write.atomic import write
print("go", flush=True)
while True:
    for letter in b"ab":
        write(Path(sys.argv[1]), bytes([letter]) * 200_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_process_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for pause in range(6):
        with subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.01 + 0.003 * pause)
            process.send_signal(signal.SIGKILL)
        if path.exists():
            assert path.read_bytes() in (b"a" * 200_000, b"b" * 200_000)
