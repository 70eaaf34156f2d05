"""What goes wrong, said so that a person can go on from there."""

from __future__ import annotations


class Failure(Exception):
    """Ends a command with exit code 1.

    `what` is a sentence or a short paragraph. Where the logs are is said by whoever catches it.
    """

    def __init__(self, what: str):
        super().__init__(what)
        self.what = what


class Gone(Exception):
    """Nobody sees what is written any more: the terminal is closed, or the pipe has no reader."""


class Interrupted(BaseException):
    """A signal told us to end."""

    def __init__(self, signal_number: int):
        super().__init__(signal_number)
        self.exit_code = 128 + signal_number
