"""The frame around a script that runs a sandbox: signals, failures, cleaning up."""

from __future__ import annotations

import os
import pathlib
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable

from local import signals
from local.failure import Failure, Gone, Interrupted
from local.sandbox import Sandbox
from local.screen import Screen


def run(name: str, body: Callable[[Screen, Sandbox], bool], after: Callable[[Screen], None]) -> int:
    """Runs `body` with a sandbox that it may bring up, then ends the sandbox, whatever happened.

    `body` returns whether to leave the sandbox running instead. `after` has the last word when all
    went well and everything is cleaned up. Returns the exit code: 0, 1 for a failure, 128 and the
    signal's number after a signal.
    """
    # A character that the terminal's encoding lacks is no reason to fail.
    sys.stdout.reconfigure(errors="replace")
    screen = Screen(sys.stdout)
    sandbox = Sandbox(pathlib.Path(tempfile.mkdtemp(prefix=f"aileron-{name}-")))
    problem: BaseException | None = None
    keep = False
    try:
        signals.raise_on_signals()
        keep = body(screen, sandbox)
    except (Exception, Interrupted) as e:
        problem = e
    with signals.undisturbed():
        if keep:
            sandbox.keep()
            return 0
        return _end(screen, sandbox, problem, after)


def _end(
    screen: Screen, sandbox: Sandbox, problem: BaseException | None, after: Callable[[Screen], None]
) -> int:
    _tell(screen, problem)
    ended = sandbox.down()
    if not ended and not isinstance(problem, Failure):
        problem = Failure("The sandbox could not be ended.")
        _tell(screen, problem)
    if isinstance(problem, Gone | Interrupted | None) or not sandbox.directory.is_dir():
        shutil.rmtree(sandbox.home, ignore_errors=True)
    else:
        logs = "operator.log, sandbox.log, requests.jsonl and more"
        _say(screen, f"The logs are in {sandbox.directory}: {logs}.")
    if problem is None:
        after(screen)
        return 0
    return problem.exit_code if isinstance(problem, Interrupted) else 1


def _tell(screen: Screen, problem: BaseException | None) -> None:
    failed = screen.style.failed
    match problem:
        case None:
            pass
        case Failure():
            _say(screen, f"\n{failed} {problem.what}")
        case Interrupted():
            _say(screen, "\nBroken off; cleaning up.")
        case Gone():
            _mute()
        case _:
            what = "".join(traceback.format_exception(problem))
            _say(screen, f"\n{failed} This script itself failed.\n{what}")


def _say(screen: Screen, text: str) -> None:
    try:
        screen.say(text)
    except Gone:
        _mute()


def _mute() -> None:
    """Nobody reads any more: what is still written goes nowhere, Python's own last words too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
