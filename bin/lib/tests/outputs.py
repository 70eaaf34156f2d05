"""Outputs to write to in tests."""

from __future__ import annotations

import io


class Terminal(io.StringIO):
    """Says that it is a terminal, and keeps what is written."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Pipe(io.StringIO):
    """A file or a pipe."""

    encoding = "utf-8"
