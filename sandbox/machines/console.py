"""A machine's serial console: a terminal whose other end we hold, and a file with all that it ever showed."""

import os
import threading
import tty
from contextlib import suppress
from pathlib import Path

from sandbox.machines.seats import Seats

CHUNK = 65536
ESCAPE = b"\x1d"
"""Three of them would make systemd-nspawn end the machine."""


class Console:
    """The terminal of one boot."""

    def __init__(self, log: Path) -> None:
        self._ours, self.machine_end = os.openpty()
        tty.setraw(self.machine_end)  # the machine's own terminal cooks
        self._log = log
        self._seats = Seats(seats(log), self.type)
        self._thread = threading.Thread(target=self._copy, name=f"console of {log.parent.name}", daemon=True)
        self._thread.start()

    def type(self, text: bytes) -> None:
        """Type on it, as somebody who sits at the vendor's console."""
        os.write(self._ours, text.replace(ESCAPE, b""))

    def started(self) -> None:
        """Give up the machine's end, which the machine holds now."""
        if self.machine_end >= 0:
            os.close(self.machine_end)
            self.machine_end = -1

    def close(self) -> None:
        """Wait for the last output of a machine that has ended."""
        self.started()
        self._thread.join()
        self._seats.close()
        os.close(self._ours)

    def _copy(self) -> None:
        nobody_holds_the_machines_end = suppress(OSError)
        with self._log.open("ab", buffering=0) as log, nobody_holds_the_machines_end:
            while chunk := os.read(self._ours, CHUNK):
                log.write(chunk)
                self._seats.show(chunk)


def seats(log: Path) -> Path:
    """Return the socket at which people sit before the console of a log, while its machine runs."""
    return log.with_suffix(".sock")


def tail(log: Path, lines: int = 8) -> str:
    """Return the last lines that a console showed."""
    text = log.read_text(errors="replace") if log.exists() else ""
    return "\n".join(line.strip() for line in text.splitlines()[-lines:])
