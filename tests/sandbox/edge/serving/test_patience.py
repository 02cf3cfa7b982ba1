"""What the edge does with origins that take too long, with less patience than the vendor has."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sandbox.edge.messages import OriginTarget, Response
from sandbox.edge.serving.origin_contexts import OriginContexts
from sandbox.edge.serving.origin_limits import Limits
from sandbox.edge.serving.origins import Origins
from tests.sandbox.edge import requests, zones
from tests.sandbox.edge.serving.world import ORIGINS, SILENT, World

SHORT = 0.2
HASTE = Limits(connect=SHORT, handshake=SHORT, write=SHORT, read=SHORT, idle=SHORT)


@contextmanager
def saying(world: World, *octets: bytes) -> Iterator[None]:
    """Have an origin that reads a request on each connection, and says one of these, then nothing more."""
    with world.fabric.namespaces["origin-1"].entered():
        listener = socket.create_server(("::", 80), family=socket.AF_INET6, dualstack_ipv6=True)
    links: list[socket.socket] = []

    def serve() -> None:
        for each in octets:
            links.append(listener.accept()[0])
            links[-1].recv(65536)
            links[-1].sendall(each)

    thread = threading.Thread(target=serve)
    thread.start()
    yield
    thread.join()
    for each in (*links, listener):
        each.close()


def asked(
    world: World, address: str = ORIGINS["origin-1"], *, count: int = 1, limits: Limits | None = None
) -> list[Response]:
    """Ask an origin from the edge's network, several times."""
    target = OriginTarget("http", 80, "api.arqora.test", (address,))
    request = requests.request("http://api.arqora.test/")

    async def ask() -> list[Response]:
        origins = Origins(OriginContexts(world.origin_authority(), lambda: None), lambda _: (), limits)
        answers = [await origins.ask(zones.zone(), request, target) for _ in range(count)]
        origins.close()
        await asyncio.sleep(0)
        return answers

    with world.fabric.namespaces["edge"].entered():
        return asyncio.run(ask())


def test_an_origin_that_never_accepts_is_a_connection_timed_out(world: World) -> None:
    assert [each.status for each in asked(world, SILENT, limits=HASTE)] == [522]


@pytest.mark.parametrize(("said", "status"), [(b"", 524), (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", 524)])
def test_an_origin_that_does_not_finish_its_answer_is_a_timeout(world: World, said: bytes, status: int) -> None:
    with saying(world, said):
        assert [each.status for each in asked(world, limits=HASTE)] == [status]


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000])
def test_an_answer_that_is_none_is_an_unknown_error(world: World, said: bytes) -> None:
    with saying(world, said):
        assert [each.status for each in asked(world)] == [520]


def test_what_only_informs_is_passed_over(world: World) -> None:
    with saying(world, b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"):
        assert [each.status for each in asked(world)] == [204]


def test_an_origin_is_asked_over_ipv6_too(world: World) -> None:
    with saying(world, b"HTTP/1.1 204 No Content\r\n\r\n"):
        assert [each.status for each in asked(world, "2001:db8:100::1")] == [204]


def test_an_origin_that_ends_its_connections_is_connected_to_anew(world: World) -> None:
    once = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab"
    with saying(world, once, once):
        assert [each.body for each in asked(world, count=2)] == [b"ab", b"ab"]
