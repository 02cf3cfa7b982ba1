"""The random generator ChaCha8Rand (https://c2sp.org/chacha8rand) of Go's `math/rand/v2`, which `frand` 1.5 uses."""

import struct
from collections.abc import Iterator

CONSTANTS = struct.unpack("<4I", b"expand 32-byte k")
BLOCKS = 4
LANES = 0x00000000FFFFFFFF_00000000FFFFFFFF_00000000FFFFFFFF_00000000FFFFFFFF
"""Four blocks are computed at once: one integer holds the same word of each, in lanes of 64 bits."""
SPREAD = 0x0000000000000001_0000000000000001_0000000000000001_0000000000000001
COLUMNS = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15))
DIAGONALS = ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))
DOUBLE_ROUNDS = 4
COUNTERS = range(0, 16, BLOCKS)
RESEED_WORDS = 4
"""The last words of sixteen blocks are the next seed. Nobody here draws that many, so there is no next seed."""


def words(seed: bytes) -> Iterator[int]:
    """Yield the first 124 random numbers of 64 bits for a seed of 32 bytes."""
    for counter in COUNTERS:
        chunk = _chunk(struct.unpack("<8I", seed), counter)
        yield from chunk[:-RESEED_WORDS] if counter == COUNTERS[-1] else chunk


def _chunk(key: tuple[int, ...], counter: int) -> list[int]:
    counters = sum((counter + block) << 64 * block for block in range(BLOCKS))
    start = [*(word * SPREAD for word in CONSTANTS + key), counters, 0, 0, 0]
    state = list(start)
    for _ in range(DOUBLE_ROUNDS):
        for quarter in COLUMNS + DIAGONALS:
            _mix(state, *quarter)
    for row in range(len(CONSTANTS), len(CONSTANTS) + len(key)):
        state[row] = (state[row] + start[row]) & LANES
    halves = [row >> 64 * block & 0xFFFFFFFF for row in state for block in range(BLOCKS)]
    return [low | high << 32 for low, high in zip(halves[::2], halves[1::2], strict=True)]


def _mix(state: list[int], ia: int, ib: int, ic: int, id_: int) -> None:
    a, b, c, d = state[ia], state[ib], state[ic], state[id_]
    a = (a + b) & LANES
    d ^= a
    d = (d << 16 | d >> 16) & LANES
    c = (c + d) & LANES
    b ^= c
    b = (b << 12 | b >> 20) & LANES
    a = (a + b) & LANES
    d ^= a
    d = (d << 8 | d >> 24) & LANES
    c = (c + d) & LANES
    b ^= c
    b = (b << 7 | b >> 25) & LANES
    state[ia], state[ib], state[ic], state[id_] = a, b, c, d
