"""Reads what Aileron's objects say about themselves."""

from __future__ import annotations

from typing import Any

Object = dict[str, Any]


def key(item: Object) -> tuple[str, str]:
    return item["kind"], item["metadata"]["name"]


def condition(item: Object, kind: str) -> dict[str, Any]:
    """The condition of that type; empty when the object has none."""
    for found in item.get("status", {}).get("conditions", []):
        if found["type"] == kind:
            return found
    return {}


def is_ready(item: Object) -> bool:
    """Whether the object is Ready as it is now, and not as it was before the last change."""
    status = item.get("status", {})
    current = status.get("observedGeneration") == item["metadata"]["generation"]
    return current and condition(item, "Ready").get("status") == "True"


def is_stalled(item: Object) -> bool:
    found = condition(item, "Stalled")
    current = found.get("observedGeneration") == item["metadata"]["generation"]
    return current and found.get("status") == "True"


def version(item: Object) -> str:
    """The version that the alias serves; empty while there is none."""
    return item.get("status", {}).get("stable", {}).get("version", "")


def pins(item: Object) -> dict[str, str]:
    """Versions by the functions' names, of a Workflow (its newest version) or of a Release."""
    listed = item.get("status", {}).get("pins") or item.get("spec", {}).get("pins") or []
    return {pin["function"]: pin["version"] for pin in listed}
