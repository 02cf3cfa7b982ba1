"""Names of programs by what they do to a host, from `programs.yaml`."""

from ..data import PACKAGE, load


def named(kind: str) -> frozenset[str]:
    """Return the names of one kind."""
    return frozenset(name for line in load(PACKAGE, "host/programs.yaml")[kind] for name in line)


LOGINS = named("logins")
IMAGES = named("images")
FIREWALLS = named("firewalls")
