"""Access lets in whom it knows, not everybody; and it is no second way to hosts."""

from collections.abc import Iterator

from ...cloudflare.access import chosen, strangers
from ...cloudflare.tokens import ACCESS_APPLICATION, ACCESS_GROUP, ACCESS_POLICY
from ...finding import Finding
from ...reading import UNKNOWN, Value, listed
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

HOSTS = ("ssh", "vnc", "rdp", "infrastructure")
"""Types of applications that lead to a host itself. Source: Cloudflare API, Access applications, `type`."""
REFUSING = ("deny",)


@resource_rule(
    "access-bypass",
    on=(*ACCESS_POLICY, *ACCESS_APPLICATION, *ACCESS_GROUP),
    protects="what looks guarded by a login is open to everybody who knows its name",
    remedy="let in named people, groups or tokens, and require what they must show; hosts are for WireGuard",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at policies, at those written inside an application, and at what an application leads to."""
    if resource.type in ACCESS_APPLICATION:
        kind = resource.get("type")
        if kind in HOSTS or kind is UNKNOWN:
            yield Finding(f"leads to hosts past the tunnel (type {resource.shown('type')})")
        policies = resource.get("policies")
        for index, policy in enumerate(listed(policies)):
            if isinstance(policy, dict) and "decision" not in policy and "includes" not in policy:
                continue  # named by its id, and judged itself
            yield from _policy(policy if isinstance(policy, dict) else {"decision": policy}, f"policies[{index}] ")
    elif resource.type in ACCESS_GROUP:
        yield from _included(resource.get("includes"), resource.get("requires"), "")
    else:
        keys = ("decision", "includes", "requires")
        yield from _policy({key: resource.get(key) for key in keys}, "")


def _policy(policy: dict[str, Value], where: str) -> Iterator[Finding]:
    decision = policy.get("decision")
    if decision in REFUSING:
        return
    if decision not in ("allow", "non_identity"):
        yield Finding(f"{where}asks nobody for anything (bypass)" if decision == "bypass" else f"{where}may bypass")
    yield from _included(policy.get("includes"), policy.get("requires"), where)


def _included(includes: Value, requires: Value, where: str) -> Iterator[Finding]:
    if not chosen(requires):
        for entry in listed(includes):
            yield from (Finding(f"{where}lets in {who}") for who in strangers(entry))
