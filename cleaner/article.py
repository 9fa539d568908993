"""The nouns: what travels between the stages. Standard library only.

A text file or a page becomes a `Document` (decoded source), then a `Layout` (one layer of text, cut into `Block`s).
Judges write `Verdict`s over blocks, trims write `Trim`s inside one block; nobody edits text. What comes out is an
`Article`: the kept blocks, one `Removal` for every piece taken out, and the `Metadata`.

All offsets count characters (Unicode code points) of `Layout.text`: for text input that is the decoded file, for HTML
the block texts joined by one blank line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]
"""A half-open range [start, end) of the layer, in characters."""

KINDS = ("title", "kicker", "lead", "heading", "paragraph", "list_item", "quote", "table", "caption", "factbox")
"""Kinds of kept blocks (public vocabulary)."""

APART = frozenset({"title", "kicker", "caption"})
"""Kept kinds that stand in `Article.blocks` and in the metadata, and not in the body text."""

FAMILIES = (
    "embed", "consent", "agency", "dateline", "byline", "timestamp", "credit", "related", "promo", "paywall", "ad",
    "player", "interface", "navigation", "notice", "widget", "duplicate", "unselected",
)  # fmt: skip
"""Families of removals (public vocabulary)."""

PROSE_CHARS = 80
"""From here on a block may count as prose: captions, headings and teasers are shorter, nine of ten paragraphs
longer."""
_CLOSERS = " \u00a0\"'”“’‘»«›‹)]）」』"
_SENTENCE_ENDS = frozenset(".!?…。！？।؟")

STATUSES = ("cleaned", "unchanged", "suspicious", "failed")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes became text, and what is needed to turn the text into the same bytes again.

    `patches` holds `[offset, length, hex]` for places (in characters of the text) whose bytes the named codec would not
    write again; `replacements` counts the U+FFFD put in for undecodable bytes.
    """

    name: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    gzip: bool = False
    replacements: int = 0
    patches: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded input. `text` is the whole decoded source (HTML markup or plain text), `format` is html or text,
    `sha256` is of the input bytes (`sha256_unpacked` of what gzip held)."""

    text: str
    format: str
    name: str = ""
    sha256: str = ""
    sha256_unpacked: str = ""
    size: int = 0
    encoding: Encoding = Encoding()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Find:
    """An element that a rule about markup matched. `at` is where it stands in the layer; `detail` holds what was read
    off it (provider, kind, url, id, title); `takes` says whether its blocks go. An embed may hold no block at all."""

    rule: str
    family: str
    at: int
    takes: bool = True
    detail: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0


@dataclass(frozen=True, slots=True)
class Dom:
    """What the page says about one block, for the judges to weigh. `context` holds `tag class#id role itemprop` of
    its element and the ancestors, nearest first, one string a level (lower case); `link_share` is the share of
    characters inside links; `node` is the element itself (opaque); `find` is the nearest matched element around it."""

    tag: str
    context: tuple[str, ...] = ()
    link_share: float = 0.0
    hidden: bool = False
    node: Any = field(default=None, repr=False, compare=False)
    find: Find | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of text as a reader sees it. `text` has no line break.

    `spans` are its ranges in the layer; pieces are joined by one space where a line break lay between them, and by
    nothing where a removal did. `kind` is what the markup or layout says, before any judge spoke. `decoded` names the
    attribute or script that held the text, where a placeholder hid a piece of the article.
    """

    text: str
    spans: tuple[Span, ...]
    kind: str = "paragraph"
    level: int | None = None
    group: int | None = None
    path: str | None = None
    attribution: str | None = None
    decoded: str | None = None
    dom: Dom | None = field(default=None, repr=False, compare=False)

    @property
    def start(self) -> int:
        """First character of the block in the layer."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """End (exclusive) of the block in the layer."""
        return self.spans[-1][1]

    @property
    def prose(self) -> bool:
        """Whether it reads like prose: 80 characters and more, ending like a sentence."""
        return len(self.text) >= PROSE_CHARS and self.text.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS


@dataclass(frozen=True, slots=True)
class Layout:
    """A document cut into blocks. `tree` is the parsed page (an lxml element; opaque here), None for text.

    `state` is blank, lined, wrapped or glued for text and html for pages; `parser` names the HTML parser that was used;
    `finds` are the elements that rules about markup matched, in the order of the page.
    """

    text: str
    blocks: tuple[Block, ...]
    state: str = "blank"
    tree: Any = field(default=None, repr=False, compare=False)
    parser: str | None = None
    finds: tuple[Find, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judge's word on one block: out, with family and rule. Blocks whose verdicts share `group` leave as one
    removal.

    `block` is an index into the sequence that the judge was given. `decisive` verdicts do not count for the brake.
    """

    block: int
    family: str
    rule: str
    judge: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    group: int | None = None
    decisive: bool = False


@dataclass(frozen=True, slots=True)
class Trim:
    """A piece inside one kept block that goes: [start, end) counts characters of `Block.text`, spaces beside
    included."""

    block: int
    start: int
    end: int
    family: str
    rule: str
    judge: str = "trim"
    detail: Mapping[str, Any] = field(default_factory=dict)
    decisive: bool = False


@dataclass(frozen=True, slots=True)
class Removal:
    """One piece of the layer that was taken out: `text` is exactly `layer[start:end]`."""

    family: str
    rule: str
    judge: str
    text: str
    start: int
    end: int
    detail: Mapping[str, Any] = field(default_factory=dict)
    decisive: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about the article. Unknown is None or empty, never a guess. Dates are ISO 8601 with the zone where
    the source gives one."""

    title: str | None = None
    kicker: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    date_modified: str | None = None
    site: str | None = None
    url: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    language: str | None = None
    language_confidence: float | None = None
    dateline: Mapping[str, str | None] | None = None
    agencies: tuple[Mapping[str, str], ...] = ()
    initials: tuple[str, ...] = ()
    desk: str | None = None
    dpa: Mapping[str, str] | None = None
    embeds: tuple[Mapping[str, Any], ...] = ()
    images: tuple[Mapping[str, str | None], ...] = ()
    notices: tuple[Mapping[str, str], ...] = ()
    corrections: tuple[str, ...] = ()
    paywall: Mapping[str, bool] = field(default_factory=lambda: {"present": False, "truncated": False})
    words: int = 0
    paragraphs: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """What a page's head says: metadata with the source of each field (`json-ld`, `meta:og:title`, `h1`, ...), the
    declared language, and the `articleBody` of its JSON-LD where there is one (evidence for the body judge)."""

    metadata: Metadata = Metadata()
    sources: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    article_body: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What `clean` gives back, for any input. `status` is one of STATUSES; `reason` says why a suspicious one was
    kept as it was; `error` is set when it failed: kind (name of the exception), what, hint."""

    source: str = ""
    status: str = "unchanged"
    blocks: tuple[Block, ...] = ()
    removed: tuple[Removal, ...] = ()
    metadata: Metadata = Metadata()
    metadata_sources: Mapping[str, str] = field(default_factory=dict)
    layer: str = field(default="", repr=False)
    document_format: str = "text"
    provenance: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None
    error: Mapping[str, str] | None = None

    @property
    def text(self) -> str:
        """The body: kept blocks joined by one blank line, without title, kicker and captions."""
        return "\n\n".join(block.text for block in self.blocks if block.kind not in APART)

    def to_dict(self) -> dict[str, Any]:
        """Return the record (docs/record.md) as plain dicts, lists, strings and numbers."""
        from cleaner.write.record import record

        return record(self)

    def restore(self) -> str:
        """Rebuild the text layer from the record alone. Raises RecordError where it does not add up."""
        from cleaner.write.restore import layer

        return layer(self.to_dict())
