"""Every resource is of a type that a rule judges, or that exposes nothing (types.yaml); any other is said.

A component is none of these and makes nothing by itself: its children are judged one by one. Only what goes through a
provider is asked about.
"""

from collections.abc import Iterator
from functools import cache

from ...catalogue import load as catalogue
from ...data import PACKAGE, load
from ...finding import Finding
from ...options import TEXT, accepted
from ...resource import Resource
from ...rule import EVERY_TYPE, resource_rule
from ...settings import Settings

ACCEPTED = accepted("types of resources that somebody has looked at, and answers for", type=TEXT)
PROVIDERS = "pulumi:providers:"
DYNAMIC = (":dynamic:Resource", ":dynamic/resource:Resource")


@resource_rule(
    "unlisted-type",
    on=(EVERY_TYPE,),
    protects="it may open a server, a port or an account to everybody, and no rule looks at it",
    remedy="use a type that rules judge, or accept this one in the pack's configuration, with a reason and an owner",
    options={"accepted": ACCEPTED},
)
def rule(resource: Resource, settings: Settings) -> Iterator[Finding]:
    """Look the type up."""
    token = resource.type
    if token in known():
        return
    package = token.partition(":")[0]
    if package in harmless_packages() or token.startswith(PROVIDERS):
        return
    dynamic = token.endswith(DYNAMIC)
    if resource.provider is None and "/" not in token and not dynamic and package not in known_packages():
        return  # a component
    for entry in settings.option("unlisted-type", "accepted", []):
        if entry["type"] == token:
            yield Finding(f"type {token} is accepted by {entry['owner']}: {entry['reason']}", notice=True)
            return
    if dynamic:
        yield Finding("runs code of the program to make something that no rule can see")
    elif package in known_packages():
        yield Finding(f"type {token} is one that no rule judges")
    else:
        yield Finding(f"type {token} is of a provider that no rule knows")


@cache
def known() -> frozenset[str]:
    """Return the types that rules judge or read, and those that are listed as harmless."""
    judged = {token for each in catalogue().rules for token in each.types if token != EVERY_TYPE}
    listed = load(PACKAGE, "types.yaml")
    harmless = {
        f"{group['package']}:index/{name[0].lower()}{name[1:]}:{name}"
        for group in listed["types"]
        for names in group["names"]
        for name in names
    }
    return frozenset(judged | harmless | set(listed["builtin"]))


@cache
def known_packages() -> frozenset[str]:
    """Return the packages of providers of which at least one type is known."""
    return frozenset(token.partition(":")[0] for token in known()) - {"arqora"}


@cache
def harmless_packages() -> frozenset[str]:
    """Return the packages that make nothing that could be reached."""
    return frozenset(package["name"] for package in load(PACKAGE, "types.yaml")["packages"])
