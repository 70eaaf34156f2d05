"""Objects on their way to Ready, and what AWS was asked meanwhile, as a table that grows true."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable

from local import objects, requestlog
from local.failure import Failure
from local.kubernetes import Watch
from local.objects import Object
from local.requestlog import Request, RequestLog
from local.screen import Live, Screen
from local.style import Style, columns

_FRAME_SECONDS = 0.1
_LAST_REQUESTS = 4

Expectation = Callable[[Object], bool]


class Progress:
    """Watches some objects until each is as it is expected."""

    def __init__(self, screen: Screen, watch: Watch, log: RequestLog):
        self._screen = screen
        self._style = screen.style
        self._watch = watch
        self._log = log
        self._told: dict[tuple[str, str], tuple[str, ...]] = {}
        self.objects: dict[tuple[str, str], Object] = {}

    def until(
        self, expected: dict[tuple[str, str], Expectation], start: float, seconds: float
    ) -> list[Request]:
        """Shows the objects named in `expected` until all are so; returns what AWS was asked.

        Times are counted from `start`, on the monotonic clock. Fails with the message of an object
        that is Stalled, or when it takes longer.
        """
        arrived: dict[tuple[str, str], float] = {}
        requests: list[Request] = []
        with self._screen.live() as live:
            while True:
                change = self._watch.next(_FRAME_SECONDS)
                while change is not None:
                    self.objects[objects.key(change.object)] = change.object
                    self._tell(live, change.object, change.seen - start)
                    change = self._watch.next(0)
                requests += self._log.new()
                for name, expectation in expected.items():
                    item = self.objects.get(name)
                    if name not in arrived and item is not None and expectation(item):
                        arrived[name] = time.monotonic() - start
                table = self._table(expected, arrived)
                if len(arrived) == len(expected):
                    live.draw(table)
                    return requests
                live.draw([*table, *self._asked(requests)])
                self._give_up(expected, arrived, time.monotonic() - start > seconds)

    def _tell(self, live: Live, item: Object, after: float) -> None:
        kind, name = objects.key(item)
        ready = objects.condition(item, "Ready")
        state = (ready.get("status", ""), ready.get("reason", ""), objects.version(item))
        if ready and self._told.get((kind, name)) != state:
            self._told[kind, name] = state
            status, reason, version = state
            serves = f", serves version {version}" if version else ""
            waits = f": {ready['message']}" if status != "True" else ""
            live.event(f"  {after:5.1f} s  {kind} {name}: Ready {status}, {reason}{serves}{waits}")

    def _table(self, expected: dict, arrived: dict) -> list[str]:
        style = self._style
        rows = [
            [
                style.dim(head)
                for head in ("KIND", "NAME", "READY", "REASON", "VERSION", "AFTER", "")
            ]
        ]
        for kind, name in expected:
            item = self.objects.get((kind, name), {})
            ready = objects.condition(item, "Ready")
            after = arrived.get((kind, name))
            rows.append(
                [
                    kind,
                    name,
                    _painted(
                        style, ready.get("status", ""), bool(item) and objects.is_stalled(item)
                    ),
                    ready.get("reason", ""),
                    objects.version(item),
                    "" if after is None else f"{after:.1f} s",
                    style.dim(ready.get("message", "")) if ready.get("status") != "True" else "",
                ]
            )
        return ["  " + line for line in columns(rows)]

    def _asked(self, requests: list[Request]) -> list[str]:
        last = [f"    {r.operation} {r.resource}" for r in requests[-_LAST_REQUESTS:]]
        return ["", *map(self._style.dim, ["  " + summary(requests), *last])]

    def _give_up(self, expected: dict, arrived: dict, late: bool) -> None:
        for name in expected.keys() - arrived.keys():
            item = self.objects.get(name, {})
            stalled = bool(item) and objects.is_stalled(item)
            if stalled or late:
                ready = objects.condition(item, "Ready")
                verb = "is stalled" if stalled else "did not get ready in time"
                reason = ready.get("reason", "no status yet")
                raise Failure(f"{' '.join(name)} {verb}. {reason}: {ready.get('message', '')}")


def summary(requests: list[Request]) -> str:
    """One line: how many calls, and how many of them were writes."""
    writes = requestlog.writes(requests)
    return f"AWS was asked {len(requests)} times, {writes} of them to change something"


def operations(requests: list[Request], columns: int) -> list[str]:
    """What exactly AWS was asked, writes first, as lines."""
    counted = [f"{operation} {count}" for operation, count in requestlog.by_operation(requests)]
    # An operation and its number stay together.
    lines = textwrap.wrap(", ".join(each.replace(" ", "\0") for each in counted), columns)
    return [line.replace("\0", " ") for line in lines]


def _painted(style: Style, status: str, stalled: bool) -> str:
    if status == "True":
        return style.green(status)
    return style.red(status) if stalled else style.yellow(status)
