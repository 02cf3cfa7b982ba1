"""Which script answers for a request: routes, custom domains and workers.dev."""

from collections.abc import Callable

from sandbox.edge.messages import Request
from sandbox.edge.zone_state import Edge, Script, Version, ZoneState

DEVELOPMENT = ".workers.dev"
PREFIX = 8
"""Characters of a version's id that name its preview."""


def script(edge: Edge, zone: ZoneState, request: Request) -> Script | None:
    """Return the script that a zone's routes and custom domains name; routes come first."""
    matching = [(pattern, name) for pattern, name in zone.routes if matches(pattern, request)]
    if matching:
        return edge.scripts.get((zone.account, max(matching, key=lambda each: specificity(each[0]))[1]))
    name = zone.domains.get(request.host)
    return edge.scripts.get((zone.account, name)) if name else None


def split(pattern: str) -> tuple[str, str, str]:
    """Return a route's scheme, host and path; the scheme may be empty, and no path is `/`."""
    scheme, mark, rest = pattern.partition("://")
    scheme, rest = (scheme, rest) if mark else ("", pattern)
    host, slash, path = rest.partition("/")
    return scheme, host.lower(), f"{slash}{path}" or "/"


def matches(pattern: str, request: Request) -> bool:
    """Say whether a route is one for a request. Stars stand first in the host and last in the path."""
    scheme, host, path = split(pattern)
    hosts = request.host.endswith(host[1:]) if host.startswith("*") else request.host == host
    paths = request.target.startswith(path[:-1]) if path.endswith("*") else request.target == path
    return scheme in {"", request.scheme} and hosts and paths


def specificity(pattern: str) -> tuple[bool, int, bool, int, bool]:
    """Return what to compare routes by: a host without a star, the longer host, the same of paths, and a scheme.

    The vendor says only that the most specific pattern wins; its documented bugs with stars are not imitated.
    """
    scheme, host, path = split(pattern)
    return not host.startswith("*"), len(host), not path.endswith("*"), len(path), bool(scheme)


def development(edge: Edge, host: str) -> tuple[Script, Callable[[float], Version | None]] | None:
    """Return the script on a host of workers.dev, and what chooses its version: a preview has one."""
    name, _, label = host.removesuffix(DEVELOPMENT).rpartition(".")
    account = edge.subdomains.get(label)
    if not host.endswith(DEVELOPMENT) or account is None:
        return None
    found = edge.scripts.get((account, name))
    if found and found.on_subdomain:
        return found, found.version
    prefix, _, name = name.partition("-")
    found = edge.scripts.get((account, name))
    if not found or not found.previews or len(prefix) != PREFIX:
        return None
    version = next((each for each in found.versions.values() if each.id.startswith(prefix)), None)
    return (found, lambda _: version) if version else None
