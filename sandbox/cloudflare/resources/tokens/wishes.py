"""What a token is asked to be, judged. The numbers of the refusals are our own."""

import ipaddress
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sandbox.cloudflare.documents import Document, identity
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.permissions import ACCOUNT, USER, ZONE, Group, groups

WRONG = 1001
STATUSES = ("active", "disabled")
RESOURCE = re.compile(r"com\.cloudflare\.(?:api\.(?:user|account(?:\.zone)?)|edge\.r2\.bucket)\.[\w*-]+")


def wrong(place: str, reason: str) -> ApiError:
    """Say what is wrong with a part of a body."""
    return ApiError(WRONG, f"{place}: {reason}")


def checked(body: Document, time: str, *, of_user: bool) -> Document:
    """Return what can be said about a token, complete.

    Args:
        body: of the request.
        time: now.
        of_user: a user's, not an account's.

    Raises:
        ApiError: it cannot be such a token.

    """
    name, policies, status = body.get("name"), body.get("policies"), body.get("status") or STATUSES[0]
    if not isinstance(name, str) or not name:
        raise wrong("name", "is required")
    if not isinstance(policies, list) or not policies:
        raise wrong("policies", "at least one is required")
    if status not in STATUSES:
        raise wrong("status", f"{status!r} is not one of {', '.join(STATUSES)}")
    begins, ends = (moment(key, body.get(key)) for key in ("not_before", "expires_on"))
    if ends and (ends <= datetime.fromisoformat(time) or (begins and ends <= begins)):
        raise wrong("expires_on", f"{body['expires_on']} is not in the future, or not after not_before")
    return {
        "name": name,
        "status": status,
        "policies": [policy(number, each, of_user=of_user) for number, each in enumerate(policies)],
        "condition": condition(body.get("condition")),
        "not_before": begins and begins.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "expires_on": ends and ends.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def moment(place: str, text: object) -> datetime | None:
    """Return a time that a body has, if it has it.

    Raises:
        ApiError: it is none, or of no zone.

    """
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise wrong(place, f"{text!r} is no time; write one like 2027-01-01T00:00:00Z")
    return found.astimezone(UTC)


def policy(number: int, wish: Any, *, of_user: bool) -> Document:  # noqa: ANN401 (whatever a body holds)
    """Return one policy, complete.

    Raises:
        ApiError: its effect, a permission or a resource is none, or the permissions are about other resources.

    """
    place = f"policies.{number}"
    if not isinstance(wish, dict) or wish.get("effect") not in {"allow", "deny"}:
        raise wrong(f"{place}.effect", "must be allow or deny")
    given = [group(place, each) for each in wish.get("permission_groups") or []]
    resources = wish.get("resources")
    if not given or not isinstance(resources, dict) or not resources:
        raise wrong(place, "permission_groups and resources are required")
    about = scopes(place, resources)
    for each in given:
        if each.scope not in about or (each.scope == USER and not of_user):
            raise wrong(place, f"{each.name} is a permission on {each.scope}, and no resource of the policy is one")
    told = [{"id": each.identifier, "name": each.name} for each in given]
    return {"id": identity(), "effect": wish["effect"], "permission_groups": told, "resources": resources}


def group(place: str, wish: Any) -> Group:  # noqa: ANN401 (whatever a body holds)
    """Return a permission group that a policy names.

    Raises:
        ApiError: there is none like it.

    """
    identifier = wish.get("id") if isinstance(wish, dict) else None
    found = groups().get(str(identifier))
    if found is None:
        raise wrong(f"{place}.permission_groups", f"{identifier!r} is no permission group's id")
    return found


def scopes(place: str, resources: Mapping[str, Any]) -> set[str]:
    """Return what kinds of resources a policy is about.

    Raises:
        ApiError: one is none.

    """
    found = set()
    for key, value in resources.items():
        if not RESOURCE.fullmatch(key):
            raise wrong(f"{place}.resources", f"{key!r} is no resource")
        if isinstance(value, Mapping):
            found |= scopes(place, value)
        elif value != "*":
            raise wrong(f"{place}.resources", f"{key}: {value!r} is neither * nor an object")
        else:
            found.add(next((scope for scope in (ZONE, ACCOUNT, USER) if key.startswith(f"{scope}.")), key))
    return found


def condition(wish: Any) -> Document:  # noqa: ANN401 (whatever a body holds)
    """Return from where a token works, in networks.

    Raises:
        ApiError: one of them is none.

    """
    limits = (wish or {}).get("request_ip") or {}
    for key in ("in", "not_in"):
        for each in limits.get(key) or []:
            try:
                ipaddress.ip_network(each)
            except ValueError:
                raise wrong(
                    f"condition.request_ip.{key}", f"{each!r} is no network; write one like 192.0.2.0/24"
                ) from None
    kept = {key: limits[key] for key in ("in", "not_in") if limits.get(key)}
    return {"request_ip": kept} if kept else {}
