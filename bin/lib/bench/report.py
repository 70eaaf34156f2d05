"""The results as a table, for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.figures import Scenario, percentile
from local import requestlog
from local.style import columns

HEAD = ("", "objects", "p50", "p95", "in all", "AWS calls", "of them writes", "calls an object")


_PAGE = """\
# Benchmark

![What each scenario took](results.svg)

{table}

{memory}

Measured on one machine ({machine}) that ran Kubernetes, an emulated AWS, the operator and the
benchmark. AWS itself takes longer to answer and to set a function up: read the times as what
Aileron and Kubernetes add. The numbers of writes hold there too; looking whether a function is set
up (GetFunction) takes more calls.

- Each workflow calls one function. A time is that of one object: from the moment Kubernetes took
  the change until the object was seen Ready with it, its alias serving the new version.
- A workflow's time counts from the change of its function, and so has the function's time in it.
- In a resync the operator looks at every object once; here every {resync} s, or a little later.
- A restart lasts from the order to restart until AWS was asked for the last time.

What AWS was asked, writes first:

{calls}
"""


@dataclass(frozen=True)
class Results:
    scenarios: Sequence[Scenario]
    peak_mib: float | None
    machine: str
    resync_seconds: int


def rows(results: Results) -> list[list[str]]:
    """A row for each scenario, under HEAD."""
    return [
        [
            scenario.name,
            str(scenario.objects),
            _seconds(percentile(scenario.latencies, 50)) if scenario.latencies else "",
            _seconds(percentile(scenario.latencies, 95)) if scenario.latencies else "",
            _seconds(scenario.seconds),
            str(scenario.calls),
            str(scenario.writes),
            f"{scenario.calls / scenario.objects:.1f}",
        ]
        for scenario in results.scenarios
    ]


def text(results: Results) -> str:
    """For the terminal."""
    lines = columns([list(HEAD), *rows(results)])
    return "\n".join([*lines, "", memory(results)])


def markdown(results: Results) -> str:
    """For a file: the table, how it came about, and every operation that AWS was asked for."""
    table = [
        _row(HEAD),
        _row(["---"] + ["---:"] * (len(HEAD) - 1)),
        *(_row(row) for row in rows(results)),
    ]
    calls = [f"- {each.name}: {_operations(each) or 'none'}" for each in results.scenarios]
    return _PAGE.format(
        table="\n".join(table),
        memory=memory(results),
        machine=results.machine,
        resync=results.resync_seconds,
        calls="\n".join(calls),
    )


def memory(results: Results) -> str:
    peak = results.peak_mib
    taken = "could not be measured on this system" if peak is None else f"at most {peak:.0f} MiB"
    return f"Memory of the operator's process (resident): {taken}."


def _operations(scenario: Scenario) -> str:
    return ", ".join(
        f"{name} {count}" for name, count in requestlog.by_operation(scenario.requests)
    )


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.2f} s"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
