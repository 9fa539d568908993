"""Removals -> the same file without them: what `check` tells and `fix` writes. A second flow around `cleaner.flow`."""
