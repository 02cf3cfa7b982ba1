"""Which place is which in an environment: where the operator works, and where a stranger would stand."""

import os

from operations.engine import Target
from operations.environments import SANDBOX
from operations.vantage import HERE, Vantage
from sandbox import agent, session
from sandbox.folder import SandboxFolder
from sandbox.machines import entry


def operator(environment: str) -> Vantage:
    """Return the place in the tunnel: this machine, in the sandbox its operator host.

    Raises:
        EntryError: it is the sandbox, and no machine runs in it.

    """
    if environment != SANDBOX:
        return HERE
    folder = SandboxFolder()
    variables = {**HERE.variables, "SSH_AUTH_SOCK": str(agent.socket(folder))}
    return Vantage("operator", entry.as_host(folder, "operator"), variables)


def visiting(folder: SandboxFolder) -> dict[str, str]:
    """Return the environment of a stranger's programs in the sandbox.

    They trust the sandbox's public CA, have no proxy, and get nothing that belongs to this machine's user. OpenSSL, Go
    and curl each look for one of the two variables.
    """
    known = session.outside(os.environ)
    kept = {name: value for name, value in known.items() if not name.lower().endswith("_proxy")}
    return {**kept, "SSL_CERT_FILE": str(folder.public_authority), "CURL_CA_BUNDLE": str(folder.public_authority)}


def outside(environment: str) -> Vantage:
    """Return a place on the internet: this machine, in the sandbox its attacker host.

    Raises:
        EntryError: it is the sandbox, and no machine runs in it.

    """
    if environment != SANDBOX:
        return HERE
    return Vantage("attacker", entry.as_host(SandboxFolder(), "attacker"))


def engine(target: Target) -> Vantage:
    """Return the place that the engine of an environment runs in: it reaches hosts as the operator does."""
    return Vantage("operator" if target.prefix else HERE.name, target.prefix, target.variables)
