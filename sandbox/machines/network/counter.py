"""The sockets of one cable: DHCP and metadata for the machine at its end."""

import asyncio
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Address

from sandbox.machines.namespace import Namespace
from sandbox.machines.network import dhcp, web
from sandbox.machines.network.lease import Lease

IP_PKTINFO = 8
"""linux/in.h: sets the source address of a packet. Python 3.11 has no name for it."""
DHCP_SERVER, DHCP_CLIENT, HTTP = 67, 68, 80


@dataclass(frozen=True)
class Station:
    """What is answered on a cable."""

    lease: Lease
    lookup: web.Lookup = field(repr=False)
    """Metadata and user data by path."""


class Counter:
    """Answers with its station, which may be exchanged at any time."""

    def __init__(self, router: Namespace, link: str, station: Station) -> None:
        self.station = station
        self._clients: set[asyncio.Task[None]] = set()
        with router.entered():
            self._dhcp = bound(socket.AF_INET, socket.SOCK_DGRAM, link, DHCP_SERVER)
            self._http = bound(socket.AF_INET6, socket.SOCK_STREAM, link, HTTP)
        self._http.listen()

    async def open(self) -> None:
        """Answer from now on, in the running loop."""
        loop = asyncio.get_running_loop()
        loop.add_reader(self._dhcp, self._lend)
        loop.add_reader(self._http, self._admit)

    async def close(self) -> None:
        """Answer no more, not even what was half asked."""
        loop = asyncio.get_running_loop()
        for each in (self._dhcp, self._http):
            loop.remove_reader(each)
            each.close()
        for client in self._clients:
            client.cancel()
        await asyncio.gather(*self._clients, return_exceptions=True)

    def _lend(self) -> None:
        with suppress(OSError):  # the cable was cut meanwhile
            reply = dhcp.answer(self._dhcp.recv(65535), self.station.lease)
            if reply:
                source = struct.pack("=I4s4s", 0, IPv4Address(self.station.lease.server).packed, bytes(4))
                ancillary = [(socket.IPPROTO_IP, IP_PKTINFO, source)]
                self._dhcp.sendmsg([reply.packet], ancillary, 0, (reply.destination, DHCP_CLIENT))

    def _admit(self) -> None:
        with suppress(OSError):  # it hung up before it was let in
            client, _ = self._http.accept()
            client.setblocking(False)  # noqa: FBT003 - the standard library's own argument
            task = asyncio.get_running_loop().create_task(web.serve(client, self.station.lookup))
            self._clients.add(task)
            task.add_done_callback(self._clients.discard)
            task.add_done_callback(lambda _: client.close())  # a task that is cancelled at once never sees it


def bound(family: socket.AddressFamily, kind: socket.SocketKind, link: str, port: int) -> socket.socket:
    """Return a socket that hears one cable only. The calling thread is inside of the router.

    Raises:
        OSError: there is no such cable any more.

    """
    made = socket.socket(family, kind)
    try:
        made.setblocking(False)  # noqa: FBT003 - the standard library's own argument
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, link.encode())
        if kind == socket.SOCK_DGRAM:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        else:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        made.bind(("", port))
    except OSError:
        made.close()
        raise
    return made
