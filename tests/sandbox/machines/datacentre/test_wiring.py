"""What is changed at the API while a machine runs takes effect in it, and around it."""

from typing import Any

from hcloud.firewalls import FirewallResource, FirewallRule
from hcloud.networks import NetworkSubnet
from hcloud.servers import ServerCreatePublicNetwork

from tests.sandbox.machines.datacentre.conftest import Room, eventually

PING = FirewallRule(direction="in", protocol="icmp", source_ips=["0.0.0.0/0", "::/0"])
SSH = FirewallRule(direction="in", protocol="tcp", port="20-25", source_ips=["192.0.2.66/32"])


def test_a_firewall_closes_and_opens_a_running_server(room: Room, web: Any) -> None:
    address = web.public_net.ipv4.ip
    firewall = room.client.firewalls.create("f", rules=[PING]).firewall
    for action in firewall.apply_to_resources([FirewallResource("server", server=web)]):
        action.wait_until_finished()
    eventually(lambda: not room.answers("attacker", address, 22), "the firewall is not there")
    assert room.pings("attacker", address)
    for action in firewall.set_rules([PING, SSH]):
        action.wait_until_finished()
    eventually(lambda: room.answers("attacker", address, 22), "the rule is not there")
    assert not room.answers("visitor", address, 22)
    assert not room.answers("attacker", web.public_net.ipv6.ip.removesuffix("/64") + "1", 22)
    for action in firewall.remove_from_resources([FirewallResource("server", server=web)]):
        action.wait_until_finished()
    eventually(lambda: room.answers("visitor", address, 22), "the firewall is still there")
    firewall.delete()


def test_a_private_network_reaches_a_running_server_and_nobody_else(room: Room, web: Any) -> None:
    subnet = NetworkSubnet(type="cloud", ip_range="10.0.1.0/24", network_zone="eu-central")
    network = room.client.networks.create("private", "10.0.0.0/16", subnets=[subnet])
    web.attach_to_network(network, ip="10.0.1.5").wait_until_finished()
    hidden = room.make(
        "hidden", networks=[network], public_net=ServerCreatePublicNetwork(enable_ipv4=False, enable_ipv6=False)
    )
    eventually(lambda: "10.0.1.5/32" in room.run("web", "ip", "-br", "addr").stdout, "no private address")
    address = room.client.servers.get_by_id(hidden.id).private_net[0].ip
    eventually(lambda: room.run("web", "ping", "-c1", "-W2", address).returncode == 0, "hidden does not answer")
    assert "mtu 1450" in room.run("web", "ip", "link", "show", "enp7s0").stdout
    assert not room.pings("attacker", "10.0.1.5")
    assert room.run("hidden", "test", "-e", "/root/first-boot").returncode == 0

    web.change_alias_ips(network, ["10.0.1.9"]).wait_until_finished()
    room.run("web", "ip", "address", "add", "10.0.1.9/32", "dev", "enp7s0")
    eventually(lambda: room.run("hidden", "ping", "-c1", "-W2", "10.0.1.9").returncode == 0, "the alias is not there")

    hidden.delete().wait_until_finished()
    web.detach_from_network(network).wait_until_finished()
    eventually(lambda: "enp7s0" not in room.run("web", "ip", "-br", "link").stdout, "the interface is still there")
    network.delete()


def test_a_floating_address_follows_its_assignment(room: Room, web: Any) -> None:
    floating = room.client.floating_ips.create("ipv4", server=web).floating_ip
    room.run("web", "ip", "address", "add", f"{floating.ip}/32", "dev", "eth0")
    eventually(lambda: room.answers("visitor", floating.ip, 22), "it does not arrive")
    floating.unassign().wait_until_finished()
    eventually(lambda: not room.answers("visitor", floating.ip, 22), "it still arrives")
    floating.delete()


def test_a_volume_outlives_its_server_and_moves_to_another(room: Room, web: Any) -> None:
    first = room.make("first")
    made = room.client.volumes.create(10, "data", server=first, format="ext4")
    for action in (made.action, *made.next_actions):
        action.wait_until_finished()
    device = made.volume.linux_device
    eventually(lambda: room.run("first", "test", "-b", device).returncode == 0, "no device")
    written = room.run("first", "sh", "-c", f"mount {device} /mnt && echo kept > /mnt/file && umount /mnt")
    assert written.returncode == 0, written.stderr
    first.delete().wait_until_finished()
    volume = room.client.volumes.get_by_id(made.volume.id)
    volume.attach(web).wait_until_finished()
    eventually(lambda: room.run("web", "test", "-b", device).returncode == 0, "no device at the other server")
    assert room.run("web", "sh", "-c", f"mount {device} /mnt && cat /mnt/file; umount /mnt").stdout == "kept\n"
    volume.detach().wait_until_finished()
    eventually(lambda: room.run("web", "test", "-e", device).returncode == 1, "the device is still there")
    data = room.folder.machines / "volumes" / f"{volume.id}.img"
    assert data.exists()
    volume.delete()
    eventually(lambda: not data.exists(), "a deleted volume's data is still there")
