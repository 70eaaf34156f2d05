"""Everything that runs while a script looks at it: a sandbox and the ways into it."""

from __future__ import annotations

from dataclasses import dataclass

from local import setup
from local.aws import Aws
from local.kubernetes import Cluster
from local.requestlog import RequestLog
from local.sandbox import Sandbox
from local.screen import Screen


@dataclass(frozen=True)
class World:
    sandbox: Sandbox
    kubectl: str
    """The path of kubectl."""

    cluster: Cluster
    aws: Aws

    def request_log(self) -> RequestLog:
        """What AWS is asked from now on."""
        return RequestLog(self.sandbox.directory / "requests.jsonl")


def start(screen: Screen, sandbox: Sandbox, settings: dict[str, str] | None = None) -> World:
    """Makes ready what is missing, then brings the sandbox up; tells how far it is."""
    with screen.activity(
        "looking for JDK, Maven, Go and Python", "this machine has what it takes"
    ) as at:
        setup.doctor(at.tick)
    with screen.activity("making the control plane ready", "the control plane is built") as at:
        tools = setup.tools(at.line, at.tick)
    with screen.activity("making the operator ready", "the operator is built") as at:
        setup.operator(at.line, at.tick)
    with screen.activity(
        "starting etcd, kube-apiserver, AWS and the operator", "everything is up"
    ) as at:
        sandbox.up(at.line, at.tick, settings)
    environment = sandbox.environment()
    kubectl = setup.kubectl(tools)
    cluster = Cluster(kubectl, environment["KUBECONFIG"], sandbox.home / "kubectl")
    return World(sandbox, kubectl, cluster, Aws(environment))
