"""What property tests build documents from: the rules' own examples, invented prose, tags, datelines, odd spaces."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cleaner.rules.book import rulebook

ROOT = Path(__file__).parent.parent
NEGATIVE = ROOT / "fixtures" / "negative"
NIGHTLY = int(os.environ.get("CLEANER_EXAMPLES", "0"))
"""Number of random examples for a long run (`make fuzz`); 0: the same 1,000 each time."""
THOROUGH = settings(
    max_examples=NIGHTLY or 1_000,
    derandomize=not NIGHTLY,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
_MARKS = re.compile(r"\[\[|\]\]")

PROSE = (
    "Der Stadtrat von Musterstadt hat am Dienstag den Haushalt für das kommende Jahr beschlossen.",
    "„Wir haben lange gerechnet“, sagte Kämmerin Petra Lindqvist nach der Sitzung, „und am Ende ging es auf.“",
    "Zwischen Hafen und Bahnhof soll bis zum Herbst ein neuer Radweg entstehen, der 4,2 Millionen Euro kostet.",
    "Die Opposition stimmte dagegen, weil ihr die Schulen zu kurz kommen. Beim Sport war man sich einig.",
    "An dieser Stelle stand früher eine Mühle, von der heute nur noch das Rad übrig ist.",
    "Mehr dazu will die Verwaltung erst sagen, wenn die Gutachten vorliegen und die Anwohner gehört worden sind.",
    "The harbour board said on Friday that it would dredge the channel twice a year instead of once.",
    "“We asked for a bridge and they gave us a brochure,” said Nadia Cole, who runs the bakery on the quay.",
    "Residents have until the end of the month to send in their comments, which will be read at the next meeting.",
    "Le conseil municipal a voté mardi soir la rénovation du marché couvert, fermé depuis deux ans déjà.",
    "Drei Gründe",
    "What happens next",
    "Und dann?",
    "Nein.",
)
TAGS = (
    "(dpa)",
    "(dpa/xyz)",
    "(AFP, dpa)",
    "(Reuters)",
    "(mit Material von dpa)",
    "(AP)",
    "dpa",
    "(epd)",
    "© dpa-infocom, dpa:240101-99-123456/1",
)
DATELINES = (
    "Berlin (dpa) - ",
    "Hannover. ",
    "LONDON (Reuters) - ",
    "PARIS, May 3 (AFP) — ",
    "Wien – ",
    "Kassel (dpa/lhe) - ",
)
SPACES = ("", " ", "  ", "\u00a0", "\u2009", "\t", "\u00ad", "\u200b", "\ufeff")
STATES = ("blank", "lined", "wrapped", "glued")


@cache
def examples() -> tuple[str, ...]:
    """Return every line of every rule's examples, once, without the marks of the example notation."""
    lines: dict[str, None] = {}
    for rule in rulebook().rules:
        for example in (*rule.removes, *rule.keeps):
            for line in example.split("\n"):
                lines[_MARKS.sub("", line.removeprefix("= ")).strip()] = None
    return tuple(line for line in lines if line)


@cache
def negatives() -> dict[str, tuple[str, ...]]:
    """Return the sentences that must survive every rule, by language."""
    return {path.stem: lines(path) for path in sorted(NEGATIVE.glob("*.txt"))}


def lines(path: Path) -> tuple[str, ...]:
    """Return the lines of a negative file; blank lines and those that begin with # are for the reader."""
    found = path.read_bytes().decode("utf-8").split("\n")
    return tuple(line.strip() for line in found if line.strip() and not line.startswith("#"))


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Draw one block: prose, furniture, or both glued together; at times with a dateline before and a tag behind."""
    parts = draw(st.lists(st.one_of(st.sampled_from(PROSE), st.sampled_from(examples())), min_size=1, max_size=3))
    glue = draw(st.sampled_from(SPACES))
    text = (glue if draw(st.integers(0, 2)) == 0 else " ").join(parts)
    if draw(st.integers(0, 4)) == 0:
        text = draw(st.sampled_from(DATELINES)) + text
    if draw(st.integers(0, 3)) == 0:
        text += draw(st.sampled_from(SPACES)) + draw(st.sampled_from(TAGS))
    return draw(st.sampled_from(("", "", "", " ", "\u00a0"))) + text


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Draw a text in one of the four states that scrapers leave behind, with one of four line ends."""
    blocks = draw(
        st.lists(st.one_of(paragraphs(), st.sampled_from(examples()), st.sampled_from(TAGS)), min_size=1, max_size=9)
    )
    state = draw(st.sampled_from(STATES))
    text = in_state(blocks, state)
    ends = draw(st.sampled_from(("\n", "\n", "\n", "\r\n", "\r")))
    return text.replace("\n", ends) + draw(st.sampled_from(("", "\n", "\n\n \n")))


def in_state(blocks: list[str], state: str) -> str:
    """Lay blocks out as a scraper in this state would."""
    if state == "glued":
        return "".join(blocks)
    if state == "lined":
        return "\n".join(blocks)
    if state == "wrapped":
        return "\n\n".join(_wrapped(block) for block in blocks)
    return "\n\n".join(blocks)


def _wrapped(text: str, width: int = 72) -> str:
    rows = [""]
    for word in text.split(" "):
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}" if rows[-1] else word
    return "\n".join(rows)
