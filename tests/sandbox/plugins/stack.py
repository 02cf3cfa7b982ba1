"""A stack of a trial program that the real engine takes through its life."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

NOBODY = "http://127.0.0.1:1/v1"
"""Where no vendor answers, for programs that do not ask it."""


@dataclass(frozen=True)
class Stack:
    """A stack in a folder of its own."""

    folder: Path
    variables: Mapping[str, str] = field(repr=False)

    def begin(self, program: str) -> None:
        """Write the program and make the stack."""
        (self.folder / "Pulumi.yaml").write_text("name: trial\nruntime: python\n")
        (self.folder / "__main__.py").write_text(program)
        self.run("stack", "init")

    def run(self, *words: str, fails: bool = False, step: int = 1) -> str:
        """Run the engine, which must succeed, or must not. Returns what it printed, in a failure also its errors.

        Args:
            words: of the command.
            fails: it must not succeed.
            step: of the program, for those that have more than one.

        """
        done = subprocess.run(
            ["pulumi", *words, "--non-interactive", "--stack", "dev"],
            cwd=self.folder,
            env={**self.variables, "STEP": str(step)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert bool(done.returncode) == fails, done.stdout + done.stderr
        return done.stdout + (done.stderr if fails else "")
