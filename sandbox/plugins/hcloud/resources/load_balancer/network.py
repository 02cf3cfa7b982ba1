"""`LoadBalancerNetwork`."""

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import boolean, integer, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import PASSING, Document
from sandbox.plugins.hcloud.managed import Edit, Made, Managed
from sandbox.plugins.hcloud.rules import exactly_one


class LoadBalancerNetwork(Managed):
    """A load balancer in a network; its id is the balancer's and the network's."""

    schema = Schema(
        type="hcloud:index/loadBalancerNetwork:LoadBalancerNetwork",
        generation=Generation.FRAMEWORK,
        properties={
            "loadBalancerId": integer(required=True, replaces=True),
            "networkId": integer(computed=True, replaces=True, keeps=True),
            "subnetId": string(replaces=True),
            "ip": string(computed=True, replaces=True, keeps=True),
            "enablePublicInterface": boolean(computed=True, default=True),
        },
        checks=(exactly_one("networkId", "subnetId"),),
    )

    def make(self, plan: Properties) -> Made:
        """Put it into the network, and open or close its public interface."""
        network, _, ip_range = str(plan["subnetId"] or plan["networkId"]).partition("-")
        place = f"/load_balancers/{plan['loadBalancerId']}/actions"
        body = {"network": int(network), "ip": plan["ip"], "ip_range": ip_range or None}
        settled = frozenset({"load_balancer_already_attached"})
        self.api.act(f"{place}/attach_to_network", body, settled=settled, retried=PASSING | {"no_subnet_available"})
        return Made(f"{plan['loadBalancerId']}-{network}")

    def finish(self, resource_id: str, plan: Properties) -> None:
        """Open or close the public interface."""
        there = self.look(resource_id, plan)
        if there and there["enablePublicInterface"] != plan["enablePublicInterface"]:
            self._open(resource_id, on=plan["enablePublicInterface"])

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties."""
        balancer, network = parted(resource_id)
        found = self.api.get(f"/load_balancers/{balancer}")
        for there in found["load_balancer"]["private_net"] if found else []:
            if there["network"] == network:
                return {
                    "loadBalancerId": balancer,
                    "networkId": network,
                    "subnetId": state.get("subnetId"),
                    "ip": there["ip"],
                    "enablePublicInterface": found["load_balancer"]["public_net"]["enabled"] if found else None,
                }
        return None

    def amend(self, edit: Edit) -> None:
        """Open or close the public interface."""
        self._open(edit.resource_id, on=edit.plan["enablePublicInterface"])

    def remove(self, resource_id: str, state: Properties) -> None:
        """Take it out of the network."""
        balancer, network = parted(resource_id)
        if self.look(resource_id, state) is not None:
            settled = frozenset({"not_found", "load_balancer_not_attached_to_network"})
            self.api.act(
                f"/load_balancers/{balancer}/actions/detach_from_network", {"network": network}, settled=settled
            )

    def seek(self, plan: Properties) -> str | None:
        """Return its id if the balancer is in the network."""
        network = str(plan["subnetId"] or plan["networkId"]).partition("-")[0]
        found = f"{plan['loadBalancerId']}-{network}"
        return found if self.look(found, plan) is not None else None

    def _open(self, resource_id: str, *, on: bool) -> None:
        balancer, _ = parted(resource_id)
        action = "enable_public_interface" if on else "disable_public_interface"
        self.api.act(f"/load_balancers/{balancer}/actions/{action}")


def parted(resource_id: str) -> tuple[int, int]:
    """Return balancer and network of an id.

    Raises:
        PluginError: it has not that form.

    """
    balancer, dash, network = resource_id.partition("-")
    if not (balancer.isdecimal() and dash and network.isdecimal()):
        message = f"LoadBalancerNetwork {resource_id!r}: no such id; write <load balancer id>-<network id>"
        raise PluginError(message, Outcome.INVALID)
    return int(balancer), int(network)
