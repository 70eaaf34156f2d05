"""The objects that are measured: functions, and a workflow for each."""

from __future__ import annotations

from local.objects import Object

NAMESPACE = "bench"
ROLE = {"arn": "arn:aws:iam::111122223333:role/bench"}


def function_name(number: int) -> str:
    return f"function-{number:03}"


def workflow_name(number: int) -> str:
    return f"workflow-{number:03}"


def code(revision: int) -> dict[str, str]:
    return {"app.py": f"def handler(event, context):\n    return {revision}\n"}


def function(number: int) -> Object:
    return _object(
        "ServerlessFunction",
        function_name(number),
        {
            "runtime": "python3.13",
            "handler": "app.handler",
            "code": {"inline": code(1)},
            "role": ROLE,
        },
    )


def workflow(number: int) -> Object:
    """A workflow that calls the function of the same number."""
    call = {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Arguments": {"FunctionName": "${function:%s}" % function_name(number)},
        "End": True,
    }
    return _object(
        "Workflow",
        workflow_name(number),
        {
            "definition": {"QueryLanguage": "JSONata", "StartAt": "Call", "States": {"Call": call}},
            "role": ROLE,
        },
    )


def _object(kind: str, name: str, spec: dict) -> Object:
    return {
        "apiVersion": "aileron.dev/v1alpha1",
        "kind": kind,
        "metadata": {"name": name, "namespace": NAMESPACE},
        "spec": spec,
    }
