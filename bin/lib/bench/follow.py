"""Waits for many objects at once and notes when each was done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from local import objects
from local.failure import Failure
from local.kubernetes import Watch
from local.objects import Object

Key = tuple[str, str]


class Follower:
    """Sees every state of the objects under measurement."""

    def __init__(self, watch: Watch):
        self._watch = watch
        self.objects: dict[Key, Object] = {}

    def until(
        self, keys: Iterable[Key], done: Callable[[Object], bool], seconds: float
    ) -> dict[Key, float]:
        """When, on the monotonic clock, each of these objects was first seen `done`.

        Only states that are seen from now on count: what an object was before is not looked at.
        """
        waiting = set(keys)
        times: dict[Key, float] = {}
        deadline = time.monotonic() + seconds
        while waiting:
            change = self._watch.next(deadline - time.monotonic())
            if change is None:
                raise Failure(_late(waiting, self.objects, seconds))
            key = objects.key(change.object)
            self.objects[key] = change.object
            if key in waiting and done(change.object):
                waiting.remove(key)
                times[key] = change.seen
            elif key in waiting and objects.is_stalled(change.object):
                why = objects.condition(change.object, "Stalled")["message"]
                raise Failure(f"{' '.join(key)} is stalled: {why}")
        return times


def _late(waiting: set[Key], known: dict[Key, Object], seconds: float) -> str:
    name = min(waiting)
    ready = objects.condition(known.get(name, {}), "Ready")
    return (
        f"{len(waiting)} objects were not done within {seconds:.0f} s, for example "
        f"{' '.join(name)}: {ready.get('reason', 'no status')}: {ready.get('message', '')}"
    )
