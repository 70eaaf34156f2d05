"""`bin/bench`: measures state machines, the sandbox's AWS, and releases on a sandbox; prints tables,
and writes them and pictures to target/bench."""

from __future__ import annotations

import argparse
import sys

from bench import aws, chart, language, memory, report
from bench.figures import Scenario
from bench.report import Results
from bench.scenarios import Bench
from local import program, world
from local.commands import ROOT
from local.sandbox import Sandbox
from local.screen import Screen

OUTPUT = ROOT / "target/bench"


def main(arguments: list[str]) -> int:
    """Runs the benchmark; returns its exit code."""
    parser = argparse.ArgumentParser(
        prog="bin/bench",
        description="Measures what validating and running state machines takes, how fast the"
        " sandbox's AWS is, and what releasing functions and workflows costs in time and calls.",
    )
    parser.add_argument(
        "--objects",
        type=_positive,
        default=20,
        metavar="N",
        help="functions, and as many workflows (20)",
    )
    parser.add_argument(
        "--resync",
        type=_positive,
        default=30,
        metavar="SECONDS",
        help="how often the operator looks again (30)",
    )
    parser.add_argument(
        "--only",
        choices=("language", "sandbox", "releases"),
        help="measure only validating and running state machines, the sandbox's AWS, or releasing",
    )
    chosen = parser.parse_args(arguments)
    for part, measured in (("language", _language), ("sandbox", _sandbox)):
        if chosen.only in (None, part) and (status := measured()):
            return status
    if chosen.only not in (None, "releases"):
        return 0

    def measure(screen: Screen, sandbox: Sandbox) -> bool:
        count = chosen.objects
        screen.say(screen.style.bold(f"Benchmark with {count} functions and {count} workflows"))
        here = world.start(screen, sandbox, {"AILERON_RESYNC_SECONDS": str(chosen.resync)})
        results = _measure(screen, Bench(here, count, chosen.resync), sandbox, chosen.resync)
        OUTPUT.mkdir(parents=True, exist_ok=True)
        (OUTPUT / "results.md").write_text(report.markdown(results))
        (OUTPUT / "results.svg").write_text(
            chart.svg(results.scenarios, f"{count} functions, {count} workflows")
        )
        screen.say()
        screen.say(report.text(results))
        return False

    def tell(screen: Screen) -> None:
        folder = OUTPUT.relative_to(ROOT)
        screen.say(f"Written: {folder}/results.md and {folder}/results.svg")

    return program.run("bench", measure, tell)


def _language() -> int:
    return _java("language", "state machines", language)


def _sandbox() -> int:
    return _java("sandbox", "the sandbox's AWS", aws)


def _java(name: str, what: str, part) -> int:
    """Measures a part that is written in Java, and writes its page, and its picture if it has one."""
    print(f"Measuring {what}; a build comes first.", flush=True)
    try:
        figures = part.measure()
    except RuntimeError as problem:
        print(problem, file=sys.stderr)
        return 1
    pages = {f"{name}.md": part.markdown(figures, memory.machine())}
    if hasattr(part, "svg"):
        pages[f"{name}.svg"] = part.svg(figures)
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for page, content in pages.items():
        (OUTPUT / page).write_text(content)
    folder = OUTPUT.relative_to(ROOT)
    print(part.text(figures))
    print(f"Written: {' and '.join(f'{folder}/{page}' for page in pages)}\n", flush=True)
    return 0


def _measure(screen: Screen, bench: Bench, sandbox: Sandbox, resync_seconds: int) -> Results:
    def doing(what: str, measure):
        with screen.activity(what, what):
            return measure()

    scenarios: list[Scenario] = [
        *doing("creating everything", bench.create),
        *doing("changing the code of all functions", bench.change_all),
        *doing("changing one function at a time", bench.change_one),
        doing(f"letting a resync pass, {resync_seconds} s and a fifth", bench.resync),
    ]
    peaks = [memory.peak_mib(int(sandbox.environment()["OPERATOR_PID"]))]
    scenarios.append(doing("restarting the operator", bench.restart))
    scenarios.append(doing("deleting everything", bench.delete))
    peaks.append(memory.peak_mib(int(sandbox.environment()["OPERATOR_PID"])))
    known = [peak for peak in peaks if peak is not None]
    return Results(scenarios, max(known, default=None), memory.machine(), resync_seconds)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
