"""The types that the plugin has: all of the official one, version 1.43."""

from sandbox.plugins.hcloud.managed import Managed
from sandbox.plugins.hcloud.resources.certificate import Certificate, ManagedCertificate, UploadedCertificate
from sandbox.plugins.hcloud.resources.dns.record import ZoneRecord
from sandbox.plugins.hcloud.resources.dns.rrset import ZoneRrset
from sandbox.plugins.hcloud.resources.dns.zone import Zone
from sandbox.plugins.hcloud.resources.firewall import Firewall, FirewallAttachment
from sandbox.plugins.hcloud.resources.floating_ip import FloatingIp, FloatingIpAssignment
from sandbox.plugins.hcloud.resources.load_balancer.balancer import LoadBalancer
from sandbox.plugins.hcloud.resources.load_balancer.network import LoadBalancerNetwork
from sandbox.plugins.hcloud.resources.load_balancer.service import LoadBalancerService
from sandbox.plugins.hcloud.resources.load_balancer.target import LoadBalancerTarget
from sandbox.plugins.hcloud.resources.network import Network, NetworkRoute, NetworkSubnet
from sandbox.plugins.hcloud.resources.placement_group import PlacementGroup
from sandbox.plugins.hcloud.resources.primary_ip import PrimaryIp
from sandbox.plugins.hcloud.resources.rdns import Rdns
from sandbox.plugins.hcloud.resources.server.network import ServerNetwork
from sandbox.plugins.hcloud.resources.server.resource import Server
from sandbox.plugins.hcloud.resources.snapshot import Snapshot
from sandbox.plugins.hcloud.resources.ssh_key import SshKey
from sandbox.plugins.hcloud.resources.storage.box import StorageBox
from sandbox.plugins.hcloud.resources.storage.snapshot import StorageBoxSnapshot
from sandbox.plugins.hcloud.resources.storage.subaccount import StorageBoxSubaccount
from sandbox.plugins.hcloud.resources.volume import Volume, VolumeAttachment

TYPES: tuple[type[Managed], ...] = (
    Certificate,
    Firewall,
    FirewallAttachment,
    FloatingIp,
    FloatingIpAssignment,
    LoadBalancer,
    LoadBalancerNetwork,
    LoadBalancerService,
    LoadBalancerTarget,
    ManagedCertificate,
    Network,
    NetworkRoute,
    NetworkSubnet,
    PlacementGroup,
    PrimaryIp,
    Rdns,
    Server,
    ServerNetwork,
    Snapshot,
    SshKey,
    StorageBox,
    StorageBoxSnapshot,
    StorageBoxSubaccount,
    UploadedCertificate,
    Volume,
    VolumeAttachment,
    Zone,
    ZoneRecord,
    ZoneRrset,
)
