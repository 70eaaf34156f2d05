"""What a person sees: lines, and on a terminal a part at the bottom that is drawn anew."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable, Iterator
from typing import Protocol, TextIO

from local.failure import Gone
from local.style import Style, fit, is_live, plain

_FRAME_SECONDS = 0.1
_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
# No wrapping while drawing in place: the terminal may have become narrower since it was asked.
_NO_WRAP, _WRAP = "\x1b[?7l", "\x1b[?7h"


class Live(Protocol):
    """A part of the screen that changes while something goes on."""

    def draw(self, lines: list[str]) -> None:
        """Shows these lines in place of the last ones; nothing where that cannot be done."""

    def event(self, line: str) -> None:
        """Tells of a change where lines cannot be drawn over; nothing where they can."""


class Screen:
    """Writes to one output, live or as plain lines."""

    def __init__(self, out: TextIO):
        self._out = out
        self._live = is_live(out)
        self.style = Style.of(out)

    @property
    def columns(self) -> int:
        """How long a line may be: as the terminal is wide, else 100."""
        return shutil.get_terminal_size().columns if self._live else 100

    def say(self, text: str = "") -> None:
        """Writes lines that stay."""
        self._write((text if self._live else plain(text)) + "\n")

    def chapter(self, text: str) -> None:
        self.say()
        self.say(self.style.bold(text))

    @contextlib.contextmanager
    def live(self) -> Iterator[Live]:
        """A part to draw in. What was drawn last stays."""
        if not self._live:
            yield _PlainLive(self)
            return
        area = _TerminalLive(self._write)
        try:
            yield area
        finally:
            area.close()

    @contextlib.contextmanager
    def activity(self, doing: str, done: str) -> Iterator[Activity]:
        """Something that takes a while: `doing` while it goes on, then `done` with its time."""
        start = time.monotonic()
        with self.live() as live:
            activity = Activity(live, self.style, doing)
            activity.tick()
            try:
                yield activity
            except BaseException:
                live.draw([f"  {self.style.failed} {doing}"])
                raise
            seconds = self.style.dim(f"{time.monotonic() - start:.1f} s")
            line = f"  {self.style.done} {done}  {seconds}"
            live.draw([line])
            live.event(line)

    def _write(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except OSError as e:
            raise Gone from e


class Activity:
    """Tells of one thing that takes a while."""

    def __init__(self, live: Live, style: Style, doing: str):
        self._live = live
        self._style = style
        self._doing = doing
        self._detail = ""
        self._start = time.monotonic()
        live.event(f"  .. {doing}")

    def line(self, text: str) -> None:
        """What the program that works has just said."""
        self._detail = plain(text).strip()
        self._live.event(f"     {self._detail}")
        self.tick()

    def tick(self) -> None:
        """Called ten times a second, so that it can be seen that time goes on."""
        seconds = time.monotonic() - self._start
        turn = int(seconds / _FRAME_SECONDS)
        detail = f"  {self._style.dim(self._detail)}" if self._detail else ""
        self._live.draw([f"  {self._style.spinner(turn)} {self._doing}  {seconds:.0f} s{detail}"])


class _PlainLive:
    def __init__(self, screen: Screen):
        self._screen = screen

    def draw(self, lines: list[str]) -> None:
        pass

    def event(self, line: str) -> None:
        self._screen.say(line)


class _TerminalLive:
    def __init__(self, write: Callable[[str], None]):
        self._write = write
        self._drawn = 0
        write(_HIDE_CURSOR)

    def draw(self, lines: list[str]) -> None:
        size = shutil.get_terminal_size()
        # What has left the screen cannot be drawn over.
        lines = [fit(line, size.columns) for line in lines[: size.lines - 1]]
        up = f"\x1b[{self._drawn}A" if self._drawn else ""
        # Each line is cleared behind its end, and at last everything below: nothing flickers.
        text = "".join(f"{line}\x1b[0m\x1b[K\n" for line in lines)
        self._write(f"{_NO_WRAP}\r{up}{text}\x1b[J{_WRAP}")
        self._drawn = len(lines)

    def event(self, line: str) -> None:
        pass

    def close(self) -> None:
        self._write(_SHOW_CURSOR)
