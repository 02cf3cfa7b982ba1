"""The verbs: apply, confirm, check, rollback, and restore, which a boot runs."""

import argparse
import json
import os
import signal
import sys

from . import apply, confirm, credentials, document, drift, previous, rollback
from .failure import Code, Failure
from .lock import locked
from .masking import masked

PATIENCE_SECONDS = {"apply": 120, "confirm": 120, "check": 60, "rollback": 900, "restore": 60}
"""How long each verb waits for another to be over."""


def main() -> int:
    """Do what the command line says, and return the exit code."""
    options = parse()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # a lost connection does not end what is under way
    if os.geteuid() != 0:
        print("arqora: only root can do this; use sudo", file=sys.stderr)
        return Code.REFUSED
    os.umask(0o022)
    hidden: list[str] = []
    try:
        with locked(PATIENCE_SECONDS[options.verb]):
            return VERBS[options.verb](options, hidden)
    except Failure as failure:
        name = previous_name()
        line = masked(f"{name}: {failure}", [*hidden, *credentials.in_memory()])
        try:
            print(line, file=sys.stderr, flush=True)
        except OSError:
            sys.stderr = None
        return failure.code
    except Exception as error:  # noqa: BLE001 - its text may hold a secret, so it is shown masked and not raised
        shown = masked(f"{type(error).__name__}: {error}", [*hidden, *credentials.in_memory()])
        print(f"{previous_name()}: {options.verb}: {shown}", file=sys.stderr)
        return Code.REFUSED


def previous_name() -> str:
    """Return the host's name."""
    return os.uname().nodename


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


def do_apply(options: argparse.Namespace, hidden: list[str]) -> int:
    """Apply the document on stdin."""
    text = sys.stdin.read()
    wanted = document.read(text)
    hidden += wanted.hidden
    apply.apply(wanted, text, options.confirm_within)
    return 0


def do_confirm(options: argparse.Namespace, hidden: list[str]) -> int:  # noqa: ARG001 - verbs are alike
    """Confirm a digest."""
    confirm.confirm(options.digest)
    return 0


def do_check(options: argparse.Namespace, hidden: list[str]) -> int:  # noqa: ARG001 - verbs are alike
    """Print drift as JSON."""
    found = drift.compare()
    print(masked(json.dumps(found, indent=1), credentials.in_memory()))
    return Code.DRIFT if found["drift"] else 0


def do_rollback(options: argparse.Namespace, hidden: list[str]) -> int:  # noqa: ARG001 - verbs are alike
    """Undo what is under way or not confirmed; nothing is if the confirmation came first."""
    intent = previous.read()
    if intent:
        reason = "the host was restarted before it was confirmed" if options.at_boot else "nobody confirmed it in time"
        rollback.roll_back(intent, reason, keep=intent["applied"], at_boot=options.at_boot)
    return 0


def do_restore(options: argparse.Namespace, hidden: list[str]) -> int:  # noqa: ARG001 - verbs are alike
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
