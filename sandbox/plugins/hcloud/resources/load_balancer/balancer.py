"""`LoadBalancer`."""

from sandbox.plugins.framework.schema.declare import boolean, integer, nested, set_of, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made
from sandbox.plugins.hcloud.rules import labels

ALGORITHM = nested({"type": string(computed=True, rules=(one_of("round_robin", "least_connections"),))}, computed=True)
TARGET = nested(
    {
        "type": string(required=True, rules=(one_of("server"),)),
        "serverId": integer(),
        "usePrivateIp": boolean(computed=True),
    }
)


class LoadBalancer(Collected):
    """A load balancer without its services, targets and network."""

    path, key = "/load_balancers", "load_balancer"
    schema = Schema(
        type="hcloud:index/loadBalancer:LoadBalancer",
        generation=Generation.SDK,
        properties={
            "name": string(required=True),
            "loadBalancerType": string(required=True),
            "location": string(computed=True, replaces=True),
            "networkZone": string(computed=True, replaces=True),
            "algorithm": ALGORITHM,
            "ipv4Id": integer(replaces=True),
            "ipv6Id": integer(replaces=True),
            "labels": labels(computed=True),
            "targets": set_of(TARGET, computed=True),
            "deleteProtection": boolean(default=False),
            "ipv4": string(computed=True, output=True),
            "ipv6": string(computed=True, output=True),
            "networkId": integer(computed=True, output=True),
            "networkIp": string(computed=True, output=True),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Order it."""
        algorithm = (plan["algorithm"] or {}).get("type")
        addresses = {family: plan[f"{family}Id"] for family in ("ipv4", "ipv6") if plan[f"{family}Id"]}
        return self.posted(
            {
                "name": plan["name"],
                "load_balancer_type": plan["loadBalancerType"],
                "location": plan["location"],
                "network_zone": plan["networkZone"],
                "algorithm": {"type": algorithm} if algorithm else None,
                "public_net": addresses or None,
                "labels": plan["labels"],
                "targets": [_target(each) for each in plan["targets"] or []] or None,
            }
        )

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties; targets only if the program names them here."""
        private = (document["private_net"] or [{}])[0]
        servers = [each for each in document["targets"] if each["type"] == "server"]
        targets = [
            {"type": "server", "serverId": each["server"]["id"], "usePrivateIp": each["use_private_ip"]}
            for each in servers
        ]
        return {
            "name": document["name"],
            "loadBalancerType": document["load_balancer_type"]["name"],
            "location": document["location"]["name"],
            "networkZone": document["location"]["network_zone"],
            "algorithm": {"type": document["algorithm"]["type"]},
            "ipv4Id": state.get("ipv4Id"),
            "ipv6Id": state.get("ipv6Id"),
            "labels": document["labels"],
            "targets": targets,
            "deleteProtection": document["protection"]["delete"],
            "ipv4": document["public_net"]["ipv4"]["ip"],
            "ipv6": document["public_net"]["ipv6"]["ip"],
            "networkId": private.get("network"),
            "networkIp": private.get("ip"),
        }

    def amend(self, edit: Edit) -> None:
        """Change name, labels, type, algorithm and targets."""
        self.rename(edit)
        place = self.place(edit.resource_id)
        if "loadBalancerType" in edit.changed:
            self.api.act(f"{place}/actions/change_type", {"load_balancer_type": edit.plan["loadBalancerType"]})
        if "algorithm" in edit.changed and edit.plan["algorithm"]:
            self.api.act(f"{place}/actions/change_algorithm", {"type": edit.plan["algorithm"]["type"]})
        if "targets" in edit.changed:
            self._retarget(edit, place)
        self.protect(edit)

    def _retarget(self, edit: Edit, place: str) -> None:
        before = {each["serverId"] for each in edit.state.get("targets") or []}
        after = {each["serverId"]: each for each in edit.plan["targets"] or []}
        for server in before - set(after):
            body = {"type": "server", "server": {"id": server}}
            self.api.act(f"{place}/actions/remove_target", body, settled=frozenset({"not_found"}))
        for server in set(after) - before:
            settled = frozenset({"target_already_defined"})
            self.api.act(f"{place}/actions/add_target", _target(after[server]), settled=settled)


def _target(wanted: Document) -> Document:
    target: Document = {"type": "server", "server": {"id": wanted["serverId"]}}
    return {**target, "use_private_ip": True} if wanted.get("usePrivateIp") else target
