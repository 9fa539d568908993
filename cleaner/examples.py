"""Runs a rule's own examples: what it says it removes must go, what it says it keeps must stay.

In an example every line is a block. A line that begins with `= ` is context that must stay; `[[ ]]` marks the piece
inside a block that goes; an example without marks goes as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cleaner.article import Block, Layout
from cleaner.judge.rules import rules
from cleaner.options import Options
from cleaner.rules.load import Rule
from cleaner.rules.scan import Reader, Scanner
from cleaner.settle import Sheet, settle
from cleaner.trim.inline import inline

_MARK = re.compile(r"\[\[(.*?)\]\]")
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: the rule, the example, what was expected and what came out."""

    rule: Rule
    example: str
    expected: str
    got: str

    def __str__(self) -> str:
        place = f"{self.rule.file}:{self._line()}: {self.rule.id}: {self.example!r}"
        return f"{place}\n    expected to stay: {self.expected!r}\n    stayed:           {self.got!r}"

    def _line(self) -> int:
        """Return the line (from 1) where the example stands in the rule's file; that of the rule if it is not found."""
        try:
            lines = Path(self.rule.file).read_text(encoding="utf-8").split("\n")
        except OSError:
            return self.rule.line
        begin = self.example.split("\n")[0].replace("\\", "\\\\").replace('"', '\\"')
        spots = (
            n for n in range(self.rule.line, len(lines)) if begin in lines[n] or self.example.split("\n")[0] in lines[n]
        )
        return next(spots, self.rule.line - 1) + 1


def failures(tested: Sequence[Rule]) -> Iterator[Failure]:
    """Run the examples of rules, each rule alone."""
    for rule in (replace(rule, safety="safe") for rule in tested):
        scanner = Scanner((rule,))
        options = Options(select=(rule.id,))
        for example, goes in [*((e, True) for e in rule.removes), *((e, False) for e in rule.keeps)]:
            expected = "\n".join(_stays(line, goes) for line in example.split("\n") if _stays(line, goes))
            got = "\n".join(_left(example, scanner, options, rule))
            if _plain(got) != _plain(expected):
                yield Failure(rule, example, expected, got)


def _stays(line: str, goes: bool) -> str:
    if line.startswith("= "):
        return line[2:]
    if "[[" in line:
        return _MARK.sub("", line)
    return "" if goes else line


def _left(example: str, scanner: Scanner, options: Options, rule: Rule) -> Iterator[str]:
    lines = [_MARK.sub(r"\1", line.removeprefix("= ")) for line in example.split("\n")]
    sheet = Sheet(laid_out(lines), options)
    reader = Reader(scanner)
    settle(
        sheet, lambda blocks: rules(blocks, reader, options), lambda blocks: inline(blocks, reader, options), _ROUNDS
    )
    return (block.text for block in sheet.blocks)


def laid_out(lines: Sequence[str]) -> Layout:
    """Return a layout with one block a line."""
    blocks, at = [], 0
    for line in (line for line in lines if line.strip()):
        blocks.append(Block(line, ((at, at + len(line)),)))
        at += len(line) + 2
    return Layout("\n\n".join(block.text for block in blocks), tuple(blocks))


def _plain(text: str) -> str:
    return " ".join(text.split())
