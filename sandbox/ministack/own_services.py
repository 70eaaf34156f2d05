"""ministack, with the sandbox's own services in the place of its.

Served by hypercorn instead of ministack.app. What ministack delivers to functions and state
machines (events, messages, notifications) goes to the sandbox's endpoint when the sandbox has
these services itself. Events of aws.* sources are taken from the sandbox's own services, and,
as on AWS, from nobody else.

SANDBOX_OWN_SERVICES names the services the sandbox has, such as "lambda,states"; GATEWAY_PORT is
the port of its endpoint.
"""

import contextvars
import json
import logging
import os
import threading
import urllib.parse
import urllib.request

from ministack import app as ministack
from ministack.services import eventbridge, lambda_svc, stepfunctions

logger = logging.getLogger("own_services")

ENDPOINT = "http://127.0.0.1:" + os.environ["GATEWAY_PORT"]
OWN_SERVICES = set(filter(None, os.environ.get("SANDBOX_OWN_SERVICES", "").split(",")))

# Set by the sandbox's endpoint for calls of its own services, and taken off everybody else's.
OWN_HEADER = b"x-sandbox-own-service"

_own_call = contextvars.ContextVar("own_call", default=False)


async def app(scope, receive, send):
    _own_call.set(any(name.lower() == OWN_HEADER for name, _ in scope.get("headers") or ()))
    await ministack.app(scope, receive, send)


def _events_of_own_services():
    put_events = eventbridge._put_events

    def put(data, allow_aws_source=False):
        return put_events(data, allow_aws_source=allow_aws_source or _own_call.get())

    eventbridge._put_events = put


def _call(arn, path, headers, body):
    """Calls the endpoint in the account and region of the resource."""
    service, region, account = arn.split(":")[2:5]
    credential = f"{account}/20260101/{region}/{service}/aws4_request"
    request = urllib.request.Request(
        ENDPOINT + path,
        data=json.dumps(body).encode(),
        method="POST",
        headers={
            "Authorization": f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature=0",
            **headers,
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()
    except OSError as error:
        logger.warning("%s was not reached: %s", arn, error)


def _in_the_background(*arguments):
    threading.Thread(target=_call, args=arguments, daemon=True).start()


def _functions_of_the_sandbox():
    def find(reference, *_, **__):
        function = {"config": {"FunctionArn": reference}}
        return function, function["config"], reference.split(":function:")[-1]

    def invoke(function, event, *_, **__):
        arn = function["config"]["FunctionArn"]
        name = urllib.parse.quote(arn, safe="")
        _in_the_background(
            arn,
            f"/2015-03-31/functions/{name}/invocations",
            {"X-Amz-Invocation-Type": "Event", "Content-Type": "application/json"},
            event,
        )

    lambda_svc._get_func_record_for_ref = find
    lambda_svc._execution_record_for_config = lambda function, config: function
    lambda_svc._execute_function_with_config_scope = invoke
    lambda_svc.invoke_async_with_retry = invoke


def _state_machines_of_the_sandbox():
    def start(data, *_, **__):
        _in_the_background(
            data["stateMachineArn"],
            "/",
            {
                "X-Amz-Target": "AWSStepFunctions.StartExecution",
                "Content-Type": "application/x-amz-json-1.0",
            },
            {"stateMachineArn": data["stateMachineArn"], "input": data.get("input", "{}")},
        )
        return 200, {}, b"{}"

    stepfunctions._resolve_state_machine_arn = lambda arn, *_, **__: arn
    stepfunctions._start_execution = start


_events_of_own_services()
if "lambda" in OWN_SERVICES:
    _functions_of_the_sandbox()
if "states" in OWN_SERVICES:
    _state_machines_of_the_sandbox()
