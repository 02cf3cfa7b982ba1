"""Builds the pinned engine from Go modules, once, into a cache that the pins name."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from sandbox.toolchain.engine import LANGUAGE_HOST, PINNED, RANGE, Engine
from sandbox.toolchain.errors import ToolchainError
from sandbox.toolchain.once import built_once
from sandbox.toolchain.paths import PINS, cache
from sandbox.toolchain.progress import step

SDK = "github.com/pulumi/pulumi/sdk/v3"
PULUMI = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
LANGUAGE = f"{SDK}/python/cmd/pulumi-language-python"
SCRIPTS = ("python/cmd/pulumi-language-python-exec", "python/dist/pulumi-resource-pulumi-python")
ENGINE_PINS = ("engine", "language")
FLAGS = ("-trimpath", "-ldflags", f"-s -w -X {SDK}/go/common/version.Version=v{PINNED}")
LEAST_GO = (1, 24)
NEITHER = """\
pulumi: {reason}, and it cannot be built: {obstacle}. Either
  install Pulumi {range} (https://www.pulumi.com/docs/install/) and put it on PATH, or
  install Go {go} or newer (https://go.dev/doc/install), and the pinned {pinned} is built from its sources."""


def recipe() -> str:
    """Return the name of what would be built: a digest of the pins and of how they are compiled."""
    digest = hashlib.sha256(repr((PINNED, FLAGS, SCRIPTS)).encode())
    for pin in ENGINE_PINS:
        for file in sorted((PINS / pin).glob("go.*")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def target() -> Path:
    """Return the folder of the built executables."""
    return cache() / "toolchain" / recipe()


def built() -> Engine | None:
    """Return the engine of the cache, if it is there. A folder appears there only when it is complete."""
    pulumi = target() / "pulumi"
    return Engine(pulumi, f"v{PINNED}", "built") if pulumi.exists() else None


def make(reason: str) -> Engine:
    """Build the engine and its Python language host.

    Args:
        reason: why it has to be built, a clause for the error message.

    Raises:
        ToolchainError: Go is missing or too old, or a build failed.

    """
    go = require_go(reason)
    folder = built_once(target(), "the same engine", lambda partial: compile_into(partial, go))
    return Engine(folder / "pulumi", f"v{PINNED}", "built")


def require_go(reason: str) -> str:
    """Return the `go` to build with, or say both ways out."""
    go = shutil.which("go")
    obstacle = "go is not on PATH"
    if go:
        answer = subprocess.run([go, "env", "GOVERSION"], capture_output=True, text=True, check=False)
        version = answer.stdout.strip().removeprefix("go")
        numbers = version.split("-")[0].split(".")[:2]
        if len(numbers) == 2 and all(n.isdigit() for n in numbers) and tuple(map(int, numbers)) >= LEAST_GO:
            return go
        obstacle = f"{go} is {version or 'of an unknown version'}"
    least = ".".join(map(str, LEAST_GO))
    raise ToolchainError(NEITHER.format(reason=reason, obstacle=obstacle, range=RANGE, go=least, pinned=PINNED))


def compile_into(folder: Path, go: str) -> None:
    """Compile both executables and copy the scripts that belong to them."""
    with step(f"building pulumi {PINNED} from its sources (once; four minutes on two cores)"):
        run_go(go, "engine", "build", *FLAGS, "-o", str(folder / "pulumi"), PULUMI)
    with step("building its Python language host"):
        run_go(go, "language", "build", "-trimpath", "-o", str(folder / LANGUAGE_HOST), LANGUAGE)
    module = Path(run_go(go, "engine", "list", "-m", "-f", "{{.Dir}}", SDK).strip())
    for script in SCRIPTS:
        copy = folder / Path(script).name
        shutil.copyfile(module / script, copy)
        copy.chmod(0o755)


def run_go(go: str, pin: str, *words: str) -> str:
    """Run Go in one pin's module, with the committed checksums and no setting of the user's that changes code."""
    environment = {**os.environ, "GOFLAGS": "-mod=readonly", "GOWORK": "off", "CGO_ENABLED": "0"}
    result = subprocess.run([go, *words], cwd=PINS / pin, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        tail = "\n".join(result.stderr.strip().splitlines()[-8:])
        msg = (
            f"go {words[0]} in {pin} failed with status {result.returncode}:\n{tail}\nMend the cause and run it again."
        )
        raise ToolchainError(msg)
    return result.stdout
