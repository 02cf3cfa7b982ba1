"""Run the emulator: `python -m sandbox.hetzner --help`."""

import argparse
import sqlite3
import sys
from pathlib import Path

from sandbox.emulator import serving
from sandbox.hetzner.app import BASE, application
from sandbox.hetzner.auth import Tokens
from sandbox.hetzner.catalogue import catalogue
from sandbox.hetzner.cloud import Cloud
from sandbox.hetzner.machines import Machines, NoMachines
from sandbox.hetzner.schema import SCHEMA
from sandbox.machines.follower import Follower
from sandbox.store import Store


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
    serving.add_places(words)
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
    serving.serve(words, BASE, lambda: application(cloud, tokens))
    store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
