"""What a token may, as the SDK and as the API write it. The SDK has a policy's resources as a text in JSON."""

import json
from datetime import datetime
from typing import Any

from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.framework.values import Properties

LIMITS = {"ins": "in", "notIns": "not_in"}


def resources(text: str) -> str | None:
    """Refuse what is no object in JSON."""
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    return None if isinstance(found, dict) and found else 'no object in JSON; write one like {"<resource>": "*"}'


def sent(policies: list[Document]) -> list[Document]:
    """Return policies as the API takes them."""
    return [
        {
            "effect": each["effect"],
            "permission_groups": [{"id": group["id"]} for group in each["permissionGroups"]],
            "resources": json.loads(each["resources"]),
        }
        for each in policies
    ]


def received(policies: list[Document]) -> list[Document]:
    """Return policies as the SDK has them."""
    return [
        {
            "effect": each["effect"],
            "permissionGroups": [{"id": group["id"]} for group in each["permission_groups"]],
            "resources": json.dumps(each["resources"], sort_keys=True, separators=(",", ":")),
        }
        for each in policies
    ]


def alike(old: Any, new: Any) -> bool:  # noqa: ANN401 -- as properties are judged
    """Tell whether two lists of policies allow the same: orders mean nothing, nor how the JSON is written."""
    if not isinstance(old, list) or not isinstance(new, list):
        return False
    mine, theirs = (_canonical(each) for each in (old, new))
    return mine is not None and mine == theirs


def _canonical(policies: list[Document]) -> list[str] | None:
    try:
        told = [
            {
                **each,
                "permission_groups": sorted(group["id"] for group in each["permission_groups"]),
            }
            for each in sent(policies)
        ]
    except (TypeError, ValueError):
        return None  # something is unknown yet
    return sorted(json.dumps(each, sort_keys=True, default=str) for each in told)


def condition(limits: Properties | None) -> Document | None:
    """Return from where a token works, as the API takes it."""
    found = (limits or {}).get("requestIp") or {}
    kept = {vendor: found[own] for own, vendor in LIMITS.items() if found.get(own)}
    return {"request_ip": kept} if kept else None


def told_condition(document: Document | None) -> Document | None:
    """Return from where a token works, as the SDK has it."""
    found = (document or {}).get("request_ip") or {}
    kept = {own: found[vendor] for own, vendor in LIMITS.items() if found.get(vendor)}
    return {"requestIp": kept} if kept else None


def at_once(old: Any, new: Any) -> bool:  # noqa: ANN401 -- as properties are judged
    """Tell whether two texts are the same moment."""
    try:
        return datetime.fromisoformat(old) == datetime.fromisoformat(new)
    except (TypeError, ValueError):
        return False
