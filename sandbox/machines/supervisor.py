"""Runs the daemon where the kernel cleans up after it: in process and mount namespaces of its own.

Three processes: the supervisor, which everybody sees and stops; the first process of the namespaces, which only reaps
what loses its parent; and the daemon. Whichever is killed, the kernel ends all that is below the first process, and
with it every mount and every network namespace. Control groups are directories, which nobody takes away but us.
"""

import ctypes
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

CLONE_NEWNS = 0x00020000
CLONE_NEWPID = 0x20000000
"""sched.h."""
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 2, 4, 8, 0x4000, 1 << 18
"""sys/mount.h."""
PR_SET_PDEATHSIG = 1
"""prctl(2)."""
LIBC = ctypes.CDLL(None, use_errno=True)
RUNTIME = "/run"
"""Where programs put sockets and locks, such as those of WireGuard's interfaces: the host's own stay out of sight."""


def supervised(daemon: Callable[[int], int], sweep: Callable[[], None]) -> int:
    """Run a daemon in namespaces of its own and return its exit status.

    Args:
        daemon: gets its process id as the host sees it.
        sweep: removes what the kernel does not; called before and after.

    Raises:
        OSError: we are not root.

    """
    sweep()
    checked(LIBC.unshare(CLONE_NEWPID), "unshare")
    first = os.fork()
    if first == 0:
        os._exit(_first_process(daemon))
    signal.signal(signal.SIGTERM, _forwarding(first))
    signal.signal(signal.SIGINT, _forwarding(first))
    status = _waited(first)
    sweep()
    return status


def _first_process(daemon: Callable[[int], int]) -> int:
    die_with_parent()
    second = os.fork()
    if second == 0:
        os._exit(_daemon(daemon))
    signal.signal(signal.SIGTERM, _forwarding(second))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            ended, status = os.wait()
        except InterruptedError:
            continue
        if ended == second:
            return os.waitstatus_to_exitcode(status) & 0xFF


def _daemon(daemon: Callable[[int], int]) -> int:
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seen_from_outside = int(Path("/proc/self").readlink().name)  # /proc is still the host's
    checked(LIBC.unshare(CLONE_NEWNS), "unshare")
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    mount("tmpfs", RUNTIME, "tmpfs", MS_NOSUID | MS_NODEV)
    keep_place_for_names()
    return daemon(seen_from_outside)


def keep_place_for_names() -> None:
    """Have a file where `/etc/resolv.conf` leads, also if that is below what is now out of sight."""
    used = Path("/etc/resolv.conf").resolve()
    if used.is_relative_to(RUNTIME):
        used.parent.mkdir(parents=True, exist_ok=True)
        used.touch()


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that started it is gone."""
    checked(LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL), "prctl")


def mount(source: str, target: str, kind: str | None, flags: int) -> None:
    """Mount a file system, as mount(2).

    Raises:
        OSError: the kernel refused.

    """
    words = [source.encode(), target.encode(), kind.encode() if kind else None]
    checked(LIBC.mount(*words, ctypes.c_ulong(flags), None), f"mount {target}")


def checked(result: int, what: str) -> None:
    """Raise what a system call failed with.

    Raises:
        OSError: it failed.

    """
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _forwarding(pid: int) -> Callable[[int, FrameType | None], None]:
    def forward(_: int, __: FrameType | None) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)

    return forward


def _waited(pid: int) -> int:
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status) & 0xFF
