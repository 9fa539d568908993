"""The promises, on documents that nobody thought of: conservation, order, idempotence, determinism, restraint."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from account import balances, restores
from hypothesis import given
from hypothesis import strategies as st
from phrases import PROSE, STATES, THOROUGH, documents, examples, in_state, negatives

from cleaner.article import STATUSES, Article
from cleaner.flow import clean
from cleaner.read.decode import encode
from cleaner.write.restore import source as rebuilt_source

ROOT = Path(__file__).parent.parent
LANGUAGES = (None, "de", "en")


def cleaned(text: str, language: str | None = None) -> Article:
    return clean(text, format="text", language=language)


@THOROUGH
@given(documents(), st.sampled_from(LANGUAGES))
def test_the_account_balances(text: str, language: str | None) -> None:
    """Conservation, order, restore: nothing is lost, invented, changed or moved, and the bytes come back."""
    article = clean(text.encode("utf-8"), format="text", language=language)
    assert article.status in STATUSES and article.status != "failed"
    assert article.layer == text
    balances(article)
    in_order(article)
    truthful(article)
    restores(article)
    record = json.loads(json.dumps(article.to_dict()))
    assert rebuilt_source(record, encode) == text.encode("utf-8")


def in_order(article: Article) -> None:
    """Assert that the body is a subsequence of the source."""
    rest = iter("".join(article.layer.split()))
    assert all(c in rest for c in "".join(article.text.split()))
    spans = [span for block in article.blocks for span in block.spans]
    assert spans == sorted(spans)


def truthful(article: Article) -> None:
    """Assert that the status says what happened; a suspicious document lost nothing."""
    assert all(removal.rule and removal.judge and removal.text.strip() for removal in article.removed)
    assert (article.status == "unchanged") == (not article.removed and article.reason is None)
    assert (article.status == "suspicious") == (article.reason is not None)
    if article.status == "suspicious":
        assert article.removed == ()


@THOROUGH
@given(documents(), st.sampled_from(LANGUAGES))
def test_a_second_pass_changes_nothing(text: str, language: str | None) -> None:
    once = cleaned(text, language)
    if once.text:
        assert cleaned(once.text, language).text == once.text


@THOROUGH
@given(st.lists(st.sampled_from(PROSE[:10]), min_size=1, max_size=8), st.sampled_from(STATES))
def test_prose_alone_is_never_touched(parts: list[str], state: str) -> None:
    article = cleaned(in_state(parts, "blank" if state == "glued" else state))
    assert (article.status, article.removed) == ("unchanged", ())


@THOROUGH
@given(st.data())
def test_restraint(data: st.DataObject) -> None:
    """Sentences that look like furniture, mixed at will, in the language of their file and in none."""
    language = data.draw(st.sampled_from(sorted(negatives())))
    parts = data.draw(st.lists(st.sampled_from(negatives()[language]), min_size=1, max_size=8))
    article = cleaned("\n\n".join(parts), data.draw(st.sampled_from((None, language))))
    assert [(removal.rule, removal.text) for removal in article.removed] == []


# Pages made of random nesting

TAGS = (
    "div",
    "p",
    "section",
    "span",
    "b",
    "ul",
    "li",
    "blockquote",
    "h2",
    "table",
    "tr",
    "td",
    "aside",
    "figure",
    "figcaption",
    "a",
    "article",
    "em",
)
CLASSES = (
    "",
    "",
    "teaser",
    "article-body",
    "embed",
    "newsletter",
    "caption",
    "author",
    "lead",
    "sr-only",
    "related",
    "ad",
)


@st.composite
def elements(draw: st.DrawFn) -> str:
    """Draw a nest of elements; every piece of text has a number, so that each can be found again."""
    tree = draw(
        st.recursive(
            st.sampled_from(PROSE + examples()),
            lambda inner: st.tuples(st.sampled_from(TAGS), st.sampled_from(CLASSES), st.lists(inner, max_size=4)),
            max_leaves=14,
        )
    )
    return _markup(tree)


def _markup(tree: object) -> str:
    if isinstance(tree, str):
        return tree.replace("&", "&amp;").replace("<", "&lt;")
    assert isinstance(tree, tuple)
    tag, name, children = tree
    attribute = f' class="{name}"' if name else ""
    return f"<{tag}{attribute}>{''.join(_markup(child) for child in children)}</{tag}>"


def numbered(markup: str) -> tuple[str, list[str]]:
    """Put a numbered word into every piece of text; return the markup and the words in order."""
    words: list[str] = []

    def mark(found: re.Match[str]) -> str:
        words.append(f"nr{len(words)}x")
        return f">{words[-1]} {found.group(1)}<"

    return re.sub(r">([^<>]+)<", mark, markup), words


BODY = "".join(f"<p>{text}</p>" for text in PROSE[:4])


def page(inner: str) -> str:
    head = '<meta charset="utf-8"><title>Haushalt</title>'
    body = f"<article><h1>Haushalt</h1>{BODY}{inner}</article>"
    return f'<!DOCTYPE html><html lang="de"><head>{head}</head><body>{body}</body></html>'


@THOROUGH
@given(elements())
def test_pages_keep_every_word_in_order(markup: str) -> None:
    inner, words = numbered(f"<div>{markup}</div>")
    article = clean(page(inner), format="html")
    assert article.status != "failed", article.error
    found = re.findall(r"nr\d+x", article.layer)
    assert sorted(found) == sorted(words)
    # Words for screen readers inside a sentence become a block behind it; all others stand where they stood.
    assert found == words or "sr-only" in markup
    balances(article)
    restores(article)


@THOROUGH
@given(elements())
def test_the_text_of_a_page_is_stable(markup: str) -> None:
    once = clean(page(markup), format="html")
    assert cleaned(once.text, "de").text == once.text


# Determinism


def sources() -> list[Path]:
    return [*sorted((ROOT / "fixtures").glob("??/*/source.*")), *sorted((ROOT / "seeds").glob("*.txt"))]


def digest(paths: list[Path], order: list[int], threads: int = 1) -> str:
    """Return one hash over the records of files, cleaned in some order, put together in theirs."""
    todo = [paths[i] for i in order]
    with ThreadPoolExecutor(threads) as pool:
        records = list(pool.map(lambda path: clean(path.read_bytes(), name=path.parent.name).to_dict(), todo))
    by_place = sorted(zip(order, records, strict=True), key=lambda pair: pair[0])
    return hashlib.sha256(json.dumps([record for _, record in by_place]).encode()).hexdigest()


def test_order_and_threads_do_not_matter() -> None:
    paths = sources()
    order = list(range(len(paths)))
    first = digest(paths, order)
    shuffled = random.Random(7).sample(order, len(order))
    assert digest(paths, shuffled) == first
    assert digest(paths, list(reversed(order))) == first
    assert digest(paths, shuffled, threads=8) == first


@pytest.fixture(scope="module")
def here() -> str:
    paths = sources()
    return digest(paths, list(range(len(paths))))


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_hash_seed_and_locale_do_not_matter(seed: str, here: str) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_properties as t\n"
        "paths = t.sources(); print(t.digest(paths, list(range(len(paths)))))"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Pacific/Auckland", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == here


def test_the_same_document_again_and_again() -> None:
    text = "\n\n".join(PROSE[:4] + examples()[:6])
    assert len({json.dumps(cleaned(text).to_dict()) for _ in range(7)}) == 1
