"""Runs programs in a tree that becomes an image, in namespaces that end with the program."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from sandbox.toolchain.errors import ToolchainError

ALONE = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private")
"""Whatever it starts or mounts is gone afterwards, so a tree can be removed without looking."""
INSIDE = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "DEBIAN_FRONTEND": "noninteractive",
    "LC_ALL": "C.UTF-8",
    "HOME": "/root",
}


def run_beside(words: Sequence[str | Path], environment: Mapping[str, str]) -> None:
    """Run a program of the host that works on the tree.

    Raises:
        ToolchainError: it failed; the message has the end of what it printed.

    """
    run([*ALONE, *words], environment, str(words[0]).rpartition("/")[2])


def run_inside(root: Path, words: Sequence[str]) -> None:
    """Run a program of the tree in it.

    Raises:
        ToolchainError: it failed; the message has the end of what it printed.

    """
    run([*ALONE, f"--root={root}", "--mount-proc", *words], INSIDE, " ".join(words[:2]))


def run(words: Sequence[str | Path], environment: Mapping[str, str], what: str) -> None:
    """Run a command; say how its output ended if it failed."""
    result = subprocess.run(
        words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if result.returncode:
        tail = "\n".join(result.stdout.decode(errors="replace").strip().splitlines()[-12:])
        msg = f"the image was not built: {what} failed with status {result.returncode}:\n{tail}\n"
        raise ToolchainError(
            msg + "Mend the cause (`apt-get update` on the host shows whether its mirror answers) and repeat."
        )
