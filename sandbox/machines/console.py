"""A machine's serial console: a terminal whose other end we hold, and a file with all it ever showed."""

import os
import threading
from contextlib import suppress
from pathlib import Path

CHUNK = 65536
ESCAPE = b"\x1d"
"""Three of them would make systemd-nspawn end the machine."""


class Console:
    """The terminal of one boot."""

    def __init__(self, log: Path) -> None:
        self._ours, self.machine_end = os.openpty()
        self._log = log
        self._thread = threading.Thread(target=self._copy, name=f"console of {log.parent.name}", daemon=True)
        self._thread.start()

    def type(self, text: bytes) -> None:
        """Type on it, as somebody who sits at the vendor's console."""
        os.write(self._ours, text.replace(ESCAPE, b""))

    def started(self) -> None:
        """Give up the machine's end, which the machine holds now."""
        os.close(self.machine_end)

    def close(self) -> None:
        """Wait for the last output of a machine that has ended."""
        self._thread.join()
        os.close(self._ours)

    def _copy(self) -> None:
        with (
            self._log.open("ab", buffering=0) as log,
            suppress(OSError),
        ):  # EIO: nobody holds the machine's end any more
            while chunk := os.read(self._ours, CHUNK):
                log.write(chunk)


def tail(log: Path, lines: int = 8) -> str:
    """Return the last lines that a console showed."""
    text = log.read_text(errors="replace") if log.exists() else ""
    return "\n".join(line.strip() for line in text.splitlines()[-lines:])
