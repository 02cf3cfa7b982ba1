"""`ServerNetwork`: a server's place in a network, apart from the server."""

from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import integer, set_of, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document
from sandbox.plugins.hcloud.managed import Edit, Made, Managed
from sandbox.plugins.hcloud.resources.server import networks
from sandbox.plugins.hcloud.resources.server.attributes import of_network
from sandbox.plugins.hcloud.rules import exactly_one


class ServerNetwork(Managed):
    """A server in a network; its id is the server's and the network's."""

    schema = Schema(
        type="hcloud:index/serverNetwork:ServerNetwork",
        generation=Generation.SDK,
        properties={
            "serverId": integer(required=True, replaces=True),
            "networkId": integer(replaces=True),
            "subnetId": string(replaces=True),
            "ip": string(computed=True, replaces=True),
            "aliasIps": set_of(string()),
            "macAddress": string(computed=True, output=True),
        },
        checks=(exactly_one("networkId", "subnetId"),),
    )

    def make(self, plan: Properties) -> Made:
        """Put the server into the network."""
        networks.attach(self.api, str(plan["serverId"]), dict(plan))
        return Made(f"{plan['serverId']}-{of_network(dict(plan))}")

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties."""
        server, network = parted(resource_id)
        found = self.api.get(f"/servers/{server}")
        for there in found["server"]["private_net"] if found else []:
            if there["network"] == network:
                return {
                    "serverId": server,
                    "networkId": None if state.get("subnetId") else network,
                    "subnetId": state.get("subnetId"),
                    "ip": there["ip"],
                    "aliasIps": sorted(there["alias_ips"]),
                    "macAddress": there["mac_address"],
                }
        return None

    def amend(self, edit: Edit) -> None:
        """Change the alias addresses."""
        server, network = parted(edit.resource_id)
        networks.change_aliases(self.api, str(server), network, list(edit.plan["aliasIps"] or []))

    def remove(self, resource_id: str, state: Properties) -> None:
        """Take the server out of the network."""
        server, network = parted(resource_id)
        if self.look(resource_id, state) is not None:
            networks.detach(self.api, str(server), network)

    def seek(self, plan: Properties) -> str | None:
        """Return its id if the server is in the network."""
        found = f"{plan['serverId']}-{of_network(dict(plan))}"
        return found if self.look(found, plan) is not None else None


def parted(resource_id: str) -> tuple[int, int]:
    """Return server and network of an id.

    Raises:
        PluginError: it has not that form.

    """
    server, dash, network = resource_id.partition("-")
    if not (server.isdecimal() and dash and network.isdecimal()):
        raise PluginError(f"ServerNetwork {resource_id!r}: no such id; write <server id>-<network id>", Outcome.INVALID)
    return int(server), int(network)
