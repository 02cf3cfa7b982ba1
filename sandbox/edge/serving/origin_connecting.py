"""Connects to an origin, and checks that it is one."""

import asyncio
import errno
import socket
import ssl

import h11

from sandbox.edge import error_pages
from sandbox.edge.messages import OriginTarget
from sandbox.edge.serving.connection import Connection
from sandbox.edge.serving.origin_exchange import reason
from sandbox.edge.serving.origin_failure import NotConnectedError
from sandbox.edge.serving.origin_limits import Limits

NO_WAY = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH})


async def connected(address: str, target: OriginTarget, context: ssl.SSLContext | None, limits: Limits) -> Connection:
    """Return a connection to an address of an origin.

    Raises:
        NotConnectedError: it cannot be reached, or is not who it should be.

    """
    opened = await accepted(address, target, limits)
    try:
        reader, writer = await asyncio.open_connection(
            sock=opened,
            ssl=context,
            server_hostname=target.host if context else None,
            ssl_handshake_timeout=limits.handshake if context else None,
        )
    except ssl.SSLCertVerificationError as error:
        page = error_pages.certificate_invalid(f"{target.host}: {error.verify_message}")
    except OSError as error:
        page = error_pages.handshake_failed(f"{target.host}: {reason(error)}")
    else:
        return Connection(reader, writer, h11.CLIENT)
    opened.close()
    raise NotConnectedError(page)


async def accepted(address: str, target: OriginTarget, limits: Limits) -> socket.socket:
    """Return a TCP connection.

    Raises:
        NotConnectedError: there is none.

    """
    # asyncio switches Nagle's algorithm off for sockets that say they are TCP only
    made = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, proto=socket.IPPROTO_TCP)
    made.settimeout(0)
    try:
        async with asyncio.timeout(limits.connect):
            await asyncio.get_running_loop().sock_connect(made, (address, target.port))
    except TimeoutError:
        page = error_pages.timed_out(f"{target.host} does not accept connections")
    except OSError as error:
        shown = error_pages.unreachable if error.errno in NO_WAY else error_pages.refused
        page = shown(f"{target.host}: {reason(error)}")
    else:
        return made
    made.close()
    raise NotConnectedError(page)
