"""`make lock`: pins every requirement with its hashes, and without any address."""

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from sandbox.toolchain.errors import ToolchainError
from sandbox.toolchain.paths import REPOSITORY
from sandbox.toolchain.progress import step

PIP_TOOLS = "pip-tools==7.6.2"
OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--strip-extras",
    "--allow-unsafe",
    "--no-header",
    "--no-emit-options",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
)


def main() -> int:
    """Write requirements.lock."""
    words = argparse.ArgumentParser(prog="python -m sandbox.toolchain.lock", description=__doc__)
    words.add_argument("--upgrade", action="store_true", help="take the newest versions instead of keeping the pins")
    upgrade = words.parse_args().upgrade
    try:
        lock(["--upgrade"] if upgrade else [])
    except ToolchainError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


def lock(more: list[str]) -> None:
    """Resolve the requirements in an environment of their own, and replace the lock if it came out right.

    Raises:
        ToolchainError: they cannot be resolved, or the result names an address.

    """
    with step("resolving the requirements"), tempfile.TemporaryDirectory(prefix="arqora-lock-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PIP_TOOLS])
        result = Path(folder) / "requirements.lock"
        current = REPOSITORY / "requirements.lock"
        if current.exists():
            result.write_bytes(current.read_bytes())
        sources = ["pyproject.toml", "requirements.in"]
        run([str(python), "-m", "piptools", "compile", *OPTIONS, *more, "--output-file", str(result), *sources])
        content = without_addresses(result.read_text())
        partial = current.with_suffix(".partial")
        partial.write_text(content)
        partial.rename(current)


def run(words: list[str]) -> None:
    """Run a command in the repository.

    Raises:
        ToolchainError: it failed.

    """
    if subprocess.run(words, cwd=REPOSITORY, check=False).returncode:
        raise ToolchainError(f"{' '.join(words[1:4])} failed; its reason is above, requirements.lock is as it was")


def without_addresses(content: str) -> str:
    """Return a lock, without what pip-compile says of the command and its paths.

    Raises:
        ToolchainError: a line names an address: a lock is the same wherever the packages come from.

    """
    lines = content.splitlines()
    for number, line in enumerate(lines, 1):
        if "://" in line:
            raise ToolchainError(f"requirements.lock:{number}: an address in {line.strip()!r}; pin a released version")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
