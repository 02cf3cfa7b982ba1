"""The provider plugin `random` of the sandbox, in the place of pulumi-random 4.21.

It covers all types of the official one, with its inputs, outputs, replacements and imports.

On purpose it differs in this:

- With a seed, RandomInteger and RandomShuffle repeat themselves, but give other results than the official plugin does.
- RandomPet knows fewer words.
- Characters that no class allows are refused; the official plugin crashes there.
- An empty `prefix` of a RandomPet, or `seed` of a RandomInteger, stays in the state; the official plugin drops it, and
  replaces the resource each time.
- States of versions before 4.21 are not brought up to date: the sandbox has none.

"""

import sys
from importlib.metadata import version

from sandbox.plugins.framework.provider import Provider
from sandbox.plugins.framework.server import main
from sandbox.plugins.random.bytes import RandomBytes, RandomId
from sandbox.plugins.random.choices import RandomInteger, RandomShuffle
from sandbox.plugins.random.generated import Generated
from sandbox.plugins.random.names import RandomPet, RandomUuid, RandomUuid4, RandomUuid7
from sandbox.plugins.random.texts import RandomPassword, RandomString

TYPES: tuple[type[Generated], ...] = (
    RandomBytes,
    RandomId,
    RandomInteger,
    RandomPassword,
    RandomPet,
    RandomShuffle,
    RandomString,
    RandomUuid,
    RandomUuid4,
    RandomUuid7,
)

if __name__ == "__main__":
    provider = Provider("random", {each.schema.type: each() for each in TYPES}, {})
    main(sys.argv[1:], version("pulumi-random"), provider)
