"""The types that the plugin has, by token."""

from sandbox.plugins.hcloud.managed import Managed
from sandbox.plugins.hcloud.resources.firewall import Firewall, FirewallAttachment
from sandbox.plugins.hcloud.resources.network import Network, NetworkRoute, NetworkSubnet
from sandbox.plugins.hcloud.resources.placement_group import PlacementGroup
from sandbox.plugins.hcloud.resources.primary_ip import PrimaryIp
from sandbox.plugins.hcloud.resources.server.network import ServerNetwork
from sandbox.plugins.hcloud.resources.server.resource import Server
from sandbox.plugins.hcloud.resources.ssh_key import SshKey
from sandbox.plugins.hcloud.resources.volume import Volume, VolumeAttachment

TYPES: tuple[type[Managed], ...] = (
    Firewall,
    FirewallAttachment,
    Network,
    NetworkRoute,
    NetworkSubnet,
    PlacementGroup,
    PrimaryIp,
    Server,
    ServerNetwork,
    SshKey,
    Volume,
    VolumeAttachment,
)
