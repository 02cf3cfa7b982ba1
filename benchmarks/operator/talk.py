"""Sends numbered packets at a steady pace until it is terminated, then prints how many came back.

Arguments: address, port, seconds between two packets.
"""

import json
import select
import signal
import socket
import sys
import time
from contextlib import suppress

LATE_SECONDS = 1.0
"""An answer may take this long at the end before it counts as lost."""


def main() -> None:
    """Talk until terminated."""
    address, port, pause = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    talker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: ended.append(number))
    sent, answered, due = 0, set(), time.monotonic()
    print("talking", flush=True)
    while not ended:
        with suppress(OSError):  # it counts as sent, and as lost
            talker.sendto(str(sent).encode(), (address, port))
        sent += 1
        due += pause
        answered |= heard(talker, due)
    answered |= heard(talker, time.monotonic() + LATE_SECONDS)
    print(json.dumps({"sent": sent, "lost": sent - len(answered & set(range(sent)))}))


def heard(talker: socket.socket, until: float) -> set[int]:
    """Return the numbers of the packets that came back before a moment."""
    found = set()
    while (left := until - time.monotonic()) > 0:
        if select.select([talker], [], [], left)[0]:
            with suppress(OSError):  # a host on the way said that it is unreachable
                found.add(int(talker.recv(2048)))
    return found


main()
