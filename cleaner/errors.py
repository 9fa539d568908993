"""What can go wrong, each with what, where and what to do.

CleanerError
├── InputError            this input cannot be cleaned; the others still can
│   ├── DecodeProblem     bytes that are no text: binary, PDF, broken gzip
│   ├── TooLarge          a limit on size, ratio, depth or blocks was hit
│   ├── NotSupported      a format or file type that has no reader
│   ├── Empty             nothing in it
│   ├── NoArticle         a page, and no article on it (home page, 404, search result)
│   └── Missing           no such file, or a folder without inputs
├── RuleError             a rule file is wrong (file, line, what is expected)
├── OptionError           an unknown option or value; lists the valid ones
├── RecordError           a record that cannot be restored
└── TextLost              conservation is violated: a bug in cleaner, nothing is written
"""

from __future__ import annotations


class CleanerError(Exception):
    """Base of all errors. `hint` says what to do about it."""

    def __init__(self, what: str, *, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    @property
    def kind(self) -> str:
        """Stable short name, as in the record's `error.kind`."""
        return type(self).__name__


class InputError(CleanerError):
    """This input cannot be cleaned; the others still can."""


class DecodeProblem(InputError):
    """Bytes that are no text: binary files, PDF, a broken gzip stream."""


class TooLarge(InputError):
    """A limit on size, ratio, depth or number of blocks was hit."""


class NotSupported(InputError):
    """A format that has no reader."""


class Empty(InputError):
    """Nothing in it but white space."""


class NoArticle(InputError):
    """A page without an article: a home page, a 404, a search result, a bare consent wall."""


class Missing(InputError):
    """No such file, or a folder that holds no input."""


class RuleError(CleanerError):
    """A rule file is wrong: the message names file, rule and what is expected."""


class OptionError(CleanerError):
    """An unknown option or value; the message lists the valid ones."""


class RecordError(CleanerError):
    """A record from which the source cannot be rebuilt."""


class TextLost(CleanerError):
    """Kept and removed do not add up to the source. A bug in cleaner: the document fails, nothing is written."""
