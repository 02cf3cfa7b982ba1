"""Run the emulator: `python -m sandbox.hetzner --help`."""

import argparse
import ipaddress
import sqlite3
import sys
from contextlib import ExitStack
from pathlib import Path

import uvicorn

from sandbox.hetzner.app import BASE, application
from sandbox.hetzner.auth import Tokens
from sandbox.hetzner.catalogue import catalogue
from sandbox.hetzner.cloud import Cloud
from sandbox.hetzner.connection import DroppableProtocol
from sandbox.hetzner.listener import listening, listening_in
from sandbox.hetzner.machines import Machines, NoMachines
from sandbox.hetzner.schema import SCHEMA
from sandbox.machines.follower import Follower
from sandbox.store import Store


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


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    description = (
        "A stateful emulator of the Hetzner Cloud API. Prints one line, `listening on http://127.0.0.1:PORT/v1`, when "
        "it is ready, and serves until it is stopped. Its state survives that, and a kill, in the database file."
    )
    words = argparse.ArgumentParser("python -m sandbox.hetzner", description=description)
    words.add_argument("--database", type=Path, required=True, metavar="FILE", help="state; made if it does not exist")
    words.add_argument("--token-file", type=Path, required=True, metavar="FILE", help="holds the token clients send")
    words.add_argument(
        "--read-only-token-file", type=Path, metavar="FILE", help="holds a second token, which may only read"
    )
    words.add_argument("--host", type=loopback, default="127.0.0.1", help="loopback address (default: %(default)s)")
    words.add_argument("--port", type=int, default=0, help="port (default: any free one)")
    words.add_argument(
        "--action-seconds",
        type=float,
        default=0.0,
        metavar="S",
        help="how long actions take; with 0 (default) they are answered as finished",
    )
    words.add_argument(
        "--machines",
        type=Path,
        metavar="SOCKET",
        help="where `python -m sandbox.machines` listens: servers are booted; without it they exist on API level only",
    )
    words.add_argument(
        "--namespace",
        type=Path,
        metavar="FILE",
        help="a network namespace in which the same loopback port answers too, such as the operator's",
    )
    return words


def main() -> int:
    """Serve until stopped."""
    words = parser()
    chosen = words.parse_args()
    try:
        tokens = Tokens.read(chosen.token_file, chosen.read_only_token_file)
        store = Store(chosen.database, SCHEMA)
    except (OSError, ValueError) as error:
        words.error(str(error))
    except sqlite3.DatabaseError as error:
        words.error(f"{chosen.database}: {error}; name a file that does not exist, or one of an earlier run")
    machines: Machines = Follower(chosen.machines) if chosen.machines else NoMachines()
    cloud = Cloud(store, catalogue(), machines, chosen.action_seconds)
    with ExitStack() as stack:
        try:
            listeners = [stack.enter_context(listening(chosen.host, chosen.port))]
            port = listeners[0].getsockname()[1]
            if chosen.namespace:
                listeners.append(stack.enter_context(listening_in(chosen.namespace, chosen.host, port)))
        except OSError as error:
            words.error(f"port {chosen.port}: {error.strerror}; leave --port out for any free one")
        config = uvicorn.Config(
            application(cloud, tokens),
            http=DroppableProtocol,
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        print(f"listening on http://{chosen.host}:{port}{BASE}", flush=True)
        uvicorn.Server(config).run(listeners)
    store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
