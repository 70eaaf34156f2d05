"""Orders: executions of the workflow, started through its alias."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from local.aws import Aws
from local.failure import Failure

_POLL_SECONDS = 0.1
_LIMIT_SECONDS = 60


@dataclass(frozen=True)
class Outcome:
    """How an execution ended."""

    output: dict[str, Any]
    """What the workflow returned."""

    path: list[str]
    """The states it went through, in their order."""

    seconds: float

    @property
    def ran(self) -> list[str]:
        """What each function said about itself: its name and the version that ran."""
        return self.output["by"]


def place(
    aws: Aws, alias: str, order: dict[str, Any], on_path: Callable[[list[str]], None]
) -> Outcome:
    """Starts an execution through the alias and follows it to its end.

    `on_path` is told the states entered so far, again and again.
    """
    start = time.monotonic()
    started = aws.states("StartExecution", stateMachineArn=alias, input=json.dumps(order))
    execution = started["executionArn"]
    while True:
        description = aws.states("DescribeExecution", executionArn=execution)
        path = entered(_history(aws, execution))
        on_path(path)
        if description["status"] != "RUNNING":
            break
        if time.monotonic() - start > _LIMIT_SECONDS:
            raise Failure(f"The execution did not end within {_LIMIT_SECONDS} s: {execution}")
        time.sleep(_POLL_SECONDS)
    if description["status"] != "SUCCEEDED":
        why = f"{description.get('error', '')}: {description.get('cause', '')}"
        raise Failure(
            f"The execution ended as {description['status']} after {', '.join(path)}. {why}"
        )
    return Outcome(json.loads(description["output"]), path, time.monotonic() - start)


def entered(events: list[dict[str, Any]]) -> list[str]:
    """The states that a history speaks of, in the order they were entered."""
    return [
        event["stateEnteredEventDetails"]["name"]
        for event in events
        if event["type"].endswith("StateEntered")
    ]


def _history(aws: Aws, execution: str) -> list[dict[str, Any]]:
    events, token = [], {}
    while True:
        page = aws.states("GetExecutionHistory", executionArn=execution, **token)
        events += page["events"]
        if not page.get("nextToken"):
            return events
        token = {"nextToken": page["nextToken"]}
