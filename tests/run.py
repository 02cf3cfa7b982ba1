"""All checks and tests, in the order that fails soonest: `python -m tests.run [--checks-only] [pytest arguments]`."""

import subprocess
import sys
from collections.abc import Sequence

from sandbox.toolchain.paths import REPOSITORY
from sandbox.toolchain.progress import step

CHECKS = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "types": ("mypy", "."),
}
PARALLEL = ("--numprocesses", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""Two processes, on two cores. The tests of a file stay together; the slow files are collected first, and so begin."""


def main(arguments: Sequence[str]) -> int:
    """Run the checks, then the tests; the tests' own summary comes last. Returns 0 only if all of it passed."""
    failed = [name for name, words in CHECKS.items() if not passes(name, words)]
    if failed:
        print(f"failed: {', '.join(failed)} (`make check` runs just these)", file=sys.stderr, flush=True)
    if "--checks-only" in arguments:
        return 1 if failed else 0
    tests = subprocess.run([sys.executable, "-m", "pytest", *PARALLEL, *arguments], cwd=REPOSITORY, check=False)
    return tests.returncode or (1 if failed else 0)


def passes(name: str, words: Sequence[str]) -> bool:
    """Run one checker; tell whether it found nothing."""
    with step(name):
        result = subprocess.run([sys.executable, "-m", *words], cwd=REPOSITORY, check=False)
    return result.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
