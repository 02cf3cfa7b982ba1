"""What the emulator tells whoever drives its servers' machines, over the real socket."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hcloud import Client
from hcloud.firewalls import FirewallResource, FirewallResourceLabelSelector, FirewallRule
from hcloud.networks import NetworkRoute, NetworkSubnet
from hcloud.server_types import ServerType

from sandbox.hetzner.process import running
from sandbox.machines.picture import Network, Picture, Route, Rule, Server, from_data
from sandbox.machines.protocol import pack, short, unpack
from tests.sandbox.hetzner.conftest import DEBIAN, FSN1, finish

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGUXx3q/zn+3XnQ0wmPH/WRWWfLxP4/5LtSr6k8GvxTR ada"
PATIENCE_SECONDS = 10.0


class Daemon:
    """The daemon's end of the wire: keeps what it is told."""

    def __init__(self, path: Path) -> None:
        self.picture = Picture()
        self.events: list[tuple[str, int]] = []
        self.connections: list[socket.socket] = []
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with short(path) as address:
            self.listener.bind(address)
        self.listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections.append(connection)
            threading.Thread(target=self._listen, args=(connection,), daemon=True).start()

    def _listen(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as lines:
            for line in lines:
                told = unpack(line)["follow"]
                self.picture = from_data(told["picture"])
                self.events += [(event, server) for event, server in told["events"]]

    def sees(self, condition: Callable[[Picture], Any]) -> None:
        """Wait for a picture that fulfils a condition."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition(self.picture):
            assert time.monotonic() < deadline, self.picture
            time.sleep(0.01)

    def server(self) -> Server:
        (server,) = self.picture.servers
        return server

    def close(self) -> None:
        self.listener.close()
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    made = Daemon(tmp_path / "socket")
    yield made
    made.close()


@pytest.fixture
def vendor(daemon: Daemon, tmp_path: Path) -> Iterator[Any]:
    (tmp_path / "cloud").mkdir()
    with running(tmp_path / "cloud", machines=tmp_path / "socket") as emulator:
        yield Client(emulator.token, api_endpoint=emulator.endpoint, poll_interval=0.02)


@pytest.fixture
def server(vendor: Any, daemon: Daemon) -> Any:
    key = vendor.ssh_keys.create("ada", KEY)
    made = vendor.servers.create(
        "web", ServerType(name="cx23"), image=DEBIAN, location=FSN1, ssh_keys=[key], user_data="#cloud-config"
    )
    finish(made.action, *made.next_actions)
    daemon.sees(lambda picture: picture.servers and picture.servers[0].on)
    return vendor.servers.get_by_id(made.server.id)


def test_a_server_is_described_with_what_it_boots_from(server: Any, daemon: Daemon) -> None:
    told = daemon.server()
    assert (told.id, told.name, told.image, told.location) == (server.id, "web", "debian-12", "fsn1")
    assert (told.user_data, told.ssh_keys) == ("#cloud-config", (KEY,))
    assert (told.ipv4, told.ipv6) == (server.public_net.ipv4.ip, server.public_net.ipv6.ip)
    assert (told.size.cores, told.size.memory_gb, told.size.disk_gb) == (2, 4, 40)
    assert told.firewalls == ()


def test_power_and_rescue_are_told(vendor: Any, server: Any, daemon: Daemon) -> None:
    server.power_off().wait_until_finished()
    daemon.sees(lambda picture: not picture.servers[0].on)
    server.enable_rescue(ssh_keys=[vendor.ssh_keys.get_by_name("ada").id]).action.wait_until_finished()
    assert not daemon.server().rescue
    server.power_on().wait_until_finished()
    daemon.sees(lambda picture: picture.servers[0].on and picture.servers[0].rescue)
    assert daemon.server().rescue_keys == (KEY,)
    server.reset().wait_until_finished()
    daemon.sees(lambda picture: not picture.servers[0].rescue)
    server.reboot().wait_until_finished()
    server.rebuild(DEBIAN).action.wait_until_finished()
    daemon.sees(lambda _: len(daemon.events) == 3)
    assert [event for event, _ in daemon.events] == ["reset", "rebooted", "rebuilt"]


def test_a_changed_rule_a_label_and_a_removed_firewall_are_told(vendor: Any, server: Any, daemon: Daemon) -> None:
    ping = FirewallRule(direction="in", protocol="icmp", source_ips=["0.0.0.0/0", "::/0"])
    https = FirewallRule(direction="in", protocol="tcp", port="443", source_ips=["198.51.100.0/24"])
    firewall = vendor.firewalls.create("f", rules=[ping]).firewall
    assert daemon.server().firewalls == ()
    finish(*firewall.apply_to_resources([_selector("role=web")]))
    server.update(labels={"role": "web"})
    daemon.sees(lambda picture: picture.servers[0].firewalls)
    assert daemon.server().firewalls == ((Rule("in", "icmp", None, ("0.0.0.0/0", "::/0")),),)
    finish(*firewall.set_rules([https]))
    daemon.sees(lambda picture: picture.servers[0].firewalls[0][0].port == "443")
    finish(*firewall.remove_from_resources([_selector("role=web")]))
    daemon.sees(lambda picture: not picture.servers[0].firewalls)


def _selector(text: str) -> Any:
    return FirewallResource("label_selector", label_selector=FirewallResourceLabelSelector(text))


def test_networks_their_routes_and_alias_addresses_are_told(vendor: Any, server: Any, daemon: Daemon) -> None:
    subnet = NetworkSubnet(type="cloud", ip_range="10.0.1.0/24", network_zone="eu-central")
    network = vendor.networks.create("n", "10.0.0.0/16", subnets=[subnet])
    server.attach_to_network(network, ip="10.0.1.5").wait_until_finished()
    server.change_alias_ips(network, ["10.0.1.9"]).wait_until_finished()
    network.add_route(NetworkRoute("0.0.0.0/0", "10.0.1.5")).wait_until_finished()
    daemon.sees(lambda picture: picture.networks and picture.networks[0].routes)
    wanted = Network(network.id, "10.0.0.0/16", ("10.0.1.0/24",), (Route("0.0.0.0/0", "10.0.1.5"),))
    assert daemon.picture.networks == (wanted,)
    (nic,) = daemon.server().nics
    assert (nic.network, nic.address, nic.alias_addresses) == (network.id, "10.0.1.5", ("10.0.1.9",))
    network.delete_route(NetworkRoute("0.0.0.0/0", "10.0.1.5")).wait_until_finished()
    daemon.sees(lambda picture: not picture.networks[0].routes)


def test_volumes_and_floating_addresses_are_told(vendor: Any, server: Any, daemon: Daemon) -> None:
    made = vendor.volumes.create(10, "data", server=server, format="ext4")
    finish(made.action, *made.next_actions)
    floating = vendor.floating_ips.create("ipv4", server=server).floating_ip
    daemon.sees(lambda picture: picture.servers[0].volumes and picture.servers[0].floating)
    (volume,) = daemon.server().volumes
    assert (volume.id, volume.size_gb, volume.file_system) == (made.volume.id, 10, "ext4")
    assert daemon.server().floating == (floating.ip,)
    vendor.volumes.get_by_id(made.volume.id).detach().wait_until_finished()
    daemon.sees(lambda picture: not picture.servers[0].volumes)


def test_a_server_that_shut_itself_down_is_off(vendor: Any, server: Any, daemon: Daemon) -> None:
    daemon.connections[0].sendall(pack({"ended": [server.id]}))
    daemon.sees(lambda picture: not picture.servers[0].on)
    assert vendor.servers.get_by_id(server.id).status == "off"


def test_a_deleted_server_is_told_by_its_absence(server: Any, daemon: Daemon) -> None:
    server.delete().wait_until_finished()
    daemon.sees(lambda picture: not picture.servers)


def test_an_emulator_that_starts_again_says_what_should_exist(tmp_path: Path) -> None:
    with running(tmp_path) as first:
        client: Any = Client(first.token, api_endpoint=first.endpoint, poll_interval=0.02)
        made = client.servers.create("web", ServerType(name="cx23"), image=DEBIAN, location=FSN1)
        finish(made.action, *made.next_actions)
    daemon = Daemon(tmp_path / "socket")
    with running(tmp_path, machines=tmp_path / "socket"):
        daemon.sees(lambda picture: picture.servers and picture.servers[0].on)
    daemon.close()


def test_a_daemon_that_comes_back_gets_the_newest_picture(
    vendor: Any, server: Any, daemon: Daemon, tmp_path: Path
) -> None:
    daemon.close()
    (tmp_path / "socket").unlink()
    server.update(name="renamed")
    server.update(name="again")
    back = Daemon(tmp_path / "socket")
    back.sees(lambda picture: picture.servers and picture.servers[0].name == "again")
    back.close()
