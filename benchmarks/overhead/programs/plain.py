"""The same environment, written by hand with the provider's resources."""

import os

import pulumi
import pulumi_hcloud as hcloud
import pulumi_random as random

from benchmarks.overhead import shape

OWNED = {"managed-by": "pulumi", "arqora.dev/project": pulumi.get_project(), "arqora.dev/stack": pulumi.get_stack()}
USER_DATA = "#cloud-config\nhostname: {name}\nseed: {seed}\nusers:\n- name: ops\n" + "# first boot\n" * 300


def user_data(name: str, seed: pulumi.Output[str]) -> pulumi.Output[str]:
    """Return what a server is told at its first boot."""
    return seed.apply(lambda value: USER_DATA.format(name=name, seed=value))


def network_id(number: int) -> pulumi.Output[int]:
    """Make a network with its subnet, and return its id, which is known when both are there."""
    name = f"private-{number}"
    network = hcloud.Network(name, name=name, ip_range=str(shape.ip_range(number)), labels=OWNED)
    subnet = hcloud.NetworkSubnet(
        f"{name}-app",
        network_id=network.id.apply(int),
        type="cloud",
        network_zone="eu-central",
        ip_range=str(shape.subnet(number)),
    )
    both: pulumi.Output[int] = pulumi.Output.all(network.id, subnet.id).apply(lambda ids: int(ids[0]))
    return both


COUNT = int(os.environ["COUNT"])
networks = {number: network_id(number) for number in range(1, shape.networks_for(COUNT) + 1)}
key = hcloud.SshKey("admin", name="admin", public_key=shape.KEY, labels=OWNED)
for number in range(1, COUNT + 1):
    name = f"app-{number}"
    marks = OWNED | {"arqora.dev/role": "app", "arqora.dev/node": name}
    firewall = hcloud.Firewall(
        name,
        name=name,
        rules=[hcloud.FirewallRuleArgs(direction="in", protocol="icmp", source_ips=["0.0.0.0/0", "::/0"])],
        labels=marks,
    )
    addresses = {
        family: hcloud.PrimaryIp(
            f"{name}-{family}",
            name=f"{name}-{family}",
            type=family,
            assignee_type="server",
            location="fsn1",
            auto_delete=False,
            delete_protection=False,
            labels=marks,
        )
        for family in ("ipv4", "ipv6")
    }
    seed = random.RandomBytes(f"{name}-ssh-seed", length=32)
    server = hcloud.Server(
        name,
        name=name,
        server_type="cx23",
        location="fsn1",
        image="debian-12",
        ssh_keys=[key.id],
        user_data=user_data(name, seed.base64),
        firewall_ids=[firewall.id.apply(int)],
        public_nets=[
            hcloud.ServerPublicNetArgs(
                ipv4_enabled=True,
                ipv4=addresses["ipv4"].id.apply(int),
                ipv6_enabled=True,
                ipv6=addresses["ipv6"].id.apply(int),
            )
        ],
        networks=[
            hcloud.ServerNetworkArgs(
                network_id=networks[shape.network_of(number)], ip=str(shape.address(number)), alias_ips=[]
            )
        ],
        labels=marks,
        keep_disk=True,
        shutdown_before_deletion=True,
    )
    volume = hcloud.Volume(f"{name}-data", name=f"{name}-data", size=10, location="fsn1", format="ext4", labels=marks)
    hcloud.VolumeAttachment(
        f"{name}-data", volume_id=volume.id.apply(int), server_id=server.id.apply(int), automount=False
    )
pulumi.export("nodes", COUNT)
