"""The verbs: apply, confirm, check, rollback, and restore, which a boot runs."""

import argparse
import json
import os
import signal
import sys

from . import apply, confirm, credentials, document, drift, previous, rollback
from .failure import Code, Failure
from .lock import locked
from .voice import complain, hide, write

PATIENCE_SECONDS = {"apply": 120, "confirm": 120, "check": 60, "rollback": 900, "restore": 60}
"""How long each verb waits for another to be over."""


def main() -> int:
    """Do what the command line says, and return the exit code."""
    options = parse()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # a lost connection does not end what is under way
    if os.geteuid() != 0:
        complain("arqora: only root can do this; use sudo")
        return Code.REFUSED
    os.umask(0o022)
    hide(credentials.in_memory())
    try:
        with locked(PATIENCE_SECONDS[options.verb]):
            return VERBS[options.verb](options)
    except Failure as failure:
        complain(f"{os.uname().nodename}: {failure}")
        return failure.code
    except Exception as error:  # noqa: BLE001 - its text may hold a secret, so it is masked and not raised
        complain(f"{os.uname().nodename}: {options.verb}: {type(error).__name__}: {error}")
        return Code.REFUSED


def parse() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="arqora-host", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    applying = verbs.add_parser("apply", help="make the host what the document on stdin says")
    applying.add_argument("--confirm-within", type=int, default=0, metavar="SECONDS")
    confirming = verbs.add_parser("confirm", help="keep what was applied")
    confirming.add_argument("digest")
    verbs.add_parser("check", help="compare the host with its bundle; exit code 3 if it differs")
    rolling = verbs.add_parser("rollback", help="undo what is not confirmed")
    rolling.add_argument("--at-boot", action="store_true")
    verbs.add_parser("restore", help="write secrets into memory from their encrypted copies")
    return parser.parse_args()


def do_apply(options: argparse.Namespace) -> int:
    """Apply the document on stdin."""
    text = sys.stdin.read()
    wanted = document.read(text)
    hide(wanted.hidden)
    apply.apply(wanted, text, options.confirm_within)
    return 0


def do_confirm(options: argparse.Namespace) -> int:
    """Confirm a digest."""
    confirm.confirm(options.digest)
    return 0


def do_check(_: argparse.Namespace) -> int:
    """Print drift as JSON."""
    found = drift.compare()
    write("stdout", json.dumps(found, indent=1))
    return Code.DRIFT if found["drift"] else 0


def do_rollback(options: argparse.Namespace) -> int:
    """Undo what is under way or not confirmed; nothing is if the confirmation came first."""
    intent = previous.read()
    if intent:
        reason = "the host was restarted before it was confirmed" if options.at_boot else "nobody confirmed it in time"
        rollback.roll_back(intent, reason, keep=intent["applied"], at_boot=options.at_boot)
    return 0


def do_restore(_: argparse.Namespace) -> int:
    """Restore secrets."""
    credentials.restore()
    return 0


VERBS = {
    "apply": do_apply,
    "confirm": do_confirm,
    "check": do_check,
    "rollback": do_rollback,
    "restore": do_restore,
}
