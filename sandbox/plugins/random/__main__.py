"""The sandbox's `random` plugin: all types of the official one, version 4.21."""

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
    provider = Provider("random", {each.schema.token: each() for each in TYPES}, {})
    main(sys.argv[1:], version("pulumi-random"), provider)
