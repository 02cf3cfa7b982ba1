"""Which place is which in an environment: where the operator works, and where a stranger would stand."""

from operations.engine import Target
from operations.environments import SANDBOX
from operations.vantage import HERE, Vantage
from sandbox import agent
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
