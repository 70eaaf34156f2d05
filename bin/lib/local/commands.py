"""Runs commands, and hands over what they say while they say it."""

from __future__ import annotations

import os
import pathlib
import queue
import signal
import subprocess
import threading
from collections.abc import Callable, Sequence

ROOT = pathlib.Path(__file__).resolve().parents[3]

TICK_SECONDS = 0.1
_GRACE_SECONDS = 15


def run(
    command: Sequence[str | os.PathLike],
    *,
    on_line: Callable[[str], None] = lambda line: None,
    on_tick: Callable[[], None] = lambda: None,
    env: dict[str, str] | None = None,
) -> tuple[int, str]:
    """Runs a command to its end; returns its status and all that it said.

    `on_line` gets every line of both outputs, `on_tick` is called ten times a second. The command
    is in a session of its own: Ctrl-C reaches only us, and we end it when we are interrupted.
    """
    process = subprocess.Popen(
        [os.fspath(part) for part in command],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    said: list[str] = []
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_read, args=(process, lines), daemon=True).start()
    try:
        while True:
            try:
                line = lines.get(timeout=TICK_SECONDS)
            except queue.Empty:
                on_tick()
                continue
            if line is None:
                break
            said.append(line)
            on_line(line)
        return process.wait(), "\n".join(said)
    finally:
        _end(process)


def _read(process: subprocess.Popen, lines: queue.Queue) -> None:
    for line in process.stdout:
        lines.put(line.rstrip("\n"))
    lines.put(None)


def _end(process: subprocess.Popen) -> None:
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
