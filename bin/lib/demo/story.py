"""What the demo tells, chapter by chapter. It fails where something is not as it tells."""

from __future__ import annotations

import json
import pathlib
import time
from typing import Any

from demo import edit, orders
from demo.orders import Outcome
from demo.progress import Expectation, Progress, operations, summary
from local import objects
from local.commands import ROOT
from local.failure import Failure
from local.kubernetes import GROUP
from local.objects import Object
from local.screen import Screen
from local.style import columns
from local.world import World

SHOP = ROOT / "examples/shop"
NAMESPACE = "shop"
FUNCTIONS = ("check-order", "charge-card", "ship-order")
WORKFLOW = ("Workflow", "place-order")

CHANGED = "ship-order"
OLD_LINE, NEW_LINE = 'CARRIER = "mail van"', 'CARRIER = "cargo bike"'

ORDER = {
    "id": "1001",
    "card": "4000-0000-0000-0001",
    "lines": [{"item": "bicycle bell", "quantity": 2, "euros": 12}],
}
TOO_EXPENSIVE = ORDER | {"id": "1002", "lines": [{"item": "bicycle", "quantity": 1, "euros": 1900}]}
BAD_CARD = ORDER | {"id": "1003", "card": "4000-0000-0000-0002"}
ORDER_AGAIN = ORDER | {"id": "1004"}

ROUTING_SECONDS = 30

ALL_THE_WAY = ["CheckOrder", "IsAccepted", "ChargeCard", "ShipOrder"]
STOPPED_BY_CHOICE = ["CheckOrder", "IsAccepted", "Refused"]
STOPPED_BY_CATCH = ["CheckOrder", "IsAccepted", "ChargeCard", "Refused"]

READY_SECONDS = 120


class Story:
    """Tells all of it, on a world that has just begun."""

    def __init__(self, screen: Screen, world: World):
        self._screen = screen
        self._style = screen.style
        self._cluster = world.cluster
        self._aws = world.aws
        self._home = world.sandbox.home
        self._log = world.request_log()
        watch = world.cluster.watch(NAMESPACE, ("serverlessfunctions", "workflows"))
        self._progress = Progress(screen, watch, self._log)

    def tell(self) -> None:
        self._apply_the_shop()
        self._place_orders()
        self._change_a_function()
        self._look_at_the_versions()

    def _apply_the_shop(self) -> None:
        self._screen.chapter("2. Three functions and a workflow, applied at once")
        functions = {("ServerlessFunction", name): objects.is_ready for name in FUNCTIONS}
        self._apply("examples/shop", SHOP, functions | {WORKFLOW: objects.is_ready})

    def _place_orders(self) -> None:
        self._screen.chapter("3. Three orders, as executions of the workflow's alias")
        self._screen.say(f"  {self._style.dim(self._status(WORKFLOW)['aliasARN'])}")
        first = [f"{name}, version 1" for name in FUNCTIONS]
        self._order("An order", ORDER, "shipped", ALL_THE_WAY, first)
        self._order(
            "One that is too expensive", TOO_EXPENSIVE, "refused", STOPPED_BY_CHOICE, first[:1]
        )
        self._order(
            "A card that the bank declines", BAD_CARD, "refused", STOPPED_BY_CATCH, first[:1]
        )

    def _change_a_function(self) -> None:
        self._screen.chapter("4. A function changes by one line, and the workflow follows")
        before, after = SHOP / f"{CHANGED}.yaml", self._home / f"{CHANGED}.yaml"
        edit.edited(before, OLD_LINE, NEW_LINE, after)
        for line in edit.difference(before, after, self._style):
            self._screen.say(f"  {line}")
        self._apply(
            f"{CHANGED}.yaml",
            after,
            {
                ("ServerlessFunction", CHANGED): lambda it: (
                    objects.is_ready(it) and objects.version(it) == "2"
                ),
                WORKFLOW: lambda it: (
                    objects.is_ready(it)
                    and objects.version(it) == "2"
                    and objects.pins(it)[CHANGED] == "2"
                ),
            },
        )
        ran = ["check-order, version 1", "charge-card, version 1", f"{CHANGED}, version 2"]
        self._await_routing(ran)
        outcome = self._order("The same order again", ORDER_AGAIN, "shipped", ALL_THE_WAY, ran)
        self._make_sure(outcome.output["carrier"] == "cargo bike", "the new code ships the order")

    def _await_routing(self, ran: list[str]) -> None:
        """Waits until new executions begin on the new version.

        An alias that moves takes AWS up to some seconds (UpdateStateMachineAlias is eventually
        consistent). Until then all of an execution is the old version: nothing is ever mixed.
        """
        give_up = time.monotonic() + ROUTING_SECONDS
        alias = self._status(WORKFLOW)["aliasARN"]
        first = [f"{name}, version 1" for name in FUNCTIONS]
        while True:
            outcome = orders.place(self._aws, alias, ORDER_AGAIN, lambda entered: None)
            if outcome.ran == ran:
                return
            if outcome.ran != first:
                raise Failure(f"An order mixed old and new: {'; '.join(outcome.ran)}")
            if time.monotonic() > give_up:
                raise Failure(f"AWS still starts the old version after {ROUTING_SECONDS} s.")

    def _look_at_the_versions(self) -> None:
        self._screen.chapter("5. What was before is still there")
        releases = self._cluster.get(f"{GROUP}/namespaces/{NAMESPACE}/releases")["items"]
        self._tell_releases(releases)
        phases = {item["metadata"]["name"]: item["status"]["phase"] for item in releases}
        self._make_sure(
            phases.get("place-order-workflow-1") == "Retired"
            and phases.get("place-order-workflow-2") == "Promoted",
            "the workflow's alias serves version 2, and version 1 is retired",
        )
        self._ask_aws_for_version_1()

    def _tell_releases(self, releases: list[Object]) -> None:
        rows = [[self._style.dim(head) for head in ("RELEASE", "PHASE", "BOUND TO")]]
        for item in sorted(
            releases, key=lambda it: (it["spec"]["owner"]["kind"], it["metadata"]["name"])
        ):
            bound = ", ".join(f"{name} {version}" for name, version in objects.pins(item).items())
            rows.append([item["metadata"]["name"], item["status"]["phase"], bound])
        for line in columns(rows):
            self._screen.say(f"  {line}")
        self._screen.say()

    def _ask_aws_for_version_1(self) -> None:
        """What Kubernetes says, AWS says too."""
        machine = self._status(WORKFLOW)["stateMachineARN"]
        listed = self._aws.states("ListStateMachineVersions", stateMachineArn=machine)[
            "stateMachineVersions"
        ]
        versions = {each["stateMachineVersionArn"].rsplit(":", 1)[1] for each in listed}
        self._make_sure(versions == {"1", "2"}, "AWS has versions 1 and 2 of the workflow")

        definition = self._aws.states("DescribeStateMachine", stateMachineArn=f"{machine}:1")[
            "definition"
        ]
        function = self._status(("ServerlessFunction", CHANGED))["functionARN"]
        self._make_sure(
            f'"{function}:1"' in definition,
            f"version 1 of the workflow still calls {CHANGED}, version 1",
        )

        answer = self._aws.invoke(function.rsplit(":", 1)[1], "1", {"order": "1005"})
        self._make_sure(
            answer["carrier"] == "mail van",
            f"{CHANGED}, version 1, invoked directly, still says 'mail van'",
        )

    def _apply(
        self, shown: str, path: pathlib.Path, expected: dict[tuple[str, str], Expectation]
    ) -> None:
        self._screen.say(f"  {self._style.cyan('$ kubectl apply -f ' + shown)}")
        self._log.new()
        start = time.monotonic()
        self._cluster.kubectl("apply", "-f", str(path))
        requests = self._progress.until(expected, start, READY_SECONDS)
        self._screen.say(f"  {summary(requests)}:")
        for line in operations(requests, self._screen.columns - 4):
            self._screen.say(f"    {self._style.dim(line)}")

    def _order(
        self, what: str, order: dict[str, Any], status: str, path: list[str], ran: list[str]
    ) -> Outcome:
        """Places an order; fails unless it ends so, on this path, having run these versions."""
        style, arrow = self._style, f" {self._style.arrow} "
        with self._screen.live() as live:
            outcome = orders.place(
                self._aws,
                self._status(WORKFLOW)["aliasARN"],
                order,
                lambda entered: live.draw([f"  {what}: {arrow.join(entered)}"]),
            )
            live.draw([])
        ended = outcome.output["status"]
        self._screen.say(
            f"  {what} is {style.bold(ended)}  {style.dim(f'{outcome.seconds:.1f} s')}"
        )
        self._screen.say(f"    path    {arrow.join(outcome.path)}")
        shown = {
            name: value for name, value in outcome.output.items() if name not in ("by", "status")
        }
        self._screen.say(f"    result  {json.dumps(shown)}")
        self._screen.say(f"    ran     {'; '.join(outcome.ran)}")
        expected = (status, path, ran)
        if (ended, outcome.path, outcome.ran) != expected:
            raise Failure(f"The order should have ended so: {expected}")
        return outcome

    def _status(self, key: tuple[str, str]) -> dict[str, Any]:
        return self._progress.objects[key]["status"]

    def _make_sure(self, holds: bool, what: str) -> None:
        if not holds:
            raise Failure(f"This should be so, and is not: {what}.")
        self._screen.say(f"  {self._style.done} {what}")
