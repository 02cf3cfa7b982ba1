"""`getNetwork`, `getNetworks` and their like: whatever the project has, by id, name or labels."""

from collections.abc import Callable, Iterator
from functools import partial

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.journal import Journal
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Api, Document
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.resources.certificate import UploadedCertificate
from sandbox.plugins.hcloud.resources.dns.zone import Zone
from sandbox.plugins.hcloud.resources.firewall import Firewall
from sandbox.plugins.hcloud.resources.floating_ip import FloatingIp
from sandbox.plugins.hcloud.resources.load_balancer.balancer import LoadBalancer
from sandbox.plugins.hcloud.resources.network import Network
from sandbox.plugins.hcloud.resources.placement_group import PlacementGroup
from sandbox.plugins.hcloud.resources.primary_ip import PrimaryIp
from sandbox.plugins.hcloud.resources.ssh_key import SshKey
from sandbox.plugins.hcloud.resources.volume import Volume

Lookup = Callable[[Api, Properties], Document]
KINDS: dict[str, type[Collected]] = {
    "Certificate": UploadedCertificate,
    "Firewall": Firewall,
    "FloatingIp": FloatingIp,
    "LoadBalancer": LoadBalancer,
    "Network": Network,
    "PlacementGroup": PlacementGroup,
    "PrimaryIp": PrimaryIp,
    "SshKey": SshKey,
    "Volume": Volume,
    "Zone": Zone,
}
FILTERS = {
    "name": "name",
    "withSelector": "label_selector",
    "selector": "label_selector",
    "ipAddress": "ip",
    "fingerprint": "fingerprint",
    "type": "type",
    "withStatuses": "status",
}
"""Argument of a function -> filter of the vendor's listing."""
PASSED_OVER = {"mostRecent"}


def found(kind: type[Collected], name: str, api: Api, arguments: Properties) -> Iterator[Document]:
    """Go through what fits the arguments, newest first where the vendor sorts.

    Raises:
        PluginError: an argument is none that the sandbox's plugin looks by.

    """
    given = {key: value for key, value in arguments.items() if value is not None and key not in PASSED_OVER}
    strange = sorted(set(given) - set(FILTERS) - {"id"})
    if strange:
        message = f"{name}: the sandbox's plugin does not look by {', '.join(strange)}; use id, name or withSelector"
        raise PluginError(message, Outcome.UNSUPPORTED)
    resource = kind(lambda: api, lambda: Journal(None))
    if "id" in given:
        there = api.get(f"{kind.path}/{given['id']}")
        documents = iter([there[kind.key]] if there else [])
    else:
        documents = api.all(kind.path, resource.keys, **{FILTERS[key]: value for key, value in given.items()})
    for each in documents:
        yield {**resource.attributes(each, {"applyTos": [{}]}), "id": each["id"]}


def one(kind: type[Collected], name: str, api: Api, arguments: Properties) -> Document:
    """Return the one that the arguments mean, or the newest of several if they ask for it.

    Raises:
        PluginError: they mean none, or several.

    """
    fitting = list(found(kind, name, api, arguments))
    if len(fitting) > 1 and arguments.get("mostRecent"):
        fitting = [max(fitting, key=lambda each: int(each["id"]))]
    if len(fitting) != 1:
        raise PluginError(f"{name}: {len(fitting)} fit {dict(arguments)}; exactly one must")
    return {**arguments, **fitting[0]}


def several(kind: type[Collected], name: str, key: str, api: Api, arguments: Properties) -> Document:
    """Return all that the arguments fit, in a list."""
    return {"id": key, **arguments, key: list(found(kind, name, api, arguments))}


def _functions() -> Iterator[tuple[str, Lookup]]:
    for title, kind in KINDS.items():
        key = f"{title[0].lower()}{title[1:]}s"
        yield f"hcloud:index/get{title}:get{title}", partial(one, kind, f"get{title}")
        yield f"hcloud:index/get{title}s:get{title}s", partial(several, kind, f"get{title}s", key)


FUNCTIONS: dict[str, Lookup] = dict(_functions())
