"""The SYN scan: every TCP port of many addresses, both families in one pass."""

import os
import secrets
import select
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address

from operations.audit.probe import answers, listening, packets, route, sending
from operations.audit.probe.answers import Answers
from operations.audit.probe.listening import Ear
from operations.audit.probe.order import Order
from operations.audit.probe.route import Route

SOURCE_PORTS = range(61001, 65000)
"""Above the ports that Linux gives to connections (32768-60999): no local connection is disturbed."""
EXTRA_ROUNDS = 3
"""Repeated at most this often because packets were lost on this machine."""


@dataclass
class Scan:
    """One scan of the addresses that can be sent to."""

    order: Order
    routes: Mapping[str, Route]
    say: Callable[[str], None]
    cookie: int = field(default_factory=lambda: secrets.randbits(16))
    port: int = field(default_factory=lambda: secrets.choice(SOURCE_PORTS))
    sent: int = 0
    repeated: int = 0

    def __post_init__(self) -> None:
        """Open what sends and what listens."""
        self.found = {address: Answers() for address in self.routes}
        self.links = {name: sending.link(name) for name in {each.interface for each in self.routes.values()}}
        places = sorted({(each.interface, each.version) for each in self.routes.values()})
        self.ears = [ear for name, version in places for ear in listening.ears(name, version, self.port)]

    def run(self) -> dict[str, Answers]:
        """Ask every port in every round. A round in which this machine lost packets is repeated."""
        volleys = self.volleys()
        rounds, done = self.order.rounds, 0
        while done < rounds:
            done += 1
            self.say(f"round {done} of {rounds}: {sum(each.count for each in volleys)} packets")
            lost = route.lost_here()
            self.round(volleys)
            lost = route.lost_here() - lost + sum([ear.lost() for ear in self.ears])
            if lost and self.repeated < EXTRA_ROUNDS:
                self.say(f"{lost} packets were lost on this machine: one more round")
                self.repeated += 1
                rounds += 1
        for each in (*self.links.values(), *(ear.socket for ear in self.ears)):
            each.close()
        return self.found

    def volleys(self) -> list[sending.Volley]:
        """Return the SYN packets of each address."""
        made = []
        for target in self.order.targets:
            if target.address in self.routes and target.tcp:
                way = self.routes[target.address]
                frames = packets.syns(
                    way.head,
                    way.source,
                    target.packed,
                    source_port=self.port,
                    ports=target.tcp,
                    cookie=self.cookie,
                )
                made.append(sending.Volley(self.links[way.interface], frames, len(frames) // len(target.tcp)))
        return made

    def round(self, volleys: list[sending.Volley]) -> None:
        """Send all packets from a process of its own, and listen until some time after the last."""
        sender = os.fork()
        if not sender:
            status = 1
            try:
                sending.send(volleys, self.order.rate)
                status = 0
            except OSError as error:
                print(f"probe: sending: {error}", file=sys.stderr, flush=True)
            finally:
                os._exit(status)
        ended = status = 0
        while not ended:
            self.listen(0.05)
            ended, status = os.waitpid(sender, os.WNOHANG)
        if status:
            msg = "the packets could not be sent; the reason is above"
            raise OSError(msg)
        self.sent += sum(each.count for each in volleys)
        quiet = time.monotonic() + self.order.settle
        while (left := quiet - time.monotonic()) > 0:
            self.listen(left)

    def listen(self, seconds: float) -> None:
        """Take in what arrives within a time; returns early when something did."""
        by_socket = {ear.socket: ear for ear in self.ears}
        for ready in select.select(list(by_socket), [], [], seconds)[0]:
            self.drain(by_socket[ready])

    def drain(self, ear: Ear) -> None:
        """Read what a socket has."""
        for _ in range(4096):
            try:
                packet = ear.socket.recv(256)
            except BlockingIOError:
                return
            self.take(ear, packet)

    def take(self, ear: Ear, packet: bytes) -> None:
        """Note one answer, and end the connection that an acceptance began."""
        if ear.kind == "unreachable":
            refusal = answers.unreachable(packet, ear.version, self.port, self.cookie)
            if refusal and refusal[0] in self.found:
                self.found[refusal[0]].refused.add(refusal[1])
            return
        heard = answers.reply(packet, ear.version, self.cookie)
        if not heard or heard[0] not in self.found:
            return
        address, port, number = heard
        if ear.kind == "refused":
            self.found[address].refused.add(port)
        else:
            self.found[address].open.add(port)
            self.reset(address, port, number)

    def reset(self, address: str, port: int, number: int) -> None:
        """End a connection that we will not use: where a firewall hides the acceptance from the kernel, it does not."""
        way = self.routes[address]
        end = packets.segment(way.source, ip_address(address).packed, (self.port, port), number, flags=packets.RST)
        self.links[way.interface].send(way.head + end)
