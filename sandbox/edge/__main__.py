"""Run the edge: `python -m sandbox.edge --help`."""

import argparse
import asyncio
import sqlite3
import sys
from pathlib import Path

from sandbox.edge.serving.server import Places, serve


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    description = (
        "Serves what the Cloudflare emulator was told: HTTP and HTTPS at the edge's addresses, and names at the "
        "resolver's. Prints one line, `listening on ADDRESS…`, when it is ready, and serves until it is stopped. "
        "Needs root."
    )
    words = argparse.ArgumentParser("python -m sandbox.edge", description=description)
    words.add_argument("--database", type=Path, required=True, metavar="FILE", help="the emulator's; only read")
    words.add_argument(
        "--folder", type=Path, required=True, help="the public CA that visitors trust; made at first use"
    )
    words.add_argument("--namespace", type=Path, required=True, metavar="FILE", help="the edge's network namespace")
    words.add_argument(
        "--resolver-namespace", type=Path, required=True, metavar="FILE", help="the resolver's network namespace"
    )
    return words


def main() -> int:
    """Serve until stopped."""
    words = parser()
    chosen = words.parse_args()
    places = Places(chosen.database, chosen.folder, chosen.namespace, chosen.resolver_namespace)
    try:
        asyncio.run(serve(places, lambda line: print(line, flush=True)))
    except sqlite3.DatabaseError as error:
        words.error(f"{places.database}: {error}; start the Cloudflare emulator first")
    except OSError as error:
        words.error(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
