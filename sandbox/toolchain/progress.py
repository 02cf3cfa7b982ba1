"""Says what is being done and, on anything that takes longer, for how long already."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

QUIET_SECONDS = 2.0
TERMINAL_SECONDS = 1.0
LOG_SECONDS = 15.0


def elapsed(seconds: float) -> str:
    """Return a duration for people: `4.2 s`, `3 min 07 s`."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"


@contextmanager
def step(what: str) -> Iterator[None]:
    """Announce a piece of work, tick while it lasts, and say how long it took or that it failed."""
    terminal = sys.stderr.isatty()
    started = time.monotonic()
    done = threading.Event()
    print(f"▸ {what}", file=sys.stderr, flush=True)

    def tick() -> None:
        wait = QUIET_SECONDS if terminal else LOG_SECONDS
        while not done.wait(wait):
            line = f"  … {elapsed(time.monotonic() - started)}"
            print(line, end="\r" if terminal else "\n", file=sys.stderr, flush=True)
            wait = TERMINAL_SECONDS if terminal else LOG_SECONDS

    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    outcome = "failed after"
    try:
        yield
        outcome = "done in"
    finally:
        done.set()
        ticker.join()
        print(f"  {outcome} {elapsed(time.monotonic() - started)}", file=sys.stderr, flush=True)
