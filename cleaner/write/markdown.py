"""Article -> Markdown for reading: a YAML head, then the body with headings, lists, quotes and tables marked.

The words are the article's; characters that Markdown would take for markup are escaped, so that a reader sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cleaner.article import APART, Article, Block
from cleaner.rules.providers import label
from cleaner.write.head import head

_LINE_START = re.compile(r"(?:#{1,6}(?= |$)|[-+*](?= |$)|>|~{3}|`{3}|-{3}|_{3}|\*{3}|\[(?=[^\]]{1,99}\]:))")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?= |$)")
_ANYWHERE = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w{1,31};)|\\(?=[!-/:-@\[-`{-~])|(?<=\])\(")
_PAIRS = tuple(map(re.compile, (r"\*(?=\S)|(?<=\S)\*", "`", r"(?<!\w)_(?=\S)|(?<=\S)_(?!\w)", "~~")))
_CELLS = re.compile(r"\t|(?<= )\|(?= )")
_OWN_MARK = {
    "heading": re.compile(r"#{1,6} {1,9}"),
    "list_item": re.compile(r"[-*+•‣▪·] {1,9}"),
    "quote": re.compile(r"> {0,9}"),
}
"""Marks that a text file may carry already and that would otherwise stand twice."""


def markdown(article: Article, *, embeds: bool = False) -> str:
    """Return head and body. `embeds` shows each embed as one line at its place.

    The body leaves out title, kicker and captions; they stand in the head and in the record.
    """
    body = "".join(_joined(_body(article, embeds)))
    return head(article) + (f"\n{body}\n" if body else "")


def _body(article: Article, embeds: bool) -> Iterator[tuple[str, str]]:
    """Yield (kind, Markdown) for each thing in the body; a run of table blocks is one thing."""
    places = _places(article) if embeds else {}
    yield from (("embed", line) for line in places.get(-1, ()))
    rows: list[Block] = []
    for index, block in enumerate(article.blocks):
        if block.kind == "table":
            rows.append(block)
        if rows and (block.kind != "table" or index in places):
            yield "table", _table(rows)
            rows = []
        if block.kind not in APART and block.kind != "table":
            yield block.kind, _block(block, article.blocks[index + 1].text if index + 1 < len(article.blocks) else "")
        yield from (("embed", line) for line in places.get(index, ()))
    if rows:
        yield "table", _table(rows)


def _places(article: Article) -> Mapping[int, list[str]]:
    """Return the embed lines by the index of the block they follow; without a known place they follow the last one."""
    places: dict[int, list[str]] = {}
    last = len(article.blocks) - 1
    for embed in article.metadata.embeds:
        after = embed.get("after_block")
        name = label(str(embed.get("provider") or embed.get("kind") or "unknown"))
        line = f"[Embed: {', '.join(filter(None, (name, embed.get('url'))))}]"
        places.setdefault(last if after is None else max(-1, min(int(after), last)), []).append(line)
    return places


def _joined(parts: Iterator[tuple[str, str]]) -> Iterator[str]:
    before = None
    for kind, text in parts:
        if before is not None:
            yield "\n" if before == kind == "list_item" else "\n\n"
        yield text
        before = kind


def _block(block: Block, following: str = "") -> str:
    """Return a block marked; a quote with its name, unless the line behind it says it."""
    text = block.text.strip(" \t")
    mark = _OWN_MARK[block.kind].match(text) if block.kind in _OWN_MARK else None
    text = text[mark.end() :] if mark else text
    if block.kind == "heading":
        return f"{'#' * min(max(block.level or 2, 2), 6)} {escape(text)}"
    if block.kind == "list_item":
        return _item(text)
    if block.kind == "quote":
        name = block.attribution or ""
        said = not name or name in block.text or name in following or (following and following in name)
        return f"> {escape(text)}" + ("" if said else f"\n>\n> — {escape(name)}")
    return escape(text)


def _item(text: str) -> str:
    """Return a list item; one that carries its own number stays numbered."""
    number = _NUMBER.match(text)
    return f"{number[0]}{escape(text[number.end() :])}" if number else f"- {escape(text)}"


def _table(blocks: Sequence[Block]) -> str:
    """Return a table, its first row as the head that Markdown wants; without a row of several cells, plain lines."""
    rows = _rows(blocks)
    if all(len(row) < 2 for row in rows):
        return "\n\n".join(escape(cell) for row in rows for cell in row)
    lines = [f"| {' | '.join(escape(cell).replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def _rows(blocks: Sequence[Block]) -> list[list[str]]:
    """Return the cells, row by row: a page's cells are blocks whose group is the row, a text's row is one block with
    tabs or ` | ` between its cells."""
    rows: list[list[str]] = []
    last: int | None = None
    for block in blocks:
        cells = [cell.strip() for cell in _CELLS.split(block.text.strip("| \t"))]
        if len(cells) == 1 and block.group is not None and block.group == last:
            rows[-1] += cells
        else:
            rows.append(cells)
        last = block.group if len(cells) == 1 else None
    return rows


def escape(text: str) -> str:
    """Escape what Markdown would read as markup: at the start of the line, in pairs, HTML tags and entities.

    >>> escape("# 3 von 4 Leser*innen und Bürger*innen")
    '\\\\# 3 von 4 Leser\\\\*innen und Bürger\\\\*innen'
    """
    text = _ANYWHERE.sub(lambda found: "\\" + found[0], text)
    for mark in _PAIRS:
        if len(mark.findall(text)) > 1:
            text = mark.sub(lambda found: "\\" + found[0], text)
    if _LINE_START.match(text):
        return "\\" + text
    return _NUMBER.sub(r"\1\\\2", text, count=1) if _NUMBER.match(text) else text
