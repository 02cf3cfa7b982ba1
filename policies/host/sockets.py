"""Whether systemd listens in sshd's place: `ssh.socket` goes by its own addresses, whatever sshd's configuration says.

Source: reference, D2; systemd.socket(5). An empty `ListenStream=` takes back those before it.
"""

from collections.abc import Iterator

from .content import Content
from .reach import is_private
from .shell import Command, commands

UNIT = "/etc/systemd/system/ssh.socket"
STARTING = frozenset({"enable", "start", "restart", "unmask", "reenable"})
SOCKETS = frozenset({"ssh.socket", "sshd.socket"})
SERVICES = frozenset({"ssh", "sshd", "ssh.service", "sshd.service"})


def opened(content: Content, *, bound: bool) -> Iterator[str]:
    """Yield what has systemd listen for SSH at addresses that are not private, or starts sshd where nothing binds it.

    Args:
        content: of the host.
        bound: its sshd listens at private addresses alone.

    """
    stated = list(_stated(content))
    for where, address in stated:
        if not is_private(_host(address)):
            yield f"{where} listens at {_host(address) or 'every address'}"
    private = bool(stated) and all(is_private(_host(address)) for _, address in stated)
    for name, state in content.units.items():
        if name == "ssh.socket" and state in ("running", "enabled", "oneshot") and not private:
            yield "its units have ssh.socket, which listens at every address"
    for script in content.scripts:
        if "systemctl" in script.text and "ssh" in script.text:
            for words in commands(script.text):
                if what := _started(words, private=private, bound=bound):
                    yield f"{script.where} starts {what}"


def _started(words: Command, *, private: bool, bound: bool) -> str:
    """Return what a command starts that listens for SSH at every address; empty if nothing."""
    if words[0] != "systemctl" or not STARTING & set(words):
        return ""
    if SOCKETS & set(words) and not private:
        return "ssh.socket, which listens at every address"
    started = SERVICES & set(words) and {"enable", "--now"} <= set(words)
    return "sshd, and nothing here binds it to a private address" if started and not bound else ""


def _stated(content: Content) -> Iterator[tuple[str, str]]:
    for file in content.files:
        if file.path != UNIT and not file.path.startswith(f"{UNIT}.d/"):
            continue
        for line in file.text.splitlines():
            key, _, value = line.strip().partition("=")
            if key == "ListenStream" and value:
                yield file.where, value.strip()


def _host(address: str) -> str:
    """Return the address of `22`, `10.0.0.1:22`, `[fd00::1]:22`; empty for a port alone."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.rpartition(":")[0]
