"""Run the emulator: `python -m sandbox.cloudflare --help`."""

import argparse
import sqlite3
import sys
from pathlib import Path

from sandbox.cloudflare.app import BASE, application
from sandbox.cloudflare.documents import SCHEMA
from sandbox.cloudflare.edge import Edge
from sandbox.emulator import serving
from sandbox.hetzner.auth import Tokens
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
    serving.add_places(words)
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
    serving.serve(words, BASE, lambda: application(Edge(store), tokens))
    store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
