"""A program with one of nearly everything: the one that the official plugin's requests were recorded with.

Config `trial:step` is 1 for create, preview and refresh, 2 for update and destroy. The recording is replayed in
`tests/sandbox/hetzner/test_wire.py`.
"""

from typing import Any

import pulumi
import pulumi_hcloud as hcloud

STEP = pulumi.Config().get("step") or "1"
SECOND = STEP == "2"


def number(resource: Any) -> pulumi.Output[int]:
    identity: pulumi.Output[int] = resource.id.apply(int)
    return identity


def rule(protocol: str, port: str | None, *sources: str) -> hcloud.FirewallRuleArgs:
    return hcloud.FirewallRuleArgs(direction="in", protocol=protocol, port=port, source_ips=list(sources))


net = hcloud.Network("net", name="net", ip_range="10.20.0.0/16", labels={"s": STEP}, delete_protection=False)
sub = hcloud.NetworkSubnet(
    "sub", network_id=number(net), type="cloud", network_zone="eu-central", ip_range="10.20.1.0/24"
)
hcloud.NetworkRoute(
    "rt",
    network_id=number(net),
    destination="0.0.0.0/0",
    gateway="10.20.1.2",
    opts=pulumi.ResourceOptions(depends_on=[sub]),
)
key = hcloud.SshKey(
    "key",
    name="key",
    public_key="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJq0wqkWbpZBfWJ0mJm0mV4l8Yp1b1Zt7m9hQJ0u3b1x ops",
)
wireguard = rule("udp", "51820", "0.0.0.0/0", "::/0")
fw = hcloud.Firewall("fw", name="fw", rules=[wireguard, *([rule("icmp", None, "0.0.0.0/0")] if SECOND else [])])
pg = hcloud.PlacementGroup("pg", name="pg", type="spread")
ip = hcloud.PrimaryIp("ip", name="ip", type="ipv4", assignee_type="server", location="fsn1", auto_delete=False)
srv = hcloud.Server(
    "srv",
    name="srv",
    server_type="cx33" if SECOND else "cx23",
    image="debian-12",
    location="fsn1",
    firewall_ids=[number(fw)],
    ssh_keys=[key.name],
    placement_group_id=number(pg),
    user_data=pulumi.Output.secret("#cloud-config\n{}"),
    public_nets=[hcloud.ServerPublicNetArgs(ipv4_enabled=True, ipv4=number(ip), ipv6_enabled=False)],
    labels={"s": STEP},
    backups=SECOND,
    delete_protection=False,
    shutdown_before_deletion=True,
)
hcloud.ServerNetwork(
    "sn",
    server_id=number(srv),
    subnet_id=sub.id,
    ip="10.20.1.5",
    alias_ips=["10.20.1.9"] if SECOND else [],
)
vol = hcloud.Volume(
    "vol", name="vol", size=20 if SECOND else 10, location="fsn1", format="ext4", delete_protection=False
)
hcloud.VolumeAttachment("va", volume_id=number(vol), server_id=number(srv), automount=False)
fip = hcloud.FloatingIp("fip", name="fip", type="ipv4", home_location="fsn1")
hcloud.FloatingIpAssignment("fa", floating_ip_id=number(fip), server_id=number(srv))
hcloud.Rdns("rd", server_id=number(srv), ip_address=srv.ipv4_address, dns_ptr=f"a{STEP}.arqora.dev")
lb = hcloud.LoadBalancer("lb", name="lb", load_balancer_type="lb11", location="fsn1")
hcloud.LoadBalancerService(
    "ls", load_balancer_id=lb.id, protocol="tcp", listen_port=443, destination_port=8443 if SECOND else 443
)
hcloud.LoadBalancerNetwork("ln", load_balancer_id=number(lb), subnet_id=sub.id)
hcloud.LoadBalancerTarget("lt", load_balancer_id=number(lb), type="server", server_id=number(srv))
pulumi.export("servers", hcloud.get_servers_output(with_selector="s").servers.apply(len))
