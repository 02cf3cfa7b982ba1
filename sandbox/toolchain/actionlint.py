"""Builds the linter of GitHub workflows from its pinned Go modules, once; it takes seconds."""

import hashlib
import shutil
from pathlib import Path

from sandbox.toolchain.build import run_go
from sandbox.toolchain.errors import ToolchainError
from sandbox.toolchain.once import built_once
from sandbox.toolchain.paths import PINS, cache
from sandbox.toolchain.progress import step

PIN = "actionlint"
COMMAND = "github.com/rhysd/actionlint/cmd/actionlint"


def target() -> Path:
    """Return the folder of the built program; its name is a digest of the pins."""
    digest = hashlib.sha256(COMMAND.encode())
    for file in sorted((PINS / PIN).glob("go.*")):
        digest.update(file.read_bytes())
    return cache() / PIN / digest.hexdigest()[:16]


def ensure() -> Path:
    """Return the linter, building it at first use.

    Raises:
        ToolchainError: Go is missing, or the build failed.

    """
    folder = target()
    go = shutil.which("go")
    if not folder.exists() and not go:
        raise ToolchainError(
            "actionlint: go is not on PATH, and it is built from its sources; install Go 1.25 or newer"
        )
    return built_once(folder, "actionlint", lambda partial: compile_into(partial, go or "go")) / "actionlint"


def compile_into(folder: Path, go: str) -> None:
    """Compile it."""
    with step("building actionlint from its sources (once; a few seconds)"):
        run_go(go, PIN, "build", "-trimpath", "-ldflags", "-s -w", "-o", str(folder / "actionlint"), COMMAND)
