"""What the sandbox's AWS takes, without Kubernetes and the operator."""

from __future__ import annotations

import json
import os
import pathlib
from dataclasses import dataclass

from bench import measuring
from bench.measuring import Load
from local.style import columns

# As bin/sandbox starts it.
_JVM = "-XX:+UseSerialGC -Xmx1g -XX:TieredStopAtLevel=1"

_PAGE = """\
# Benchmark of the sandbox's AWS

{table}

{load}

The whole AWS side of a sandbox with quotas off, the emulator included, in a process started as
`bin/sandbox` starts it. The clients run in the same process, on the same cores ({machine}).

- A read is GetFunctionConfiguration or DescribeStateMachine over HTTP on a connection that is kept
  alive. Medians of 20,000 on one connection; reads a second on four.
- An invocation is of a warm function in Python, a thousand of them, one after the other. The
  function tells its own time, which is taken off.
- Held is what the functions take of the heap after a garbage collection, over a sandbox with one.
  Each has an archive, variables and tags of its own.
"""


@dataclass(frozen=True)
class Figures:
    function_millis: float
    machine_millis: float
    functions_a_second: float
    machines_a_second: float
    cold_millis: float
    warm_millis: float
    warm_p95_millis: float
    functions: int
    held_bytes: int
    created_a_second: float
    load: Load


def measure() -> Figures:
    """Has Maven run the benchmark. Raises RuntimeError with what Maven said if it did not."""
    text, load = measuring.run(
        "the sandbox's AWS",
        "src,sandbox",
        "SandboxBenchmark",
        "sandbox.bench.output",
        f"-Dsandbox.bench.cache={_cache()}",
        f"-Dsurefire.jvm.args={_JVM}",
    )
    return read(text, load)


def read(text: str, load: Load) -> Figures:
    """The figures from what the benchmark wrote."""
    found = json.loads(text)
    reads, invocations, memory = found["reads"], found["invocations"], found["memory"]
    return Figures(
        reads["functionMillis"],
        reads["machineMillis"],
        reads["functionsPerSecond"],
        reads["machinesPerSecond"],
        invocations["coldMillis"],
        invocations["medianMillis"],
        invocations["p95Millis"],
        memory["functions"],
        memory["heldBytes"],
        memory["createdPerSecond"],
        load,
    )


def rows(figures: Figures) -> list[list[str]]:
    return [
        ["reading a function, median", f"{figures.function_millis:.2f} ms", "at most 2 ms"],
        ["reading a state machine, median", f"{figures.machine_millis:.2f} ms", "at most 2 ms"],
        ["functions read a second", f"{figures.functions_a_second:,.0f}", "at least 2,000"],
        ["state machines read a second", f"{figures.machines_a_second:,.0f}", "at least 2,000"],
        [
            "invoking a warm function over its own time, median",
            f"{figures.warm_millis:.1f} ms",
            "at most 5 ms",
        ],
        ["the same, 95th percentile", f"{figures.warm_p95_millis:.1f} ms", ""],
        ["invoking a cold function", f"{figures.cold_millis:.0f} ms", ""],
        [
            f"held by {figures.functions:,} functions",
            f"{figures.held_bytes / 2**20:.0f} MiB",
            "at most 300 MiB",
        ],
        ["functions created a second", f"{figures.created_a_second:,.0f}", ""],
    ]


def text(figures: Figures) -> str:
    """For the terminal."""
    lines = columns([["the sandbox's AWS", "", "aim"], *rows(figures)])
    return "\n".join([*lines, "", figures.load.text()])


def markdown(figures: Figures, machine: str) -> str:
    table = measuring.table(["", "measured", "aim"], rows(figures))
    return _PAGE.format(table=table, load=figures.load.text(), machine=machine)


def _cache() -> pathlib.Path:
    """Where bin/sandbox has its programs; see bin/lib/java.sh."""
    own = os.environ.get("AILERON_CACHE_DIR")
    if own:
        return pathlib.Path(own)
    shared = os.environ.get("XDG_CACHE_HOME")
    return (pathlib.Path(shared) if shared else pathlib.Path.home() / ".cache") / "aileron"
