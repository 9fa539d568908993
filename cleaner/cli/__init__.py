"""The command line: one file per command, no logic in it. `main` turns every error into a message and an exit code."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Sequence

from cleaner.errors import CleanerError

_MADE_BEFORE_COLLECTING = 50_000
"""A short run makes many objects that stay (rules, modules); looking for garbage among them is a tenth of its time."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 findings, 2 usage error or an input that failed.

    130 after Ctrl-C, 141 when the reader of a pipe went away: what a shell reports for any other tool.
    """
    gc.set_threshold(_MADE_BEFORE_COLLECTING)
    from cleaner.cli.app import app
    from cleaner.cli.completion import prepare
    from cleaner.cli.report import DONE, FAILED, INTERRUPTED, complain

    try:
        prepare()
        _lenient()
        args = list(sys.argv[1:] if argv is None else argv)
        code = app(args or ["--help"], prog_name="cleaner", standalone_mode=False)
        if not args:  # the help was shown for want of a command
            return FAILED
        return code if isinstance(code, int) else DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except CleanerError as problem:
        complain(problem.what, problem.hint)
    except OSError as problem:
        complain(str(problem))
    except Exception as problem:
        # What typer raises for a wrong option, whether it brings its own click or uses the installed one.
        if not hasattr(problem, "format_message"):
            traceback.print_exc()
            complain("this is a bug in cleaner", "please report the lines above")
        else:
            complain(problem.format_message(), _usage(problem))
    return FAILED


def _lenient() -> None:
    """Let help have its dots and bullets: a locale that cannot show them gets question marks, no traceback."""
    if reconfigure := getattr(sys.stdout, "reconfigure", None):
        reconfigure(errors="replace")


def _usage(problem: Exception) -> str:
    context = getattr(problem, "ctx", None)
    return f"see {context.command_path if context else 'cleaner'} --help"
