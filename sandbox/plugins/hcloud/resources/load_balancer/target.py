"""`LoadBalancerTarget`."""

import hashlib

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import boolean, integer, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import PASSING, Document
from sandbox.plugins.hcloud.managed import Edit, Made, Managed
from sandbox.plugins.hcloud.rules import exactly_one

KINDS = {"server": "serverId", "label_selector": "labelSelector", "ip": "ip"}
"""Type of a target -> the property that says which."""


def _address_is_public(inputs: Properties) -> list[tuple[str, str]]:
    if inputs.get("ip") is not None and inputs.get("usePrivateIp") is not None:
        return [("usePrivateIp", "ip and usePrivateIp exclude each other; remove usePrivateIp")]
    return []


class LoadBalancerTarget(Managed):
    """One target of a load balancer: a server, the servers with some labels, or an address. It cannot be imported."""

    schema = Schema(
        type="hcloud:index/loadBalancerTarget:LoadBalancerTarget",
        generation=Generation.SDK,
        properties={
            "type": string(required=True, rules=(one_of(*KINDS),)),
            "loadBalancerId": integer(required=True),
            "serverId": integer(replaces=True),
            "labelSelector": string(replaces=True),
            "ip": string(replaces=True),
            "usePrivateIp": boolean(computed=True),
        },
        checks=(exactly_one(*KINDS.values()), _address_is_public),
    )

    def make(self, plan: Properties) -> Made:
        """Add it."""
        body = {**_target(plan), "use_private_ip": plan["usePrivateIp"] or None}
        path = f"/load_balancers/{plan['loadBalancerId']}/actions/add_target"
        retried = PASSING | {"load_balancer_not_attached_to_network", "server_not_attached_to_network"}
        self.api.act(path, body, settled=frozenset({"target_already_defined"}), retried=retried)
        return Made(_id(plan))

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties."""
        if not state:
            raise PluginError(f"LoadBalancerTarget {resource_id!r}: this type cannot be imported", Outcome.UNSUPPORTED)
        found = self.api.get(f"/load_balancers/{state['loadBalancerId']}")
        wanted = _target(state)
        for target in found["load_balancer"]["targets"] if found else []:
            if all(target.get(key) == value for key, value in wanted.items()):
                return {
                    **{key: state.get(key) for key in ("type", "loadBalancerId", *KINDS.values())},
                    "usePrivateIp": target.get("use_private_ip", False),
                }
        return None

    def amend(self, edit: Edit) -> None:
        """Remove it, and add it again as it is to be."""
        self.remove(edit.resource_id, edit.state)
        self.make(edit.plan)

    def remove(self, resource_id: str, state: Properties) -> None:
        """Remove it."""
        if self.look(resource_id, state) is not None:
            path = f"/load_balancers/{state['loadBalancerId']}/actions/remove_target"
            settled = frozenset({"not_found", "load_balancer_target_not_found"})
            self.api.act(path, _target(state), settled=settled)

    def seek(self, plan: Properties) -> str | None:
        """Return its id if the balancer has it."""
        return _id(plan) if self.look(_id(plan), plan) is not None else None


def _target(properties: Properties) -> Document:
    kind = properties["type"]
    value = properties.get(KINDS[kind])
    if value is None:
        raise PluginError(f"{KINDS[kind]}: not set, but the target's type is {kind}", Outcome.INVALID)
    inner = {"server": {"id": value}, "label_selector": {"selector": value}, "ip": {"ip": value}}
    return {"type": kind, kind: inner[kind]}


def _id(plan: Properties) -> str:
    balancer, kind = plan["loadBalancerId"], plan["type"]
    if kind == "server":
        return f"lb-srv-tgt-{plan['serverId']}-{balancer}"
    digest = hashlib.sha256(str(plan[KINDS[kind]]).encode()).hexdigest()
    return f"lb-{kind.replace('_', '-')}-tgt-{digest}-{balancer}"
