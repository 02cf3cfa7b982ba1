"""A gateway with real peers: what its groups reach, and everything that stays closed.

One namespace is the gateway with the ruleset and the interface that are rendered for it; others are two people, the
internet between them, and a private network with a host of each of two roles.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

import pulumi
import pytest

from components._base.exposure import Ping, WireGuardPort
from components._base.keys import wireguard_key
from components._base.segment import Segment
from components.compute_node import ruleset
from components.wireguard_gateway import Group, Reach
from components.wireguard_gateway.configuration import preshared_key, render
from components.wireguard_gateway.epochs import epochs
from components.wireguard_gateway.forwarding import forwards, tunnels
from components.wireguard_gateway.peers import Seat, seats
from sandbox.folder import REPOSITORY
from tests.components.wireguard_gateway.conftest import somebody
from tests.components.wireguard_gateway.shell import Shell, shell

SEGMENT = Segment(
    network_id=pulumi.Output.from_input(7),
    ip_range=IPv4Network("10.20.0.0/16"),
    tunnel_range=IPv4Network("10.99.20.0/24"),
    subnets={
        "gateway": IPv4Network("10.20.0.0/24"),
        "app": IPv4Network("10.20.2.0/24"),
        "data": IPv4Network("10.20.3.0/24"),
    },
    flows=(),
)
GATEWAY, APP, DATA = "10.20.0.4", "10.20.2.4", "10.20.3.4"
ANY = "0.0.0.0"  # noqa: S104 - of a caller, not of a listener
WEBSITE, METADATA = "198.18.0.80", "169.254.169.254"
GROUPS = {
    "admins": Group(administrators=True, reach=(Reach(role="*", ports="22"),)),
    "observers": Group(
        reach=(Reach(role="data", ports="5432,8000-8010"), Reach(role="app", ports="7", protocol="udp"))
    ),
}
PEERS = {"ada": somebody("ada", 1), "bob": somebody("bob", 3, "observers")}
(EPOCH,) = epochs(SEGMENT.tunnel_range, 1, (1,))
SEATS = {seat.peer: seat for seat in seats(PEERS, EPOCH)}
KEYS = wireguard_key(bytes(range(32)))
PROGRAM = REPOSITORY / "components/wireguard_gateway/files/arqora_wireguard.py"

TOPOLOGY = f"""
set -e
for name in gw internet ada bob inside; do ip netns add $name; ip -n $name link set lo up; done
link() {{ ip link add $1 netns $2 type veth peer name $3 netns $4; ip -n $2 link set $1 up; ip -n $4 link set $3 up; }}
link eth0 gw gateway internet; link enp7s0 gw eth0 inside; link eth0 ada ada internet; link eth0 bob bob internet
ip -n gw address add 203.0.113.1/24 dev eth0; ip -n internet address add 203.0.113.254/24 dev gateway
ip -n ada address add 192.0.2.10/24 dev eth0; ip -n internet address add 192.0.2.254/24 dev ada
ip -n bob address add 192.0.3.10/24 dev eth0; ip -n internet address add 192.0.3.254/24 dev bob
ip -n internet address add {WEBSITE}/32 dev lo; ip -n internet address add {METADATA}/32 dev lo
ip -n internet address add 10.99.20.2/32 dev lo; ip -n internet route add 10.20.0.0/16 via 203.0.113.1
ip -n gw address add {GATEWAY}/16 dev enp7s0; ip -n gw route add default via 203.0.113.254
ip -n ada route add default via 192.0.2.254; ip -n bob route add default via 192.0.3.254
ip -n inside address add {APP}/16 dev eth0; ip -n inside address add {DATA}/16 dev eth0
ip -n inside route add default via {GATEWAY}
for name in gw internet; do ip netns exec $name sysctl -qw net.ipv4.ip_forward=1; done
"""

LISTENER = """
import selectors, socket, sys
polled = selectors.DefaultSelector()
for port in sys.argv[1:]:
    served = socket.create_server(("0.0.0.0", int(port)))
    polled.register(served, selectors.EVENT_READ)
echo = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
echo.bind(("0.0.0.0", 7))
polled.register(echo, selectors.EVENT_READ)
print("listening", flush=True)
while True:
    for key, _ in polled.select():
        if key.fileobj is echo:
            echo.sendto(*echo.recvfrom(2048))
        else:
            connection, (caller, _) = key.fileobj.accept()
            connection.sendall(caller.encode())
            connection.close()
"""

CALLER = """
import concurrent.futures, socket, sys
own, *targets = sys.argv[1:]
def call(target):
    host, port = target.split(":")
    try:
        with socket.create_connection((host, int(port)), 2, (own, 0)) as connection:
            return "open from " + connection.makefile().read()
    except OSError:
        return "closed"
with concurrent.futures.ThreadPoolExecutor(32) as pool:
    print(*pool.map(call, targets), sep="\\n")
"""

STREAM = """
import select, socket, sys, time
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.connect((sys.argv[1], 7))
answered = set()
def hear(seconds):
    while select.select([udp], [], [], seconds)[0]:
        answered.add(udp.recv(64))
while not answered:
    udp.send(b"first")
    hear(0.5)
print("running", flush=True)
sent = 0
ended = False
while not ended:
    udp.send(str(sent).encode())
    sent += 1
    hear(0.002)
    ended = bool(select.select([sys.stdin], [], [], 0)[0])
hear(1)
print("sent", sent, "lost", sent + 1 - len(answered), flush=True)
"""


def private_key(name: str) -> str:
    return wireguard_key(hashlib.sha256(name.encode()).digest()).private


def configuration(*more: Seat) -> str:
    shared = {seat: preshared_key(seat.label.encode().ljust(32), EPOCH) for seat in (*SEATS.values(), *more)}
    return render("gateway-1", EPOCH, KEYS.private, shared)


def peer_configuration(seat: Seat) -> str:
    return (
        f"[Interface]\nPrivateKey = {private_key(seat.peer)}\n[Peer]\nPublicKey = {KEYS.public}\n"
        f"PresharedKey = {preshared_key(seat.label.encode().ljust(32), EPOCH)}\n"
        f"Endpoint = 203.0.113.1:{EPOCH.port}\nAllowedIPs = 0.0.0.0/0\n"
    )


@dataclass(frozen=True)
class World:
    """The namespaces, wired."""

    shell: Shell

    def call(self, source: str, *targets: str, address: str = ANY) -> list[str]:
        """Return what somebody gets who connects: whom the other side takes them for, or `closed`."""
        return self.shell.fine(f"ip netns exec {source} python3 /run/caller.py {address} {' '.join(targets)}").split(
            "\n"
        )


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with shell() as found:
        found.write("/run/topology", TOPOLOGY)
        found.fine("sh /run/topology")
        for name, text in {"listener": LISTENER, "caller": CALLER, "stream": STREAM}.items():
            found.write(f"/run/{name}.py", text)
        people = ruleset.People(
            IPv4Address(GATEWAY), forwards(PEERS, GROUPS, (EPOCH,), SEGMENT.subnets), tunnels((EPOCH,))
        )
        rules = ruleset.render("gateway", (WireGuardPort(), Ping()), (), SEGMENT, people, forwards=True)
        found.write("/run/rules.nft", rules)
        found.fine("ip netns exec gw nft -f /run/rules.nft")
        found.write("/run/arqora/secrets/wireguard/wg0.conf", configuration())
        found.fine(f"ip netns exec gw {PROGRAM} up wg0")
        for seat in SEATS.values():
            inside = f"ip netns exec {seat.peer}"
            found.write(f"/run/{seat.peer}.conf", peer_configuration(seat))
            found.fine(f"{inside} wireguard-go {seat.peer}0 && {inside} wg setconf {seat.peer}0 /run/{seat.peer}.conf")
            found.fine(f"ip -n {seat.peer} address add {seat.address}/32 dev {seat.peer}0")
            found.fine(f"ip -n {seat.peer} link set {seat.peer}0 up mtu 1420")
            for reached in ("10.0.0.0/8", f"{WEBSITE}/32", f"{METADATA}/32"):
                found.fine(f"ip -n {seat.peer} route add {reached} dev {seat.peer}0")
        for name in ("gw", "inside", "internet", "ada", "bob"):
            found.fine(f"ip netns exec {name} python3 /run/listener.py 22 80 5432 8005 9999 > /run/{name}.log 2>&1 &")
            found.fine(f"until grep -q listening /run/{name}.log; do sleep 0.05; done")
        yield World(found)


def test_a_group_reaches_what_it_says_under_the_peers_own_address(world: World) -> None:
    assert world.call("ada", f"{DATA}:22", f"{APP}:22", f"{GATEWAY}:22") == ["open from 10.99.20.2"] * 3
    assert world.call("bob", f"{DATA}:5432", f"{DATA}:8005") == ["open from 10.99.20.6"] * 2


def test_a_group_reaches_nothing_else(world: World) -> None:
    beyond = [f"{DATA}:5432", f"{GATEWAY}:80", f"{EPOCH.gateway}:80"]
    assert world.call("ada", *beyond) == ["closed"] * len(beyond)
    beyond = [f"{DATA}:22", f"{APP}:5432", f"{DATA}:9999", f"{GATEWAY}:22", f"{EPOCH.gateway}:22"]
    assert world.call("bob", *beyond) == ["closed"] * len(beyond)


def test_people_do_not_reach_each_other(world: World) -> None:
    assert world.call("ada", "10.99.20.6:22") == ["closed"]
    assert world.call("bob", "10.99.20.2:22") == ["closed"]


def test_the_tunnel_leads_neither_to_the_internet_nor_to_the_metadata(world: World) -> None:
    targets = [f"{WEBSITE}:80", f"{METADATA}:80"]
    assert all(each.startswith("open") for each in world.call("internet", *targets))
    assert world.call("ada", *targets) == ["closed"] * 2


def test_private_hosts_leave_through_the_gateway_but_not_to_the_metadata(world: World) -> None:
    assert world.call("inside", f"{WEBSITE}:80", f"{METADATA}:80") == ["open from 203.0.113.1", "closed"]


def test_the_internet_reaches_nothing_on_the_gateway_or_behind_it(world: World) -> None:
    targets = [f"{each}:22" for each in ("203.0.113.1", GATEWAY, DATA)]
    assert world.call("internet", *targets, address="203.0.113.254") == ["closed"] * 3


def test_a_peer_cannot_take_anothers_address(world: World) -> None:
    world.shell.fine("ip -n bob address add 10.99.20.2/32 dev bob0")
    assert world.call("bob", f"{DATA}:22", address="10.99.20.2") == ["closed"]
    world.shell.fine("ip -n bob address del 10.99.20.2/32 dev bob0")


def test_peers_come_and_go_and_another_loses_no_packet(world: World) -> None:
    world.shell.fine("mkfifo /run/end; exec 3<>/run/end")
    world.shell.fine(f"ip netns exec bob python3 /run/stream.py {APP} < /run/end > /run/stream.log 2>&1 &")
    world.shell.fine("until grep -q running /run/stream.log; do sleep 0.05; done")
    (grace,) = seats({"grace": somebody("grace", 4)}, EPOCH)
    for _ in range(5):
        for text, change in ((configuration(grace), "1 added"), (configuration(), "1 removed")):
            world.shell.write("/run/arqora/secrets/wireguard/wg0.conf", text)
            assert change in world.shell.fine(f"ip netns exec gw {PROGRAM} sync wg0")
    world.shell.fine("echo > /run/end; until grep -q sent /run/stream.log; do sleep 0.05; done")
    (line,) = [each for each in world.shell.fine("cat /run/stream.log").splitlines() if each.startswith("sent")]
    assert int(line.split()[1]) > 10
    assert line.split()[2:] == ["lost", "0"]


def test_forged_tunnel_addresses_from_the_internet_are_dropped_also_while_the_interface_is_down(world: World) -> None:
    counted = "table inet seen { chain in { type filter hook input priority 0; ip saddr 10.99.20.2 counter; }; }"
    world.shell.write("/run/seen.nft", counted)
    world.shell.fine("ip netns exec inside nft -f /run/seen.nft")
    for state in ("up", "down"):
        world.shell.fine(f"ip -n gw link set wg0 {state}")
        assert world.call("internet", f"{DATA}:22", address="10.99.20.2") == ["closed"]
        assert "counter packets 0 " in world.shell.fine("ip netns exec inside nft list table inet seen"), state
