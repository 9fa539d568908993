"""Wrap the long lines of rule files: `python tools/wrap.py FILE...`. What TOML reads out of them stays the same.

A long string becomes one of several lines (TOML joins them where a line ends in a backslash), broken behind a `|` or
a space; a long list becomes several lines. Raises ValueError, and writes nothing, if a file would say something else.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

WIDTH = 140
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_LINE = re.compile(r'(\s*)((?:[\w.-]+ = )?)("(?:[^"\\]|\\.)*")(,?)\s*$')
_LIST = re.compile(r"(\s*)([\w.-]+ = )\[(.*)\]\s*$")


def wrapped(text: str) -> str:
    """Return a rule file with no line longer than WIDTH, where that can be."""
    out: list[str] = []
    for line in text.split("\n"):
        out += [part for each in _items(line) for part in _broken(each)]
    done = "\n".join(out)
    if tomllib.loads(done) != tomllib.loads(text):
        raise ValueError("the wrapped file says something else")
    return done


def _items(line: str) -> Iterator[str]:
    """Yield a line, a long list of strings as several."""
    found = _LIST.match(line) if len(line) > WIDTH else None
    strings = _STRING.findall(found[3]) if found else []
    if not found or ", ".join(strings) != found[3].strip().rstrip(","):
        yield line
        return
    inner = found[1] + "  "
    yield f"{found[1]}{found[2]}["
    row = inner
    for string in strings:
        if len(row) + len(string) + 2 > WIDTH and row.strip():
            yield row.rstrip()
            row = inner
        row += f"{string}, "
    yield row.rstrip()
    yield f"{found[1]}]"


def _broken(line: str) -> Iterator[str]:
    """Yield a line, a long string as several."""
    found = _LINE.match(line) if len(line) > WIDTH else None
    if not found or '"""' in line:
        yield line
        return
    indent, key, string, comma = found.groups()
    inner = indent + "  "
    row = f'{indent}{key}"""'
    for piece in re.findall(r"[^| ]*[| ]|[^| ]+", string[1:-1]):
        if len(row) + len(piece) + 1 > WIDTH and row != inner and not piece.startswith(" "):
            yield row + "\\"
            row = inner
        row += piece
    yield f'{row}"""{comma}'


def main() -> None:
    for name in sys.argv[1:]:
        path = Path(name)
        text = path.read_text(encoding="utf-8")
        path.write_text(wrapped(text), encoding="utf-8")


if __name__ == "__main__":
    main()
