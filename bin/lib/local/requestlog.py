"""What AWS was asked: reads the sandbox's request log while it grows."""

from __future__ import annotations

import collections
import json
import pathlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    service: str
    operation: str
    resource: str
    status: int
    error: str
    write: bool


class RequestLog:
    """Follows one log, from where it ends at the moment on."""

    def __init__(self, file: pathlib.Path):
        self._file = file
        self._position = file.stat().st_size if file.exists() else 0
        self._rest = b""

    def new(self) -> list[Request]:
        """What was asked since the last call."""
        with self._file.open("rb") as log:
            log.seek(self._position)
            data = log.read()
        self._position += len(data)
        # The last line may be written only half.
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [_request(json.loads(line)) for line in lines if line]


def _request(entry: dict) -> Request:
    return Request(
        entry["service"],
        entry["operation"],
        (entry["resource"] or "").rsplit(":stateMachine:", 1)[-1],
        entry["status"],
        entry["error"] or "",
        entry["write"],
    )


def writes(requests: Iterable[Request]) -> int:
    return sum(request.write for request in requests)


def by_operation(requests: Iterable[Request]) -> list[tuple[str, int]]:
    """How often each operation was asked for: writes first, then by number."""
    counts = collections.Counter((not r.write, r.operation) for r in requests)
    ordered = sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    return [(operation, count) for (_, operation), count in ordered]
