"""Benchmarks that are written in Java: run by Maven, each leaves a file with its figures."""

from __future__ import annotations

import os
import pathlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

from local import commands

# From which load of a core on the figures say more of the load.
_BUSY = 0.5


@dataclass(frozen=True)
class Load:
    """How busy the machine was before, for times measured beside other work mean little."""

    average: float
    cores: int

    @property
    def busy(self) -> bool:
        """Whether others had so much to do that the times are theirs as well."""
        return self.average > _BUSY * self.cores

    def text(self) -> str:
        told = f"The machine's load was {self.average:.1f} on {self.cores} cores"
        return (
            f"**Measured under load**: {told}; measure again when it is idle."
            if self.busy
            else f"{told}."
        )


def run(what: str, modules: str, test: str, output: str, *more: str) -> tuple[str, Load]:
    """Has Maven run a benchmark; `output` is the property that names the file it writes.

    Returns the file's text. Raises RuntimeError with what Maven said if there is none.
    """
    load = Load(os.getloadavg()[0], os.cpu_count() or 1)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "figures.json"
        status, said = commands.run(
            [
                commands.ROOT / "bin/maven",
                *("-q", "-pl", modules, "test", f"-Dtest={test}"),
                *("-Dsurefire.failIfNoSpecifiedTests=false", "-Djacoco.skip=true"),
                *("-Dspotless.check.skip", "-Dmdep.analyze.skip"),
                f"-D{output}={file}",
                *more,
            ]
        )
        if status or not file.exists():
            raise RuntimeError(f"The benchmark of {what} did not run:\n{said}")
        return file.read_text(), load


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, numbers to the right."""
    lines = ["| " + " | ".join(head) + " |", "| --- | ---: | --- |"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])
