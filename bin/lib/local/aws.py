"""Calls Lambda and Step Functions, signed with Signature Version 4.

The rules of signing: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import http.client
import json
import urllib.parse
from dataclasses import dataclass
from typing import Any

from local.failure import Failure

SECONDS = 30


@dataclass(frozen=True)
class Keys:
    """An access key and its secret."""

    id: str
    secret: str


def authorization(
    method: str,
    path: str,
    query: str,
    headers: dict[str, str],
    body: bytes,
    keys: Keys,
    region: str,
    service: str,
) -> str:
    """The Authorization header. `headers` are all signed and must have Host and X-Amz-Date.

    `path` is as it is sent, encoded once; signing encodes it once more, as every service but S3
    wants it. `query` has its parameters in order.
    """
    lower = {name.lower(): " ".join(value.split()) for name, value in headers.items()}
    signed = ";".join(sorted(lower))
    canonical = "\n".join(
        [
            method,
            urllib.parse.quote(path, safe="/-_.~"),
            query,
            *(f"{name}:{lower[name]}" for name in sorted(lower)),
            "",
            signed,
            hashlib.sha256(body).hexdigest(),
        ]
    )
    time = lower["x-amz-date"]
    scope = f"{time[:8]}/{region}/{service}/aws4_request"
    to_sign = "\n".join(
        ["AWS4-HMAC-SHA256", time, scope, hashlib.sha256(canonical.encode()).hexdigest()]
    )
    key = ("AWS4" + keys.secret).encode()
    for part in (time[:8], region, service, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.new(key, to_sign.encode(), "sha256").hexdigest()
    credential = f"{keys.id}/{scope}"
    return (
        f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={signed}, Signature={signature}"
    )


class Aws:
    """The two services, at one endpoint."""

    def __init__(self, environment: dict[str, str]):
        """Takes AWS_ENDPOINT_URL, AWS_REGION and the two AWS_… of the keys."""
        self._endpoint = urllib.parse.urlsplit(environment["AWS_ENDPOINT_URL"])
        self._region = environment["AWS_REGION"]
        self._keys = Keys(environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"])

    def states(self, operation: str, **parameters: Any) -> dict[str, Any]:
        """Asks Step Functions."""
        headers = {
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": f"AWSStepFunctions.{operation}",
        }
        return json.loads(
            self._send("states", operation, "POST", "/", "", headers, json.dumps(parameters))
        )

    def invoke(self, function: str, version: str, event: Any) -> Any:
        """Invokes one version of a function and returns its answer."""
        path = f"/2015-03-31/functions/{function}/invocations"
        text = self._send(
            "lambda", "Invoke", "POST", path, f"Qualifier={version}", {}, json.dumps(event)
        )
        return json.loads(text)

    def functions(self) -> list[str]:
        """The names of all functions."""
        names, marker = [], ""
        while True:
            query = f"Marker={urllib.parse.quote(marker, safe='')}" if marker else ""
            answer = json.loads(
                self._send("lambda", "ListFunctions", "GET", "/2015-03-31/functions", query, {}, "")
            )
            names += [function["FunctionName"] for function in answer["Functions"]]
            marker = answer.get("NextMarker")
            if not marker:
                return names

    def state_machines(self) -> list[str]:
        """The names of all state machines."""
        names, token = [], {}
        while True:
            answer = self.states("ListStateMachines", **token)
            names += [machine["name"] for machine in answer["stateMachines"]]
            if not answer.get("nextToken"):
                return names
            token = {"nextToken": answer["nextToken"]}

    def _send(self, service, operation, method, path, query, headers, body) -> str:
        now = datetime.datetime.now(datetime.timezone.utc)
        headers = headers | {
            "Host": self._endpoint.netloc,
            "X-Amz-Date": now.strftime("%Y%m%dT%H%M%SZ"),
        }
        data = body.encode()
        headers["Authorization"] = authorization(
            method, path, query, headers, data, self._keys, self._region, service
        )
        connection = http.client.HTTPConnection(
            self._endpoint.hostname, self._endpoint.port, timeout=SECONDS
        )
        try:
            connection.request(method, path + ("?" + query if query else ""), data, headers)
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException) as e:
            raise Failure(f"AWS did not answer {operation}: {e}") from e
        finally:
            connection.close()
        if response.status >= 300:
            raise Failure(f"AWS refused {operation} ({response.status}): {text}")
        if response.headers.get("X-Amz-Function-Error"):
            raise Failure(f"The function failed: {text}")
        return text
