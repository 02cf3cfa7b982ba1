"""Sends frames many at a time: one system call for each few dozen, paced to a rate."""

import ctypes
import errno
import os
import socket
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

BATCH = 32
"""Frames in one call: at 100,000 a second a call each 0.3 ms, which no queue on the way notices."""
HEADER_WORDS = 8
"""A `struct mmsghdr` is eight 64-bit words on every 64-bit Linux: name, its length, vector, its length, control, its
length, flags, bytes sent."""
CROWDED = frozenset({errno.ENOBUFS, errno.EAGAIN, errno.EINTR})
LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass
class Volley:
    """Frames of one length that leave by one socket."""

    socket: socket.socket
    frames: bytearray
    length: int

    def __post_init__(self) -> None:
        """Lay out the vectors and headers that the kernel reads."""
        self.count = len(self.frames) // self.length
        start = ctypes.addressof(ctypes.c_char.from_buffer(self.frames)) if self.count else 0
        self.vectors = array("Q", bytes(16 * self.count))
        self.vectors[0::2] = array("Q", range(start, start + self.length * self.count, self.length))
        self.vectors[1::2] = array("Q", [self.length]) * self.count
        self.headers = array("Q", bytes(8 * HEADER_WORDS * self.count))
        first = self.vectors.buffer_info()[0]
        self.headers[2::HEADER_WORDS] = array("Q", range(first, first + 16 * self.count, 16))
        self.headers[3::HEADER_WORDS] = array("Q", [1]) * self.count
        self.address = self.headers.buffer_info()[0]
        self.sent = 0

    def fire(self, limit: int) -> int:
        """Send the next frames, at most `limit`. Returns how many left; 0 where a queue is full.

        Raises:
            OSError: the kernel refuses them.

        """
        wanted = min(limit, self.count - self.sent)
        at = ctypes.c_void_p(self.address + 8 * HEADER_WORDS * self.sent)
        done = int(LIBC.sendmmsg(self.socket.fileno(), at, wanted, 0))
        if done < 0:
            code = ctypes.get_errno()
            if code not in CROWDED:
                raise OSError(code, os.strerror(code))
            return 0
        self.sent += done
        return done


def send(volleys: Sequence[Volley], rate: int) -> int:
    """Send all frames, a batch to each address in turn, at most `rate` a second. Returns how many."""
    started = time.monotonic()
    total = 0
    waiting = [each for each in volleys if each.count]
    for each in waiting:
        each.sent = 0
    while waiting:
        for each in waiting:
            sent = each.fire(BATCH)
            total += sent
            ahead = total / rate - (time.monotonic() - started)
            if ahead > 0.001 or not sent:
                time.sleep(max(ahead, 0.001))
        waiting = [each for each in waiting if each.sent < each.count]
    return total


def link(interface: str) -> socket.socket:
    """Return a socket that sends frames out of one interface and receives none."""
    opened = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    opened.bind((interface, 0))
    return opened
