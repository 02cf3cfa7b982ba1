"""Run the emulator: `python -m sandbox.cloudflare --help`."""

import argparse
import sqlite3
import sys
from contextlib import ExitStack
from pathlib import Path

import uvicorn

from sandbox.cloudflare.app import BASE, application
from sandbox.cloudflare.documents import SCHEMA
from sandbox.cloudflare.edge import Edge
from sandbox.hetzner.__main__ import loopback
from sandbox.hetzner.auth import Tokens
from sandbox.hetzner.connection import DroppableProtocol
from sandbox.hetzner.listener import listening, listening_in
from sandbox.store import Store


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    description = (
        "A stateful emulator of the Cloudflare API. Prints one line, `listening on http://127.0.0.1:PORT/client/v4`, "
        "when it is ready, and serves until it is stopped. Its state survives that in the database file."
    )
    words = argparse.ArgumentParser("python -m sandbox.cloudflare", description=description)
    words.add_argument("--database", type=Path, required=True, metavar="FILE", help="state; made if it does not exist")
    words.add_argument("--token-file", type=Path, required=True, metavar="FILE", help="holds the token clients send")
    words.add_argument("--read-only-token-file", type=Path, metavar="FILE", help="a second token, which may only read")
    words.add_argument("--host", type=loopback, default="127.0.0.1", help="loopback address (default: %(default)s)")
    words.add_argument("--port", type=int, default=0, help="port (default: any free one)")
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
    with ExitStack() as stack:
        try:
            tokens = Tokens.read(chosen.token_file, chosen.read_only_token_file)
            store = Store(chosen.database, SCHEMA)
            listeners = [stack.enter_context(listening(chosen.host, chosen.port))]
            port = listeners[0].getsockname()[1]
            if chosen.namespace:
                listeners.append(stack.enter_context(listening_in(chosen.namespace, chosen.host, port)))
        except (OSError, ValueError, sqlite3.DatabaseError) as error:
            words.error(str(error))
        config = uvicorn.Config(
            application(Edge(store), tokens),
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
