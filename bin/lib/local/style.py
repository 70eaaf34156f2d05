"""Colours and signs, as far as whoever reads can show them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TextIO

_ESCAPE = re.compile(r"(\x1b\[[0-9;]*m)")
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x09\x0b-\x1f\x7f]")
_RESET = "\x1b[0m"


def is_live(out: TextIO) -> bool:
    """Whether lines can be drawn over: a terminal that is more than a typewriter."""
    return out.isatty() and os.environ.get("TERM", "dumb") != "dumb"


@dataclass(frozen=True)
class Style:
    colours: bool
    unicode: bool

    @staticmethod
    def of(out: TextIO) -> Style:
        """Colours on a live terminal unless NO_COLOR is set (https://no-color.org)."""
        colours = is_live(out) and not os.environ.get("NO_COLOR")
        unicode = (out.encoding or "").lower().replace("-", "") == "utf8"
        return Style(colours, unicode)

    def bold(self, text: str) -> str:
        return self._paint("1", text)

    def dim(self, text: str) -> str:
        return self._paint("2", text)

    def red(self, text: str) -> str:
        return self._paint("31", text)

    def green(self, text: str) -> str:
        return self._paint("32", text)

    def yellow(self, text: str) -> str:
        return self._paint("33", text)

    def cyan(self, text: str) -> str:
        return self._paint("36", text)

    @property
    def done(self) -> str:
        return self.green("✓" if self.unicode else "ok")

    @property
    def failed(self) -> str:
        return self.red("✗" if self.unicode else "failed")

    @property
    def arrow(self) -> str:
        return self.dim("→" if self.unicode else "->")

    def spinner(self, turn: int) -> str:
        frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" if self.unicode else "|/-\\"
        return self.cyan(frames[turn % len(frames)])

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}{_RESET}" if self.colours and text else text


def plain(text: str) -> str:
    """The text without anything that a terminal would obey, but for the ends of lines."""
    return _CONTROL.sub("", text)


def width(text: str) -> int:
    """How many columns the text takes; our texts have no wide characters."""
    return len(_ESCAPE.sub("", text))


def pad(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def fit(text: str, columns: int) -> str:
    """Cuts the text at so many columns, colours not counted."""
    if width(text) <= columns:
        return text
    kept, room = [], columns
    for part in _ESCAPE.split(text):
        if part.startswith("\x1b"):
            kept.append(part)
        else:
            kept.append(part[:room])
            room -= len(kept[-1])
    return "".join(kept)


def columns(rows: list[list[str]], gap: int = 2) -> list[str]:
    """Rows of cells as lines with straight columns."""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        (" " * gap).join(pad(cell, widths[i]) for i, cell in enumerate(row)).rstrip()
        for row in rows
    ]
