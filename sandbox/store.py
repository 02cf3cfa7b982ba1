"""The embedded database of an emulator: one file, one connection, one transaction per request."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Store:
    """A database file.

    Write-ahead logging with `synchronous=NORMAL`: what is committed survives the end of the process at any moment, and
    no commit waits for the disk. The file is its owner's only, for secrets stand in what emulators are told.
    """

    def __init__(self, path: Path, schema: str) -> None:
        path.touch(mode=0o600)
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.executescript(schema)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit what is done inside as a whole, or nothing of it if it raises."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()
