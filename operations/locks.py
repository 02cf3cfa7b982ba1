"""Whose turn it is: locks that an engine holds on a stack, and whether it still runs."""

import json
import re
import socket
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from operations.errors import OperationError

REFUSAL = re.compile(r"created by (?P<user>\S+)@(?P<host>\S+) \(pid (?P<pid>\d+)\)")
BACKEND = "PULUMI_BACKEND_URL"
FILES = "file://"


class Lock(NamedTuple):
    """One lock, and who holds it."""

    user: str
    host: str
    pid: int

    def is_left(self) -> bool:
        """Tell whether its holder, a process of this machine, is gone.

        Raises:
            OperationError: the holder still runs, or sits on another machine, where nobody here can tell.

        """
        if self.host != socket.gethostname():
            holder = f"{self.user}@{self.host}, process {self.pid}"
            msg = f"locked by {holder}: wait for it; if it is gone, run `pulumi cancel`"
            raise OperationError(msg)
        if is_engine(self.pid):
            msg = f"an update is running already, process {self.pid} of {self.user}: wait for it, or interrupt it"
            raise OperationError(msg)
        return True


def are_left_by_the_dead(output: str) -> bool:
    """Tell whether the engine refused because of locks whose holders, all of this machine, are gone.

    Raises:
        OperationError: a holder still runs, or sits on another machine.

    """
    return _all_left(Lock(each["user"], each["host"], int(each["pid"])) for each in REFUSAL.finditer(output))


def refuse_beside_another(variables: Mapping[str, str], project: str, stack: str) -> None:
    """Refuse to go on while an engine works on the stack: what it is writing cannot be read.

    Only a backend of files shows its locks; with another one, the engine itself refuses a little later.

    Args:
        variables: those that the engine runs with.
        project: name of the project.
        stack: name of the stack.

    Raises:
        OperationError: a holder still runs, or sits on another machine.

    """
    backend = variables.get(BACKEND, "")
    if backend.startswith(FILES):
        root = Path(backend.removeprefix(FILES).partition("?")[0])
        folder = root / ".pulumi" / "locks" / "organization" / project / stack
        _all_left(lock for file in sorted(folder.glob("*.json")) if (lock := _read(file)))


def _all_left(locks: Iterable[Lock]) -> bool:
    return bool([lock for lock in locks if lock.is_left()])


def _read(file: Path) -> Lock | None:
    """Return a lock, or None for one that is just being written or was just given back."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return Lock(content["username"], content["hostname"], int(content["pid"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_engine(pid: int) -> bool:
    """Tell whether a process is a running engine; a number that something else uses by now is none."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    name, _, rest = status.partition("(")[2].rpartition(")")
    return name.startswith("pulumi") and rest.split()[0] != "Z"
