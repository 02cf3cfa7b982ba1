"""The repository's virtual environment: exactly the locked requirements, or made again."""

import hashlib
import shutil
import subprocess
import sys
import venv
from importlib.util import find_spec
from pathlib import Path

from sandbox.toolchain.errors import ToolchainError
from sandbox.toolchain.paths import REPOSITORY, VIRTUALENV
from sandbox.toolchain.progress import step

MINIMUM = (3, 11)
COMMAND = """\
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -P -m operations "$@"
"""


def fingerprint(lock: bytes) -> str:
    """Return what an environment depends on: the lock, the interpreter and where the repository lies."""
    facts = [lock, sys.version.encode(), str(REPOSITORY).encode(), COMMAND.encode()]
    return hashlib.sha256(b"\0".join(facts)).hexdigest()


def ensure(folder: Path = VIRTUALENV) -> Path:
    """Make the environment unless it is already the right one. Returns its folder.

    An interrupted attempt has no stamp, so the next one starts from nothing.

    Raises:
        ToolchainError: this Python is too old or cannot make environments, or the installation failed.

    """
    lock = (REPOSITORY / "requirements.lock").read_bytes()
    stamp = folder / "arqora.stamp"
    wanted = fingerprint(lock)
    if stamp.exists() and stamp.read_text() == wanted:
        return folder
    require_usable_python()
    with step(f"installing the locked Python packages into {folder.name}"):
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        install(folder)
        enter_repository(folder)
        stamp.write_text(wanted)
    return folder


def require_usable_python() -> None:
    """Refuse an interpreter that cannot carry the project, naming the remedy."""
    if sys.version_info < MINIMUM:
        found = ".".join(str(part) for part in sys.version_info[:3])
        msg = f"python: {found} is too old, 3.11 is the least; install it and run `make PYTHON=python3.11 …`"
        raise ToolchainError(msg)
    if find_spec("ensurepip") is None:
        msg = "python: the venv module has no ensurepip; on Debian: `apt install python3-venv`"
        raise ToolchainError(msg)


def install(folder: Path) -> None:
    """Install the lock with pip, verifying every hash."""
    words: list[str | Path] = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-input"]
    words += ["--disable-pip-version-check", "--no-deps", "--require-hashes", "-r", REPOSITORY / "requirements.lock"]
    result = subprocess.run(words, check=False)
    if result.returncode:
        msg = f"pip could not install requirements.lock (status {result.returncode}, its reason is above); run it again"
        raise ToolchainError(msg)


def enter_repository(folder: Path) -> None:
    """Put the repository's folders on the environment's import path and the `arqora` command into its bin."""
    (packages,) = (folder / "lib").glob("python*/site-packages")
    (packages / "arqora-infra.pth").write_text(f"{REPOSITORY}\n")
    command = folder / "bin" / "arqora"
    command.write_text(COMMAND)
    command.chmod(0o755)
