"""A DHCP client as real ones are: it speaks before it has an address, so it writes its own IP headers."""

import random
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

from sandbox.machines.namespace import Namespace

COOKIE = b"\x63\x82\x53\x63"
ETHERTYPE_IPV4 = 0x0800
AGAIN = 0.5
"""Seconds between two attempts: the first packets after an interface came up may be lost."""
ATTEMPTS = 20
DISCOVER, OFFER, REQUEST, ACK, NAK = 1, 2, 3, 5, 6


@dataclass(frozen=True)
class Answer:
    """What a server sent."""

    kind: int
    address: str
    options: dict[int, bytes]

    def routes(self) -> list[tuple[str, str]]:
        """Return option 121: destinations and next hops."""
        packed, found = self.options[121], []
        while packed:
            width = (packed[0] + 7) // 8
            start = packed[1 : 1 + width].ljust(4, b"\0")
            found.append((f"{IPv4Address(start)}/{packed[0]}", str(IPv4Address(packed[1 + width : 5 + width]))))
            packed = packed[5 + width :]
        return found


def ask(
    machine: Namespace, interface: str, kind: int, mac: str = "", options: dict[int, bytes] | None = None
) -> Answer:
    """Send one message over an interface that is up, and return the answer.

    Raises:
        TimeoutError: there was none.

    """
    with machine.entered():
        sender = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETHERTYPE_IPV4))
        hearer = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with sender, hearer:
        hearer.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, interface.encode())
        hearer.bind(("", 68))
        hearer.settimeout(AGAIN)
        sender.bind((interface, ETHERTYPE_IPV4))
        hardware = bytes.fromhex(mac.replace(":", "")) or sender.getsockname()[4]
        transaction = random.getrandbits(32)
        body = message(kind, hardware, transaction, options or {})
        for _ in range(ATTEMPTS):
            sender.sendto(packet(body), (interface, ETHERTYPE_IPV4, 0, 0, b"\xff" * 6))
            with suppress(TimeoutError):
                answer = hearer.recv(2048)
                if answer[0] == 2 and struct.unpack("!I", answer[4:8])[0] == transaction:
                    return read(answer)
    raise TimeoutError(f"{interface} of {machine.name}: nobody answered")


def take(machine: Namespace, interface: str) -> Answer:
    """Get a lease and apply it, as a machine's client does."""
    machine.run(["ip", "link", "set", interface, "up"])
    offer = ask(machine, interface, DISCOVER)
    assert offer.kind == OFFER
    chosen = {50: IPv4Address(offer.address).packed, 54: offer.options[54]}
    lease = ask(machine, interface, REQUEST, options=chosen)
    assert lease.kind == ACK
    lines = [f"address replace {lease.address}/32 dev {interface}"]
    lines.append(f"link set {interface} mtu {struct.unpack('!H', lease.options[26])[0]}")
    for destination, hop in lease.routes():
        via = "" if hop == "0.0.0.0" else f"via {hop} "  # noqa: S104 - RFC 3442's `on the link`
        lines.append(f"route replace {destination} {via}dev {interface}")
    machine.run(["ip", "-batch", "-"], text="\n".join(lines))
    return lease


def message(kind: int, hardware: bytes, transaction: int, options: dict[int, bytes]) -> bytes:
    head = struct.pack("!4BIHH16s16s192s", 1, 1, 6, 0, transaction, 0, 0, b"", hardware, b"")
    told = {53: bytes([kind])} | options
    return head + COOKIE + b"".join(bytes([code, len(value)]) + value for code, value in told.items()) + b"\xff"


def packet(body: bytes) -> bytes:
    """Return an IPv4 packet from nobody to everybody that carries a message to the server's port."""
    datagram = struct.pack("!4H", 68, 67, 8 + len(body), 0) + body
    head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(datagram), 0, 0, 64, 17, 0, bytes(4), b"\xff" * 4)
    total = sum(struct.unpack("!10H", head))
    total = (total & 0xFFFF) + (total >> 16)
    checksum = ~((total & 0xFFFF) + (total >> 16)) & 0xFFFF
    return head[:10] + struct.pack("!H", checksum) + head[12:] + datagram


def read(answer: bytes) -> Answer:
    rest, options = answer[240:], {}
    while rest[0] != 255:
        options[rest[0]] = rest[2 : 2 + rest[1]]
        rest = rest[2 + rest[1] :]
    return Answer(options[53][0], str(IPv4Address(answer[16:20])), options)


def mask(answer: Answer) -> int:
    """Return the prefix length of option 1."""
    return IPv4Network(f"0.0.0.0/{IPv4Address(answer.options[1])}").prefixlen
