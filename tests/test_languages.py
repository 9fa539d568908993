"""What the README says about languages is what the package holds."""

from __future__ import annotations

from pathlib import Path

from cleaner.rules.book import languages

ROOT = Path(__file__).parent.parent
NAMES = {
    "cs": "Czech", "da": "Danish", "nl": "Dutch", "en": "English", "fi": "Finnish", "fr": "French", "de": "German",
    "it": "Italian", "nb": "Norwegian", "pl": "Polish", "pt": "Portuguese", "es": "Spanish", "sv": "Swedish",
    "tr": "Turkish",
}  # fmt: skip


def test_every_language_has_rules_sentences_and_articles() -> None:
    assert languages() == set(NAMES)
    for code in NAMES:
        assert (ROOT / "fixtures" / "negative" / f"{code}.txt").is_file(), code
        assert len([*(ROOT / "fixtures" / code).glob("*/expected.txt")]) >= 2, code


def test_the_readme_names_them() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = readme[readme.index("## Languages") : readme.index("## Honest limits")]
    assert not [name for name in NAMES.values() if name not in said]
