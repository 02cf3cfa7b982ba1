"""Holds the tests against mutants, one by one, in a copy of the checkout: `python -m benchmarks.mutation.trial`.

Reads mutants from standard input, one a line, and writes for each whether it survived; null if the tests of its module
fail without it. Everything that the tests import,
except the code under test, is loaded once; each mutant is a fork of that.
"""

import json
import os
import resource
import select
import signal
import sys
from importlib import import_module
from pathlib import Path

import pytest

from benchmarks.mutation.mutants import Mutant, changed

LONGEST_SECONDS = 60
"""Of processor time, until a mutant that runs in circles counts as noticed; the tests take a tenth of that."""
LONGEST_WAIT = 900
"""Seconds until one that only waits does."""
OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "--assert=plain"]
LOADED = (
    "google.protobuf.json_format",
    "grpc",
    "hypothesis",
    "jsonschema",
    "pulumi.runtime.proto.analyzer_pb2",
    "yaml",
)
"""What the tests import beside the code under test."""
ELSEWHERE = ("test_catalogue.py", "test_documentation.py", "test_pack.py", "test_schema.py", "test_server.py")
"""Tests of files, and of processes: a mutant of the judgement is none of their business."""
WHOLE = ["tests/policies/corpus/test_corpus.py"]
"""What a mutant meets that the tests of its own module let through."""


def tests(module: str) -> list[str]:
    """Return the tests of a module: the files that mirror it."""
    path = Path("tests") / module
    own = path.with_name(f"test_{path.name}")
    more = sorted(map(str, path.parent.glob(f"test_{path.stem}_*.py")))
    if own.exists():
        return [str(own), *more]
    return more


def survives(mutant: Mutant) -> bool:
    """Tell whether no test notices."""
    file = Path(mutant.module)
    code = file.read_text(encoding="utf-8")
    file.write_text(changed(mutant, code) or code, encoding="utf-8")
    try:
        return unnoticed(mutant.module)
    finally:
        file.write_text(code, encoding="utf-8")


def unnoticed(module: str) -> bool:
    """Tell whether all tests pass that have to do with a module, the nearest ones first."""
    return all(passes(chosen) for chosen in (tests(module), area(module), WHOLE) if chosen)


def area(module: str) -> list[str]:
    """Return the tests around a module."""
    folder = (Path("tests") / module).parent
    if folder == Path("tests/policies"):
        return sorted(str(file) for file in folder.glob("test_*.py") if file.name not in ELSEWHERE)
    return [str(folder)] if folder.is_dir() else []


def passes(chosen: list[str]) -> bool:
    """Run tests in a fork."""
    child = os.fork()
    if child == 0:
        quietly(chosen)
    return ended(child) == 0


def quietly(chosen: list[str]) -> None:
    """Run tests here, and end."""
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_SECONDS, LONGEST_SECONDS))
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    code = 1
    try:
        code = int(pytest.main([*OPTIONS, *chosen]))
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """Return how a fork ended; one that takes too long is ended here."""
    handle = os.pidfd_open(child)
    try:
        ready, _, _ = select.select([handle], [], [], LONGEST_WAIT)
        if not ready:
            os.killpg(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    finally:
        os.close(handle)


def warm() -> None:
    """Load what the tests import, except the code under test."""
    for module in LOADED:
        import_module(module)


def main() -> None:
    """Try each mutant."""
    sys.dont_write_bytecode = True
    warm()
    sound: dict[str, bool] = {}
    for line in sys.stdin:
        mutant = Mutant(**json.loads(line))
        if mutant.module not in sound:
            sound[mutant.module] = unnoticed(mutant.module)
        verdict = None if not sound[mutant.module] else survives(mutant)
        sys.stdout.write(json.dumps(verdict) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
