"""Give a scraped news article back as its own words, with its metadata and an account of everything it took out.

>>> import cleaner
>>> article = cleaner.clean("Der Rat tagt am Montag.\\n\\nAm Ende stimmten alle zu.")
>>> article.status
'unchanged'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.article import Article, Block, Metadata, Removal
from cleaner.errors import CleanerError, InputError, OptionError, RecordError, RuleError, TextLost
from cleaner.options import Options

if TYPE_CHECKING:
    from cleaner.flow import clean

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Block",
    "CleanerError",
    "InputError",
    "Metadata",
    "OptionError",
    "Options",
    "RecordError",
    "Removal",
    "RuleError",
    "TextLost",
    "__version__",
    "clean",
]


def __getattr__(name: str) -> Any:
    """Import `clean` when it is first asked for: the nouns and errors alone cost 20 ms less."""
    if name == "clean":
        from cleaner.flow import clean

        return clean
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
