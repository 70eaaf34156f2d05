"""What was measured, and the few numbers that tell it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from local import requestlog
from local.requestlog import Request


@dataclass(frozen=True)
class Scenario:
    """One thing that was done, as far as one kind of object is concerned."""

    name: str
    objects: int
    requests: list[Request]
    seconds: float | None
    """From the first request to Kubernetes until the last object was done; None for a mere wait."""

    latencies: list[float] = field(default_factory=list)
    """Of each object, in seconds; empty where there is no such thing."""

    @property
    def calls(self) -> int:
        return len(self.requests)

    @property
    def writes(self) -> int:
        return requestlog.writes(self.requests)

    @property
    def refused(self) -> int:
        """Calls that AWS answered with an error; looking for what does not exist yet is one."""
        return sum(request.status >= 400 for request in self.requests)


def together(rounds: Sequence[Scenario]) -> Scenario:
    """The same thing done several times, as one."""
    return Scenario(
        rounds[0].name,
        sum(each.objects for each in rounds),
        [request for each in rounds for request in each.requests],
        sum(each.seconds or 0 for each in rounds),
        [latency for each in rounds for latency in each.latencies],
    )


def percentile(values: list[float], percent: float) -> float:
    """The smallest value that so many percent of the values do not exceed (nearest rank)."""
    if not values:
        raise ValueError("no values")
    rank = math.ceil(len(values) * percent / 100)
    return sorted(values)[max(rank, 1) - 1]


def of_service(requests: list[Request], service: str) -> list[Request]:
    return [request for request in requests if request.service == service]
