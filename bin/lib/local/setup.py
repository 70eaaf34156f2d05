"""Makes ready what a checkout needs before anything can run: tools, and the operator's program."""

from __future__ import annotations

import os
import pathlib
import shutil
from collections.abc import Callable

from local import commands
from local.commands import ROOT
from local.failure import Failure

Line = Callable[[str], None]
Tick = Callable[[], None]


def doctor(tick: Tick) -> None:
    """Fails with what is missing on this machine, and how to get it."""
    status, said = commands.run([ROOT / "bin/doctor", "--quiet"], on_tick=tick)
    if status != 0:
        raise Failure("Something that Aileron needs is missing on this machine.\n" + said)


def tools(line: Line, tick: Tick) -> pathlib.Path:
    """Builds etcd, kube-apiserver and so on if they are not there; returns their folder."""
    status, said = commands.run(
        [ROOT / "bin/sandbox", "tools"], on_line=sandbox_line(line), on_tick=tick
    )
    folder = pathlib.Path(said.rsplit("\n", 1)[-1].strip())
    if status != 0 or not folder.is_dir():
        raise Failure("The tools of the sandbox could not be made ready.\n" + _tail(said))
    return folder


def sandbox_line(line: Line) -> Line:
    """Passes on what the sandbox says of its progress, and nothing that is meant for scripts."""

    def pass_on(text: str) -> None:
        if text.startswith("sandbox: ") and not text.startswith("sandbox: to use it"):
            line(text.removeprefix("sandbox: "))

    return pass_on


def operator(line: Line, tick: Tick) -> None:
    """Builds the operator unless its program is newer than its sources."""
    status, said = commands.run([ROOT / "bin/lib/build-operator"], on_line=line, on_tick=tick)
    if status != 0:
        raise Failure("The operator could not be built.\n" + _tail(said))


def kubectl(folder: pathlib.Path) -> str:
    """The kubectl on the PATH, or else the one among the tools."""
    found = shutil.which("kubectl")
    built = folder / "kubectl"
    if found:
        return found
    if os.access(built, os.X_OK):
        return str(built)
    raise Failure(f"There is no kubectl on the PATH and none in {folder}.")


def _tail(said: str, count: int = 25) -> str:
    return "\n".join(said.splitlines()[-count:])
