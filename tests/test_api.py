"""The Python interface: one function that answers for any input, and raises only on wrong arguments."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
import typing
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, fields
from importlib.resources import files

import pytest
from account import balances, restores
from hypothesis import given
from hypothesis import strategies as st
from phrases import PROSE, THOROUGH

import cleaner
from cleaner import Article, Options, clean
from cleaner.article import FAMILIES, KINDS, STATUSES, Metadata
from cleaner.errors import CleanerError, InputError, OptionError, RecordError, RuleError
from cleaner.options import VALID, configured

TEXT = "\n\n".join(PROSE[:4]) + " (dpa)"


def test_the_signature_is_the_promised_one() -> None:
    parameters = inspect.signature(clean).parameters
    assert list(parameters) == ["source", "name", "format", "url", "language", "options"]
    assert all(p.kind is p.KEYWORD_ONLY for n, p in parameters.items() if n != "source")
    assert typing.get_type_hints(clean)["return"] is Article


def test_all_public_names_exist() -> None:
    assert all(hasattr(cleaner, name) for name in cleaner.__all__)
    assert {"Article", "Options", "clean", "__version__"} <= set(cleaner.__all__)
    with pytest.raises(AttributeError):
        _ = cleaner.no_such_name  # type: ignore[attr-defined]


def test_the_package_is_typed() -> None:
    assert files("cleaner").joinpath("py.typed").is_file()


@pytest.mark.parametrize("source", [None, 1, 1.5, ["a"], ("a",), {"a": 1}, object(), bytearray(b"a"), memoryview(b"a")])
def test_a_source_of_another_type_is_a_type_error(source: object) -> None:
    with pytest.raises(TypeError):
        clean(source)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [{"format": "pdf"}, {"format": ""}, {"format": "HTML5"}, {"options": Options(encoding="no-such-codec")}],
    ids=str,
)
def test_a_wrong_value_is_an_option_error(wrong: dict[str, typing.Any]) -> None:
    with pytest.raises(OptionError) as caught:
        clean(TEXT.encode(), **wrong)
    assert caught.value.hint


@pytest.mark.parametrize(
    "wrong",
    [{"language": 5}, {"url": 5}, {"name": 5}, {"format": 5}, {"options": {"profile": "archive"}}, {"options": None}],
    ids=str,
)
def test_an_argument_of_another_type_is_an_error_at_the_door(wrong: dict[str, typing.Any]) -> None:
    with pytest.raises((TypeError, OptionError)):
        clean(TEXT, **wrong)


def test_arguments_are_keywords() -> None:
    with pytest.raises(TypeError):
        clean(TEXT, "name")  # type: ignore[misc]
    with pytest.raises(TypeError):
        clean(TEXT, lang="de")  # type: ignore[call-arg]


def test_a_missing_rule_file_is_a_rule_error() -> None:
    with pytest.raises(RuleError):
        clean(TEXT, options=Options(rules=("/no/such/file.toml",)))


def test_unknown_options_list_the_valid_ones() -> None:
    with pytest.raises(OptionError) as caught:
        configured({"profil": "archive"}, where="cleaner.toml")
    assert all(name in caught.value.hint for name in VALID)
    with pytest.raises(OptionError):
        Options(profile="fast")
    with pytest.raises(OptionError):
        configured({"max-bytes": "viel"}, where="cleaner.toml")


@THOROUGH
@given(st.one_of(st.text(max_size=400), st.binary(max_size=400)), st.sampled_from(["auto", "html", "text"]))
def test_it_never_raises(source: str | bytes, form: str) -> None:
    article = clean(source, format=form)
    assert article.status in STATUSES
    if article.status == "failed":
        assert article.error is not None and set(article.error) == {"kind", "what", "hint"}
        assert article.error["kind"] != "TextLost", article.error
        assert article.blocks == () and article.removed == ()
    else:
        balances(article)
        restores(article)
    json.dumps(article.to_dict())


@THOROUGH
@given(st.text(alphabet=st.sampled_from("<>/!-=\"'& ;\n\t\0abpdivhtml\u00ad\u200b\ufeff.äÄ#xscript"), max_size=300))
def test_it_never_raises_on_something_like_markup(source: str) -> None:
    article = clean(f"<p>{PROSE[0]}</p>{source}<p>{PROSE[1]}</p>", format="html")
    if article.status == "failed":
        assert article.error is not None and article.error["kind"] in {"DecodeProblem", "TooLarge", "NoArticle"}, (
            article.error
        )
    else:
        balances(article)
        restores(article)


def test_results_have_the_promised_types() -> None:
    article = clean(TEXT, name="a.txt", language="de")
    assert isinstance(article, Article) and article.source == "a.txt"
    assert isinstance(article.blocks, tuple) and isinstance(article.removed, tuple)
    assert {block.kind for block in article.blocks} <= set(KINDS)
    assert {removal.family for removal in article.removed} <= set(FAMILIES)
    record = article.to_dict()
    assert set(record["metadata"]) == {field.name for field in fields(Metadata)}
    assert set(record) >= {"schema", "id", "source", "status", "text", "blocks", "removed", "metadata", "provenance"}
    assert set(record["provenance"]) >= {"sha256", "encoding", "cleaner", "rules", "profile", "options"}
    assert record["provenance"]["cleaner"] == cleaner.__version__


def test_an_article_cannot_be_changed() -> None:
    article = clean(TEXT)
    for thing in (article, article.blocks[0], article.removed[0], article.metadata, Options()):
        with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
            thing.kind = "other"  # type: ignore[misc, union-attr]


def test_a_failed_article_still_has_a_record() -> None:
    article = clean(b"%PDF-1.4 \x00\x01\x02", name="a.pdf")
    record = article.to_dict()
    assert (record["status"], record["source"], record["text"], record["blocks"]) == ("failed", "a.pdf", "", [])
    assert record["error"]["what"]
    with pytest.raises(RecordError):
        article.restore()


def test_errors_form_one_tree() -> None:
    assert issubclass(InputError, CleanerError) and issubclass(OptionError, CleanerError)
    assert InputError("was", hint="tu").kind == "InputError"


def test_options_change_what_they_say() -> None:
    assert clean(TEXT, language="de").removed
    assert clean(TEXT, language="de", options=Options(ignore=("agency",))).removed == ()
    assert clean(TEXT, language="de", options=Options(select=("embed",))).removed == ()
    assert clean(TEXT, language="de", options=Options(keep=("Beim Sport",))).removed == ()
    dated = "Hannover (dpa) - " + TEXT
    kept = clean(dated, language="de", options=Options(keep_dateline=True))
    assert kept.text.startswith("Hannover (dpa) - ") and kept.metadata.dateline is not None
    assert kept.metadata.dateline["place"] == "Hannover"


def test_a_digest_of_options_tells_them_apart() -> None:
    digests = {o.digest() for o in (Options(), Options(profile="archive"), Options(keep=("a",)), Options(max_rounds=3))}
    assert len(digests) == 4 and Options().digest() == Options().digest()


def test_threads_share_nothing_even_at_the_first_call() -> None:
    """Cold caches, many threads: each gets the answer of a single one. (In this process the caches are warm.)"""
    code = (
        "import json, sys; from concurrent.futures import ThreadPoolExecutor as T\n"
        "from cleaner import clean\n"
        "docs = json.loads(sys.stdin.read()) * 8\n"
        "with T(16) as pool: out = list(pool.map(lambda d: json.dumps(clean(d).to_dict()), docs))\n"
        "assert len(set(out)) == len(docs) // 8, len(set(out))\n"
        "print(json.dumps(sorted(set(out))))"
    )
    documents = [
        TEXT,
        TEXT.replace("Stadtrat", "Kreistag"),
        "\n\n".join(PROSE[6:9]),
        f"<html><body><h1>T</h1><p>{TEXT}</p></body></html>",
    ]
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(documents),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == sorted(json.dumps(clean(document).to_dict()) for document in documents)


def test_threads_in_this_process() -> None:
    documents = [TEXT.replace("Haushalt", f"Haushalt {i}") for i in range(40)]
    with ThreadPoolExecutor(8) as pool:
        assert [a.text for a in pool.map(clean, documents)] == [clean(d).text for d in documents]


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import cleaner", ("lxml", "bs4", "trafilatura", "htmldate", "langdetect", "typer", "rich", "ahocorasick_rs")),
        (
            "import cleaner; cleaner.clean('Der Rat tagt.', language='de')",
            ("bs4", "trafilatura", "htmldate", "typer", "rich"),
        ),
        ("import cleaner.cli", ("lxml", "bs4", "trafilatura", "htmldate", "langdetect")),
    ],
)
def test_imports_are_light(code: str, absent: tuple[str, ...]) -> None:
    check = f"{code}\nimport sys\nprint(*[m for m in {absent!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
