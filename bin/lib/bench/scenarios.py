"""What is done and measured, one after the other, on one sandbox."""

from __future__ import annotations

import time
import urllib.request

from bench import manifests
from bench.figures import Scenario, of_service, together
from bench.follow import Follower, Key
from bench.manifests import NAMESPACE
from local import objects
from local.failure import Failure
from local.kubernetes import GROUP
from local.objects import Object
from local.requestlog import Request
from local.world import World

LIMIT_SECONDS = 300
QUIET_SECONDS = 3
FIRST_LOOK_SECONDS = 60
# The operator adds up to a fifth, so that looks at many objects do not come together.
RESYNC_SPREAD = 1.2
SINGLE_CHANGES = 5

_COLLECTION = f"{GROUP}/namespaces/{NAMESPACE}"
FUNCTION, WORKFLOW = "ServerlessFunction", "Workflow"
_PLURALS = {FUNCTION: "serverlessfunctions", WORKFLOW: "workflows"}
_SERVICES = {FUNCTION: "lambda", WORKFLOW: "states"}


class Bench:
    """Runs the scenarios in the order of its methods; each begins where the one before ended."""

    def __init__(self, world: World, count: int, resync_seconds: int):
        self._world = world
        self._cluster = world.cluster
        self._numbers = range(1, count + 1)
        self._resync_seconds = resync_seconds
        self._revision = 1
        self._log = world.request_log()
        self._cluster.create("/api/v1/namespaces", {"metadata": {"name": NAMESPACE}})
        self._follower = Follower(self._cluster.watch(NAMESPACE, tuple(_PLURALS.values())))

    def create(self) -> list[Scenario]:
        """All functions and workflows at once; each is done when it is Ready."""
        self._log.new()
        begun: dict[Key, float] = {}
        for make in (manifests.function, manifests.workflow):
            for number in self._numbers:
                item = make(number)
                self._cluster.create(f"{_COLLECTION}/{_PLURALS[item['kind']]}", item)
                begun[objects.key(item)] = time.monotonic()
        done = self._follower.until(begun, objects.is_ready, LIMIT_SECONDS)
        return self._by_kind("Create", begun, done, self._settled())

    def change_all(self) -> list[Scenario]:
        """New code for every function at once; done when the alias serves the next version.

        A workflow's time counts from the change of its function.
        """
        return self._change("Change code", list(self._numbers))

    def change_one(self) -> list[Scenario]:
        """The same for one function while nothing else goes on, some times."""
        name = "Change code, one at a time"
        rounds = [self._change(name, [number]) for number in list(self._numbers)[:SINGLE_CHANGES]]
        return [together(each) for each in zip(*rounds)]

    def resync(self) -> Scenario:
        """Nothing changes while the operator looks at every object once."""
        self._log.new()
        time.sleep(self._resync_seconds * RESYNC_SPREAD)
        requests = self._log.new()
        seen = {request.resource for request in requests}
        missed = [
            name
            for name in map(_aws_name, self._keys())
            if not any(_is_about(name, it) for it in seen)
        ]
        if missed:
            raise Failure(f"A resync passed {len(missed)} objects by, such as {missed[0]}.")
        return Scenario("Resync, nothing changed", 2 * len(self._numbers), requests, None)

    def restart(self) -> Scenario:
        """The operator ends and starts anew; nothing has changed meanwhile."""
        self._log.new()
        start = time.monotonic()
        address = self._world.sandbox.environment()["SANDBOX_ADMIN_URL"] + "/operator/restart"
        with urllib.request.urlopen(urllib.request.Request(address, method="POST"), timeout=120):
            pass
        first = self._log.new()
        while not first and time.monotonic() - start < FIRST_LOOK_SECONDS:
            time.sleep(0.1)
            first = self._log.new()
        requests, last = self._until_quiet(first)
        return Scenario("Restart, nothing changed", 2 * len(self._numbers), requests, last - start)

    def delete(self) -> Scenario:
        """Everything is deleted; done when AWS has none of it any more."""
        self._log.new()
        start = time.monotonic()
        for plural in reversed(_PLURALS.values()):
            self._cluster.delete(f"{_COLLECTION}/{plural}")
        while any(
            self._cluster.get(f"{_COLLECTION}/{plural}")["items"] for plural in _PLURALS.values()
        ):
            if time.monotonic() - start > LIMIT_SECONDS:
                raise Failure(
                    f"Objects were still there {LIMIT_SECONDS} s after they were deleted."
                )
            time.sleep(0.1)
        seconds = time.monotonic() - start
        requests = self._settled()
        left = self._world.aws.functions() + self._world.aws.state_machines()
        if left:
            raise Failure(f"Everything is deleted, and AWS still has {', '.join(left)}.")
        return Scenario("Delete everything", 2 * len(self._numbers), requests, seconds)

    def _change(self, name: str, numbers: list[int]) -> list[Scenario]:
        self._log.new()
        self._revision += 1
        begun: dict[Key, float] = {}
        before: dict[Key, str] = {}
        for number in numbers:
            function = (FUNCTION, manifests.function_name(number))
            workflow = (WORKFLOW, manifests.workflow_name(number))
            for key in (function, workflow):
                before[key] = objects.version(self._follower.objects[key])
            patch = {"spec": {"code": {"inline": manifests.code(self._revision)}}}
            self._cluster.merge(f"{_COLLECTION}/serverlessfunctions/{function[1]}", patch)
            begun[function] = begun[workflow] = time.monotonic()

        def serves_the_next(item: Object) -> bool:
            return objects.is_ready(item) and objects.version(item) != before[objects.key(item)]

        done = self._follower.until(begun, serves_the_next, LIMIT_SECONDS)
        names = [_aws_name(key) for key in begun]
        # Others may have their resync meanwhile.
        requests = [
            it for it in self._settled() if any(_is_about(each, it.resource) for each in names)
        ]
        return self._by_kind(name, begun, done, requests)

    def _by_kind(
        self, name: str, begun: dict[Key, float], done: dict[Key, float], requests: list[Request]
    ) -> list[Scenario]:
        return [
            Scenario(
                f"{name}: {label}",
                sum(key[0] == kind for key in begun),
                of_service(requests, _SERVICES[kind]),
                max(at for key, at in done.items() if key[0] == kind) - min(begun.values()),
                [at - begun[key] for key, at in done.items() if key[0] == kind],
            )
            for kind, label in ((FUNCTION, "functions"), (WORKFLOW, "workflows"))
        ]

    def _settled(self) -> list[Request]:
        """What AWS was asked until it is not asked any more."""
        return self._until_quiet(self._log.new())[0]

    def _until_quiet(self, requests: list[Request]) -> tuple[list[Request], float]:
        """Adds what AWS is asked until it is not asked any more; also tells when that was."""
        last = time.monotonic()
        while time.monotonic() - last < QUIET_SECONDS:
            time.sleep(0.1)
            new = self._log.new()
            if new:
                requests += new
                last = time.monotonic()
        return requests, last

    def _keys(self) -> list[Key]:
        return list(self._follower.objects)


def _aws_name(key: Key) -> str:
    """The default name in AWS: namespace and name."""
    return f"{NAMESPACE}-{key[1]}"


def _is_about(name: str, resource: str) -> bool:
    """Whether a resource is that function or state machine, or a version or alias of it."""
    return resource == name or resource.startswith(name + ":")
