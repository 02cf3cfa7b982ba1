"""How an emulator runs: on loopback, in one or two network namespaces, until it is stopped."""

import argparse
import ipaddress
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from sandbox.emulator.connection import DroppableProtocol
from sandbox.emulator.listener import listening, listening_in


def loopback(text: str) -> str:
    """Accept an address that only this machine reaches."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if text == "localhost" else text)
    except ValueError:
        address = None
    if address is None or not address.is_loopback or address.version != 4:
        msg = f"{text} is not a loopback address; the emulator has no TLS and must not be reachable: use 127.0.0.1"
        raise argparse.ArgumentTypeError(msg)
    return str(address)


def add_places(words: argparse.ArgumentParser) -> None:
    """Add the options that say where an emulator answers."""
    words.add_argument("--host", type=loopback, default="127.0.0.1", help="loopback address (default: %(default)s)")
    words.add_argument("--port", type=int, default=0, help="port (default: any free one)")
    words.add_argument(
        "--namespace",
        type=Path,
        metavar="FILE",
        help="a network namespace in which the same loopback port answers too, such as the operator's",
    )


def serve(words: argparse.ArgumentParser, base: str, application: Callable[[], Starlette]) -> None:
    """Serve until stopped; print one line, `listening on URL`, when ready.

    Args:
        words: the command line, with the options of `add_places`.
        base: path of the API.
        application: made when the sockets are there.

    """
    chosen = words.parse_args()
    with ExitStack() as stack:
        try:
            listeners = [stack.enter_context(listening(chosen.host, chosen.port))]
            port = listeners[0].getsockname()[1]
            if chosen.namespace:
                listeners.append(stack.enter_context(listening_in(chosen.namespace, chosen.host, port)))
        except OSError as error:
            words.error(f"port {chosen.port}: {error.strerror}; leave --port out for any free one")
        config = uvicorn.Config(
            application(),
            http=DroppableProtocol,
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        print(f"listening on http://{chosen.host}:{port}{base}", flush=True)
        uvicorn.Server(config).run(listeners)
