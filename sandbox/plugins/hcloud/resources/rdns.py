"""Names of addresses: `Rdns`."""

from dataclasses import dataclass

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import integer, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document
from sandbox.plugins.hcloud.managed import Edit, Made, Managed
from sandbox.plugins.hcloud.rules import address, exactly_one


@dataclass(frozen=True)
class Owner:
    """What has the address."""

    prefix: str
    """First letter of the resource's id."""
    path: str
    key: str


OWNERS = {
    "serverId": Owner("s", "/servers", "server"),
    "primaryIpId": Owner("p", "/primary_ips", "primary_ip"),
    "floatingIpId": Owner("f", "/floating_ips", "floating_ip"),
    "loadBalancerId": Owner("l", "/load_balancers", "load_balancer"),
}


class Rdns(Managed):
    """The reverse DNS entry of one address; its id is `s-<server id>-<address>`, or p, f, l for its other owners."""

    schema = Schema(
        type="hcloud:index/rdns:Rdns",
        generation=Generation.FRAMEWORK,
        properties={
            **{name: integer(replaces=True) for name in OWNERS},
            "ipAddress": string(required=True, replaces=True, rules=(address,)),
            "dnsPtr": string(required=True),
        },
        checks=(exactly_one(*OWNERS),),
    )

    def make(self, plan: Properties) -> Made:
        """Set it."""
        name = next(each for each in OWNERS if plan[each] is not None)
        resource_id = f"{OWNERS[name].prefix}-{plan[name]}-{plan['ipAddress']}"
        self._set(resource_id, plan["dnsPtr"])
        return Made(resource_id)

    def look(self, resource_id: str, state: Properties) -> Document | None:  # noqa: ARG002
        """Return the properties; an entry that the vendor made up is none."""
        name, owner_id, wanted = parted(resource_id)
        owner = OWNERS[name]
        found = self.api.get(f"{owner.path}/{owner_id}")
        pointer = _pointers(owner, found[owner.key]).get(wanted) if found else None
        return None if pointer is None else {name: int(owner_id), "ipAddress": wanted, "dnsPtr": pointer}

    def amend(self, edit: Edit) -> None:
        """Set another name."""
        self._set(edit.resource_id, edit.plan["dnsPtr"])

    def remove(self, resource_id: str, state: Properties) -> None:
        """Give the address back the name that the vendor makes up."""
        if self.look(resource_id, state) is not None:
            self._set(resource_id, None)

    def seek(self, plan: Properties) -> str | None:  # noqa: ARG002
        """Return nothing: setting it again is no harm."""
        return None

    def _set(self, resource_id: str, pointer: str | None) -> None:
        name, owner_id, wanted = parted(resource_id)
        settled = frozenset({"not_found"}) if pointer is None else frozenset()
        path = f"{OWNERS[name].path}/{owner_id}/actions/change_dns_ptr"
        # A null is the request to forget the name, so it may not be left out.
        self.api.act(path, {"ip": wanted, "dns_ptr": pointer}, settled=settled, nulls=True)


def _pointers(owner: Owner, document: Document) -> dict[str, str]:
    """Return the names of an owner's addresses."""
    if owner.key in {"primary_ip", "floating_ip"}:
        return {each["ip"]: each["dns_ptr"] for each in document["dns_ptr"]}
    public = document["public_net"]
    found: dict[str, str] = {}
    for family in ("ipv4", "ipv6"):
        there = public.get(family) or {}
        entries = there.get("dns_ptr")
        if isinstance(entries, list):
            found |= {each["ip"]: each["dns_ptr"] for each in entries}
        elif entries:
            found[there["ip"]] = entries
    return found


def parted(resource_id: str) -> tuple[str, str, str]:
    """Return owner's property, owner's id and address of an id.

    Raises:
        PluginError: it has not that form.

    """
    prefix, _, rest = resource_id.partition("-")
    owner_id, dash, wanted = rest.partition("-")
    name = next((each for each, owner in OWNERS.items() if owner.prefix == prefix), None)
    if name is None or not (owner_id.isdecimal() and dash and wanted):
        raise PluginError(
            f"Rdns {resource_id!r}: no such id; write s-<server id>-<address>, or p, f, l", Outcome.INVALID
        )
    return name, owner_id, wanted
