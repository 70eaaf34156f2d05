"""What validating and running state machines takes, without Kubernetes and AWS."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from bench import measuring
from bench.measuring import Load
from local.style import columns

# What is aimed at.
_AIM_MILLIS, _AIM_TRANSITIONS = 300, 100_000

_PAGE = """\
# Benchmark of state machines

![What it takes](language.svg)

{table}

{load}

Measured in one thread, in its processor time ({machine}).

- A definition of the largest size that Step Functions takes is read and judged by all rules: tasks,
  choices and passes in both query languages. The median is that of a process that has run for a
  while, as the operator does; the first time is what `aileron lint` has.
- A transition is a step from a state into the next: a Pass with Parameters and an intrinsic
  function, a Choice, a Pass with a ResultPath. Median of six runs of 500,000.
- Held is what a running execution takes of the heap while it waits for an answer, 500 of them at
  a time. It follows from the payload, which it holds as a tree; the history is not held.
"""


@dataclass(frozen=True)
class Figures:
    bytes: int
    first_millis: float
    median_millis: float
    transitions: float
    memory: Sequence[tuple[int, int]]
    load: Load


def measure() -> Figures:
    """Has Maven run the benchmark in Java.

    Raises RuntimeError with what Maven said if it did not.
    """
    return read(
        *measuring.run("state machines", "src", "LanguageBenchmark", "asl.bench.output")
    )


def read(text: str, load: Load) -> Figures:
    """The figures from what the benchmark in Java wrote."""
    found = json.loads(text)
    validation = found["validation"]
    return Figures(
        validation["bytes"],
        validation["firstMillis"],
        validation["medianMillis"],
        found["transitions"]["perSecond"],
        [(each["payloadBytes"], each["heldBytes"]) for each in found["memory"]],
        load,
    )


def rows(figures: Figures) -> list[list[str]]:
    return [
        [
            f"a definition of {figures.bytes / 1e6:.1f} MB validated",
            f"{figures.median_millis:.0f} ms",
            f"at most {_AIM_MILLIS} ms",
        ],
        ["the same, the first time", f"{figures.first_millis:.0f} ms", ""],
        [
            "transitions a second",
            f"{figures.transitions:,.0f}",
            f"at least {_AIM_TRANSITIONS:,}",
        ],
        *(
            [f"held with a payload of {_kib(payload)}", _kib(held), "bounded by the payload"]
            for payload, held in figures.memory
        ),
    ]


def text(figures: Figures) -> str:
    """For the terminal."""
    lines = columns([["state machines", "", "aim"], *rows(figures)])
    return "\n".join([*lines, "", figures.load.text()])


def markdown(figures: Figures, machine: str) -> str:
    table = measuring.table(["", "measured", "aim"], rows(figures))
    return _PAGE.format(table=table, load=figures.load.text(), machine=machine)


def svg(figures: Figures) -> str:
    """Bars for the two aims: how much of each is used, or reached."""
    bars = [
        ("1 MB validated", figures.median_millis / _AIM_MILLIS, f"{figures.median_millis:.0f} ms"),
        (
            "transitions a second",
            figures.transitions / _AIM_TRANSITIONS,
            f"{figures.transitions:,.0f}",
        ),
    ]
    width, left, line = 960, 230, 46
    scale = (width - left - 140) / max(1.0, *(share for _, share, _ in bars))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {70 + line * len(bars)}" '
        'role="img" font-family="system-ui, sans-serif" font-size="13">',
        "<title>State machines</title>",
        f'<rect width="{width}" height="{70 + line * len(bars)}" fill="#ffffff"/>',
        '<text x="24" y="34" font-size="18" font-weight="bold">State machines, and what is aimed at'
        f'{" (measured under load)" if figures.load.busy else ""}</text>',
    ]
    for i, (name, share, label) in enumerate(bars):
        y = 56 + i * line
        parts += [
            f'<text x="24" y="{y + 18}">{escape(name)}</text>',
            f'<rect x="{left}" y="{y + 5}" width="{share * scale:.0f}" height="18" fill="#1d4e89"/>',
            f'<text x="{left + share * scale + 8:.0f}" y="{y + 18}">{escape(label)}</text>',
            f'<line x1="{left + scale:.0f}" x2="{left + scale:.0f}" y1="{y}" y2="{y + 28}" '
            'stroke="#9c3d10" stroke-width="2"/>',
        ]
    return "\n".join([*parts, "</svg>", ""])


def _kib(count: int) -> str:
    return f"{count / 1024:.1f} KiB"
