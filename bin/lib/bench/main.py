"""`bin/bench`: measures state machines, and releases on a sandbox; prints tables, and writes them
and pictures to target/bench."""

from __future__ import annotations

import argparse
import sys

from bench import chart, language, memory, report
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
        description="Measures what validating and running state machines takes, and what releasing"
        " functions and workflows costs in time and calls.",
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
        choices=("language", "releases"),
        help="measure only validating and running state machines, or only releasing",
    )
    chosen = parser.parse_args(arguments)
    if chosen.only != "releases":
        if (status := _language()) or chosen.only == "language":
            return status

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
    print("Measuring state machines; a build comes first.", flush=True)
    try:
        figures = language.measure()
    except RuntimeError as problem:
        print(problem, file=sys.stderr)
        return 1
    OUTPUT.mkdir(parents=True, exist_ok=True)
    (OUTPUT / "language.md").write_text(language.markdown(figures, memory.machine()))
    (OUTPUT / "language.svg").write_text(language.svg(figures))
    print(language.text(figures))
    folder = OUTPUT.relative_to(ROOT)
    print(f"Written: {folder}/language.md and {folder}/language.svg\n", flush=True)
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
