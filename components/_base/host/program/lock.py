"""One at a time on a host."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from .failure import Failure
from .places import LOCK, RUN, STATE


@contextmanager
def locked(seconds: float) -> Iterator[None]:
    """Hold the host's lock. The kernel lets go of it when the program dies, however it dies.

    Raises:
        Failure: somebody else held it all the time.

    """
    RUN.mkdir(mode=0o755, exist_ok=True)
    STATE.mkdir(mode=0o700, exist_ok=True)
    with LOCK.open("a+") as file:
        deadline = time.monotonic() + seconds
        while not taken(file.fileno()):
            if time.monotonic() >= deadline:
                file.seek(0)
                holder = file.read().strip() or "?"
                raise Failure(
                    "lock", f"process {holder} has been at work here for {seconds:.0f} s; wait, then try again"
                )
            time.sleep(0.2)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def taken(descriptor: int) -> bool:
    """Try to take the lock."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
