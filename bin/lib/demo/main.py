"""`bin/demo`: starts everything on this machine, tells the story, cleans up."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import time

from demo.story import NAMESPACE, Story
from local import program, world
from local.sandbox import Sandbox
from local.screen import Screen
from local.style import columns
from local.world import World

DESCRIPTION = """\
Starts a Kubernetes API server, an AWS and the operator on this machine, releases the functions and
the workflow of examples/shop, runs orders through the workflow, changes a function, and cleans up.
"""


def main(arguments: list[str]) -> int:
    """Runs the demo; returns its exit code."""
    parser = argparse.ArgumentParser(prog="bin/demo", description=DESCRIPTION)
    parser.add_argument("--keep", action="store_true", help="leave everything running at the end")
    keep = parser.parse_args(arguments).keep

    def show(screen: Screen, sandbox: Sandbox) -> bool:
        start = time.monotonic()
        screen.say(
            screen.style.bold(
                "Aileron releases Lambda functions and Step Functions workflows from Kubernetes."
            )
        )
        screen.chapter("1. A Kubernetes API server, an AWS and the operator, on this machine")
        here = world.start(screen, sandbox, _settings())
        Story(screen, here).tell()
        screen.chapter(f"That took {time.monotonic() - start:.0f} s.")
        if keep:
            _tell_how_to_go_on(screen, here)
        return keep

    return program.run("demo", show, _tell_what_to_try)


def _settings() -> dict[str, str]:
    """For a minute's run, what Java's second compiler costs is more than what it brings."""
    quick = "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
    return {"AILERON_JAVA_OPTS": os.environ.get("AILERON_JAVA_OPTS", quick)}


def _tell_what_to_try(screen: Screen) -> None:
    screen.say("Everything is cleaned up. What to try next:")
    _tell(
        screen,
        [
            ("make demo DEMO_ARGS=--keep", "the same, left running: look around with kubectl"),
            ("make sandbox", "the same world, empty, for manifests of your own"),
            ("examples/shop/README.md", "what you have just seen, file by file"),
            ("examples/hello/hello.yaml", "the smallest function and workflow, to start from"),
        ],
    )


def _tell_how_to_go_on(screen: Screen, here: World) -> None:
    directory = shlex.quote(str(here.sandbox.directory))
    kubectl = "kubectl" if shutil.which("kubectl") else shlex.quote(here.kubectl)
    screen.say("Everything stays up. From the top of the checkout:")
    _tell(
        screen,
        [
            (f"set -a; . {directory}/env; set +a", "kubectl and AWS clients find it in this shell"),
            (f"{kubectl} get serverless -n {NAMESPACE}", "functions, workflows and releases"),
            (f"{kubectl} edit slfn ship-order -n {NAMESPACE}", "change the code once more"),
            (f"bin/sandbox requests --dir {directory}", "what AWS was asked"),
            (f"bin/sandbox down --dir {directory}", "end it"),
        ],
    )


def _tell(screen: Screen, commands: list[tuple[str, str]]) -> None:
    for line in columns([[screen.style.cyan(command), meaning] for command, meaning in commands]):
        screen.say(f"  {line}")
