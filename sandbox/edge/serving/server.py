"""The whole edge in one process: sockets, state and what stands between them."""

import asyncio
import signal
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sandbox.edge.names.lookup import Names
from sandbox.edge.names.publication import Publication
from sandbox.edge.names.server import Packets, Streams
from sandbox.edge.pipeline import Pipeline
from sandbox.edge.serving.authority import Authority
from sandbox.edge.serving.edge_certificates import EdgeCertificates
from sandbox.edge.serving.gate import Gate
from sandbox.edge.serving.origin_contexts import OriginContexts
from sandbox.edge.serving.origins import Origins
from sandbox.edge.serving.sockets import enter, inside, listening, packets
from sandbox.edge.serving.visitors import Visitors
from sandbox.edge.state import State
from sandbox.machines.network.hosts import EDGE, EVERYBODY, RESOLVER

HTTP, HTTPS, DNS = 80, 443, 53
FINISH_SECONDS = 2.0
"""What running requests have when the edge is stopped."""
KNOWN = frozenset(address for each in EVERYBODY for address in each.addresses)
"""Whom the resolver answers: hosts of the internet. Servers have none here, as they get none by DHCP."""


@dataclass(frozen=True)
class Places:
    """Where everything is."""

    database: Path
    folder: Path
    namespace: Path
    resolver_namespace: Path


async def serve(places: Places, say: Callable[[str], object]) -> None:
    """Serve until a signal comes.

    Args:
        places: where everything is.
        say: told one line when the edge is ready.

    Raises:
        OSError: a namespace cannot be entered, or an address cannot be listened on.

    """
    stopped = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stopped.set)
    places.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority, state = Authority(places.folder), State(places.database)
    publication, certificates = Publication(state.read, complain), EdgeCertificates(authority)
    contexts = OriginContexts(authority.certificate, lambda: state.read().origin_authority)
    origins = Origins(contexts, lambda name: publication.names().addresses(name))
    gate = Gate(state.read, Pipeline(time.time), origins.ask)
    visitors = Visitors(gate.answer, lambda name: certificates.context(state.read(), name))
    async with AsyncExitStack() as stack:
        stack.callback(state.close)
        stack.callback(origins.close)
        await resolve(places.resolver_namespace, publication.names, stack)
        enter(places.namespace)
        stack.push_async_callback(visitors.finish, FINISH_SECONDS)
        for address in EDGE.addresses:
            for port in (HTTP, HTTPS):
                listener = stack.enter_context(listening(address, port))
                accepting = asyncio.create_task(visitors.serve(listener, tls=port == HTTPS))
                stack.callback(accepting.cancel)
        say(f"listening on {', '.join(EDGE.addresses)}")
        await stopped.wait()


def complain(text: str) -> None:
    """Write to the log."""
    print(text, file=sys.stderr, flush=True)


async def resolve(namespace: Path, names: Callable[[], Names], stack: AsyncExitStack) -> None:
    """Answer questions for names until the stack is unwound."""
    loop = asyncio.get_running_loop()
    for address in RESOLVER.addresses:
        heard = inside(namespace, partial(packets, address, DNS))
        transport, _ = await loop.create_datagram_endpoint(lambda: Packets(names, KNOWN), sock=heard)
        stack.callback(transport.close)
        listener = inside(namespace, partial(listening, address, DNS))
        server = await asyncio.start_server(Streams(names, KNOWN), sock=listener)
        stack.callback(server.close)
