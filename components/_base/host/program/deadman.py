"""The timer that undoes a bundle which nobody confirms, because whoever applied it may have cut off everybody."""

from .failure import Failure
from .words import run

PREFIX = "arqora-deadman"


def arm(phase: str, seconds: int, program: str) -> None:
    """Start a timer that rolls back. The one of another phase goes on until it is disarmed.

    Args:
        phase: `apply` while things change, `confirm` afterwards.
        seconds: from now.
        program: the folder of the program that knows how to go back.

    Raises:
        Failure: systemd does not start it.

    """
    disarm(phase)
    words = ["systemd-run", f"--unit={PREFIX}-{phase}", f"--on-active={seconds}", "--timer-property=AccuracySec=1s"]
    ended = run([*words, "--collect", "--quiet", "/usr/bin/python3", "-I", program, "rollback"], 30)
    if not ended.fine:
        raise Failure("dead man's timer", f"systemd-run {ended.how}")


def disarm(*phases: str) -> None:
    """Stop timers, those of all phases if none is named. A rollback that has begun already is not stopped."""
    for phase in phases or ("apply", "confirm"):
        run(["systemctl", "stop", f"{PREFIX}-{phase}.timer"], 30)
        run(["systemctl", "reset-failed", f"{PREFIX}-{phase}.service"], 30)
