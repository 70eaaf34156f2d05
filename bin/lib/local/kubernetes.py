"""The Kubernetes API over HTTPS, and kubectl for what people do with it."""

from __future__ import annotations

import base64
import http.client
import json
import pathlib
import queue
import ssl
import subprocess
import threading
import time
import urllib.parse
from dataclasses import dataclass
from typing import Any

from local import commands
from local.failure import Failure

GROUP = "/apis/aileron.dev/v1alpha1"
SECONDS = 30


@dataclass(frozen=True)
class Change:
    """An object as it is now, and when that became known here (monotonic seconds)."""

    seen: float
    object: dict[str, Any]


class Cluster:
    """One API server, with the rights of a kubeconfig. Each thread has a connection of its own."""

    def __init__(self, kubectl: str, kubeconfig: str, cache: pathlib.Path):
        """`cache` is for what kubectl remembers of the server: its own would keep it for ever."""
        self._kubectl = [kubectl, "--kubeconfig", kubeconfig, "--cache-dir", str(cache)]
        self._threads = threading.local()
        self._read_kubeconfig()

    def _read_kubeconfig(self) -> None:
        view = [*self._kubectl, "config", "view", "--raw", "--minify", "-o", "json"]
        shown = subprocess.run(view, capture_output=True, text=True)
        if shown.returncode != 0:
            raise Failure(f"kubectl could not read its configuration:\n{shown.stderr.strip()}")
        config = json.loads(shown.stdout)
        cluster = config["clusters"][0]["cluster"]
        authority = base64.b64decode(cluster["certificate-authority-data"]).decode()
        self._tls = ssl.create_default_context(cadata=authority)
        self._address = urllib.parse.urlsplit(cluster["server"])
        self._token = config["users"][0]["user"]["token"]

    def kubectl(self, *arguments: str, on_tick=lambda: None) -> str:
        """Runs kubectl as a person would; returns what it said."""
        status, said = commands.run([*self._kubectl, *arguments], on_tick=on_tick)
        if status != 0:
            raise Failure(f"kubectl {' '.join(arguments)} failed:\n{said}")
        return said

    def get(self, path: str) -> dict[str, Any]:
        return self._request("GET", path)

    def create(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return self._request("POST", path, body)

    def merge(self, path: str, patch: dict[str, Any]) -> dict[str, Any]:
        """Changes an object by a JSON merge patch."""
        return self._request("PATCH", path, patch, "application/merge-patch+json")

    def delete(self, path: str) -> dict[str, Any]:
        return self._request("DELETE", path)

    def watch(self, namespace: str, plurals: tuple[str, ...]) -> Watch:
        """Follows all objects of these kinds in a namespace."""
        return Watch(self, namespace, plurals)

    def _request(self, method, path, body=None, content_type="application/json"):
        for attempt in (1, 2):
            try:
                response = self.open(method, path, body, content_type)
                text = response.read().decode()
                break
            except (http.client.HTTPException, ConnectionError):
                # A kept connection may have been closed in the meantime; a fresh one may not.
                self._threads.connection = None
                if attempt == 2:
                    raise
        if response.status >= 300:
            message = json.loads(text).get("message", text) if text.startswith("{") else text
            raise Failure(f"Kubernetes refused {method} {path}: {message}")
        return json.loads(text)

    def open(
        self,
        method,
        path,
        body=None,
        content_type="application/json",
        seconds: float | None = SECONDS,
    ) -> http.client.HTTPResponse:
        """Sends a request on this thread's connection and returns the response, unread.

        `seconds` is how long the server may be silent; None for ever.
        """
        connection = getattr(self._threads, "connection", None)
        if connection is None:
            connection = http.client.HTTPSConnection(
                self._address.hostname, self._address.port, timeout=SECONDS, context=self._tls
            )
            connection.connect()
            self._threads.connection = connection
        if connection.sock is not None:
            connection.sock.settimeout(seconds)
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = content_type
            body = json.dumps(body)
        connection.request(method, path, body, headers)
        return connection.getresponse()


class Watch:
    """Every state that the objects of some kinds go through, in the order they were seen."""

    def __init__(self, cluster: Cluster, namespace: str, plurals: tuple[str, ...]):
        self._cluster = cluster
        self._changes: queue.Queue[Change | Exception] = queue.Queue()
        for plural in plurals:
            path = f"{GROUP}/namespaces/{namespace}/{plural}"
            threading.Thread(target=self._follow, args=(path,), daemon=True).start()

    def next(self, timeout: float) -> Change | None:
        """The next change; None when there was none for so many seconds."""
        try:
            change = self._changes.get(timeout=max(timeout, 0))
        except queue.Empty:
            return None
        if isinstance(change, Exception):
            raise Failure(f"Watching Kubernetes broke off: {change}")
        return change

    def _follow(self, path: str) -> None:
        try:
            listed = self._cluster.get(path)
            for item in listed["items"]:
                # Objects in a list do not name their kind.
                kind = {"kind": listed["kind"].removesuffix("List")}
                self._changes.put(Change(time.monotonic(), kind | item))
            version = listed["metadata"]["resourceVersion"]
            response = self._cluster.open(
                "GET", f"{path}?watch=1&resourceVersion={version}", seconds=None
            )
            for line in response:
                event = json.loads(line)
                self._changes.put(Change(time.monotonic(), event["object"]))
        except Exception as e:  # handed to whoever reads
            self._changes.put(e)
