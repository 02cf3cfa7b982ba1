"""Datagrams that make a service answer, where it answers anybody at all."""

import struct
from secrets import token_bytes

HEADER_OF_DNS = struct.pack("!HHHHHH", 0x2B1D, 0x0100, 1, 0, 0, 0)
"""One question, recursion desired."""


def payload(port: int) -> bytes:
    """Return what to send to a port: a request of the protocol that usually lives there, else a few zeros."""
    return PAYLOADS.get(port, bytes(8))


def dns(name: bytes, kind: int) -> bytes:
    """Return a DNS question about a name in the internet's class."""
    labels = b"".join(bytes([len(each)]) + each for each in name.split(b"."))
    return HEADER_OF_DNS + labels + b"\0" + struct.pack("!HH", kind, 1)


def wireguard() -> bytes:
    """Return what looks like the start of a WireGuard handshake, from nobody (148 bytes, type 1)."""
    return struct.pack("<II", 1, 0x51A7E) + token_bytes(140)


def quic() -> bytes:
    """Return an initial QUIC packet of a version that nobody has: a server names those it has (RFC 9000, 6.1)."""
    head = b"\xc0" + struct.pack("!I", 0x1A2A3A4A) + b"\x08" + token_bytes(8) + b"\x08" + token_bytes(8)
    return head.ljust(1200, b"\0")


def ike() -> bytes:
    """Return the head of an IKEv2 IKE_SA_INIT without a proposal (RFC 7296, 3.1)."""
    return token_bytes(8) + bytes(8) + bytes([0, 0x20, 34, 0x08]) + struct.pack("!II", 0, 28)


SNMP = bytes.fromhex("302902010104067075626c6963a01c020412345678020100020100300e300c06082b060102010101000500")
"""v2c, community `public`: sysDescr.0."""
NTP = b"\xe3" + bytes(39) + bytes.fromhex("e1b2c3d400000000")
"""A client's request, version 4."""
PORTMAP = struct.pack("!IIIIII", 0x51A7, 0, 2, 100000, 2, 4) + bytes(16)
"""A dump of what is registered."""
NETBIOS = bytes.fromhex("80f00010000100000000000020434b") + b"A" * 30 + bytes.fromhex("0000210001")
"""Node status of `*`."""
TFTP = b"\0\1r7tftp.txt\0octet\0"
LDAP = bytes.fromhex("3025020101632004000a01000a0100020100020100010100870b6f626a656374436c617373") + b"0\0"
"""Search of the root entry, without a connection."""
SSDP = b'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: ssdp:all\r\n\r\n'
SIP = (
    b"OPTIONS sip:probe@probe SIP/2.0\r\nVia: SIP/2.0/UDP probe;branch=z9hG4bKprobe;rport\r\nMax-Forwards: 70\r\n"
    b"To: <sip:probe@probe>\r\nFrom: <sip:probe@probe>;tag=probe\r\nCall-ID: probe\r\nCSeq: 1 OPTIONS\r\n"
    b"Content-Length: 0\r\n\r\n"
)
STUN = bytes.fromhex("000100002112a442") + bytes(range(12))
OPENVPN = b"\x38" + bytes(range(1, 9)) + bytes(5)
"""A client's hard reset."""
MEMCACHED = bytes.fromhex("0001000000010000") + b"stats\r\n"
IPMI = bytes.fromhex("0600ff06000011be80000000")
"""A presence ping."""
RIP = bytes.fromhex("0102000000000000000000000000000000000000") + struct.pack("!I", 16)
COAP = bytes.fromhex("40017d70bb2e77656c6c2d6b6e6f776e04636f7265")
"""GET /.well-known/core."""

PAYLOADS = {
    53: dns(b"version.bind.example", 1),
    67: bytes([1, 1, 6, 0]) + bytes(296),
    69: TFTP,
    111: PORTMAP,
    123: NTP,
    137: NETBIOS,
    161: SNMP,
    389: LDAP,
    443: quic(),
    500: ike(),
    520: RIP,
    623: IPMI,
    1194: OPENVPN,
    1900: SSDP,
    2049: PORTMAP,
    3478: STUN,
    4500: bytes(4) + ike(),
    5060: SIP,
    5353: dns(b"_services._dns-sd._udp.local", 12),
    5683: COAP,
    8443: quic(),
    11211: MEMCACHED,
    41641: STUN,
    51820: wireguard(),
    51821: wireguard(),
    **dict.fromkeys((514, 1812, 4242, 4789, 7946, 8125, 8301, 8472, 60000, 60001), bytes(8)),
}
"""Port -> request. What has none of its own is there because something listens on it often: syslog, RADIUS, overlay
networks, gossip, statsd, mosh."""
