"""Runs the Pulumi engine for one environment."""

import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from operations import locks, orphans
from operations.console import err
from operations.errors import OperationError
from sandbox.folder import SandboxFolder

NOISE = ("@ ", "Update plan written to", "Run `pulumi up --plan=")
"""Starts of lines that are for a terminal that redraws, or about the plan that we apply ourselves."""
Beside = Callable[[], AbstractContextManager[None]]


class EngineError(OperationError):
    """The engine ended with an error. Its own words are in `output`."""

    def __init__(self, words: Sequence[str], status: int, output: str, *, shown: bool) -> None:
        """Keep what the engine said; the message has the end of it unless people saw it already."""
        self.output = output
        reason = "its reason is above" if shown else "\n".join(["it said:", *output.strip().splitlines()[-15:]])
        super().__init__(f"pulumi {words[0]} ended with status {status}; {reason}")


@dataclass(frozen=True)
class Target:
    """An environment: which stack, where its project lies, and with which variables the engine runs."""

    stack: str
    folder: Path
    variables: dict[str, str] = field(repr=False)
    emulated: bool
    prefix: tuple[str, ...] = ()
    """Words that run the engine on the operator's host, where that is not this machine itself."""
    sandbox: SandboxFolder | None = None
    """The sandbox it lives in; None is a real environment."""

    def run(self, *words: str, beside: Beside = nullcontext) -> str:
        """Run the engine on the stack, showing people what it prints. Returns what it printed.

        A lock that a dead process of this machine left is cancelled, and the engine is run again.

        Args:
            words: the engine's command.
            beside: makes what lasts as long as the engine runs; what it starts, it has to end.

        Raises:
            EngineError: it ended with another status than 0.
            OperationError: another update holds the lock.

        """
        return self._unlocked(words, show=True, beside=beside)

    def quietly(self, *words: str) -> str:
        """Run the engine on the stack without showing anything. Returns its standard output, which may hold secrets."""
        return self._unlocked(words, show=False)

    def read(self, *words: str) -> str:
        """Have the engine say something that it need not lock for; in any thread, also while it runs already.

        Raises:
            EngineError: it ended with another status than 0.

        """
        command = [*self.prefix, "pulumi", *words, "--stack", self.stack, "--non-interactive"]
        done = subprocess.run(command, cwd=self.folder, env=self.variables, capture_output=True, text=True, check=False)
        if done.returncode:
            raise EngineError(words, done.returncode, done.stderr, shown=False)
        return done.stdout

    def _unlocked(self, words: Sequence[str], *, show: bool, beside: Beside = nullcontext) -> str:
        try:
            return self._run(words, show=show, beside=beside)
        except EngineError as error:
            if not locks.are_left_by_the_dead(error.output):
                raise
            err.print("a killed update left its lock: cancelling it")
            self._run(["cancel", "--yes"], show=False)
            return self._run(words, show=show, beside=beside)

    def _run(self, words: Sequence[str], *, show: bool, beside: Beside = nullcontext) -> str:
        command = [*self.prefix, "pulumi", *words, "--stack", self.stack, "--non-interactive"]
        if show:
            command += ["--color", "always" if err.is_terminal else "never"]
        heed_interrupts()
        with (
            orphans.ended(),
            beside(),
            subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.variables,
                text=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT if show else subprocess.PIPE,
            ) as process,
            forwarded_interrupts(process),
        ):
            output, problem = stream(process) if show else process.communicate()
        if process.returncode:
            raise EngineError(words, process.returncode, output + (problem or ""), shown=show)
        return output


def heed_interrupts() -> None:
    """Give processes that are started from here their usual interrupt back.

    A shell has what it runs in the background ignore interrupts, and the engine's processes inherit that; the engine
    ends its hosts and plugins with an interrupt, and waits five seconds for each.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def stream(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Show people what a process prints, line by line, and return it."""
    lines = []
    for line in process.stdout or ():
        lines.append(line)
        if line.strip() and not line.startswith(NOISE):
            err.out(line.rstrip("\n"), highlight=False)
    process.wait()
    return "".join(lines), ""


@contextmanager
def forwarded_interrupts(process: subprocess.Popen[str]) -> Iterator[None]:
    """Leave an interrupt to the engine, which then finishes what it is in the middle of, instead of dying before it."""
    earlier = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, earlier)
        if process.poll() is None:
            process.terminate()
            process.wait()
