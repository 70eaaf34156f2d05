"""Turns the signals that end a program into an exception, until cleaning up begins."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

from local.failure import Interrupted

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def raise_on_signals() -> None:
    """From here on Ctrl-C, SIGTERM and a closed terminal raise Interrupted in the main thread."""

    def interrupt(number, _frame):
        raise Interrupted(number)

    for number in ENDINGS:
        signal.signal(number, interrupt)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Cleaning up is not broken off half-way: inside, the signals are left unheard."""
    # A handler, not SIG_IGN, which the commands that clean up would inherit.
    before = {number: signal.signal(number, lambda *_: None) for number in ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
