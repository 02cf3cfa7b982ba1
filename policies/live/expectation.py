"""What a stack asks of an object, in all its resources: a volume's server may stand in an attachment."""

from collections import defaultdict
from collections.abc import Mapping

from ..hetzner import selectors, tokens
from ..reading import Value
from ..resource import Resource, Stack

LINKS = frozenset({tokens.FIREWALL_ATTACHMENT, tokens.FLOATING_IP_ASSIGNMENT, tokens.SERVER_NETWORK})
"""Resources that only say how objects belong together: what there really is, the objects tell."""
VOLUME_ATTACHMENT = "hcloud:index/volumeAttachment:VolumeAttachment"
OWN_PLACE = ((VOLUME_ATTACHMENT, "volumeId"), (tokens.FLOATING_IP_ASSIGNMENT, "floatingIpId"))


class Expectations:
    """What a stack asks for."""

    def __init__(self, stack: Stack) -> None:
        """Gather what resources say about others; identifiers are known, because everything was deployed."""
        self._firewalls: dict[str, list[Value]] = defaultdict(list)
        self._networks: dict[str, list[Value]] = defaultdict(list)
        self._servers: dict[tuple[str, str], Value] = {}
        self._selectors: dict[str, list[str]] = defaultdict(list)
        for token, key in OWN_PLACE:
            for link in stack.of(token):
                self._servers[token, str(link.get(key))] = link.get("serverId")
        for link in stack.of(tokens.SERVER_NETWORK):
            entry = {key: link.get(key) for key in ("networkId", "subnetId", "ip", "aliasIps")}
            self._networks[str(link.get("serverId"))].append(entry)
        for server in stack.of(tokens.SERVER):
            for address in _addresses(server):
                self._servers[tokens.PRIMARY_IP, address] = identifier(server)
        self._read_firewalls(stack)

    def of(self, resource: Resource) -> dict[str, Value]:
        """Return the properties that an object should have."""
        wanted = {key: resource.get(key) for key in resource.properties}
        own = identifier(resource)
        match resource.type:
            case tokens.SERVER:
                wanted["firewallIds"] = [*_list(wanted.get("firewallIds")), *self._firewalls[own]]
                wanted["networks"] = [*_list(wanted.get("networks")), *self._networks[own]]
            case tokens.FIREWALL:
                wanted["applyTos"] = [{"labelSelector": each} for each in self._selectors[own]]
            case tokens.VOLUME:
                wanted["serverId"] = wanted.get("serverId") or self._servers.get((VOLUME_ATTACHMENT, own))
            case tokens.FLOATING_IP:
                link = self._servers.get((tokens.FLOATING_IP_ASSIGNMENT, own))
                wanted["serverId"] = wanted.get("serverId") or link
            case tokens.PRIMARY_IP:
                wanted["assigneeId"] = wanted.get("assigneeId") or self._servers.get((tokens.PRIMARY_IP, own))
        return wanted

    def _read_firewalls(self, stack: Stack) -> None:
        for link in stack.of(tokens.FIREWALL_ATTACHMENT):
            firewall = link.get("firewallId")
            for server in _list(link.get("serverIds")):
                self._firewalls[str(server)].append(firewall)
            self._select(stack, firewall, _list(link.get("labelSelectors")))
        for each in stack.of(tokens.FIREWALL):
            targets = [target for target in _list(each.get("applyTos")) if isinstance(target, dict)]
            for target in targets:
                if target.get("server"):
                    self._firewalls[str(target["server"])].append(identifier(each))
            self._select(stack, identifier(each), [target.get("labelSelector") for target in targets])

    def _select(self, stack: Stack, firewall: Value, texts: list[Value]) -> None:
        for text in texts:
            if not isinstance(text, str) or not text:
                continue
            self._selectors[str(firewall)].append(text)
            try:
                applies = selectors.parse(text)
            except selectors.SelectorError:
                continue
            for server in stack.of(tokens.SERVER):
                if applies(_labels(server)):
                    self._firewalls[identifier(server)].append(firewall)


def identifier(resource: Resource) -> str:
    """Return the identifier that the vendor gave."""
    return str(resource.outputs.get("id", ""))


def _addresses(server: Resource) -> list[str]:
    nets = [net for net in _list(server.get("publicNets")) if isinstance(net, dict)]
    return [str(net[family]) for net in nets for family in ("ipv4", "ipv6") if net.get(family)]


def _labels(server: Resource) -> Mapping[str, str]:
    labels = server.get("labels")
    return {key: value for key, value in labels.items() if isinstance(value, str)} if isinstance(labels, dict) else {}


def _list(value: Value) -> list[Value]:
    return list(value) if isinstance(value, list) else []
