"""What tests of operations share."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from operations.vantage import Vantage


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[Vantage]:
    """An SSH agent that holds the operator's key, and a home without any SSH configuration."""
    socket = tmp_path / "agent"
    process = subprocess.Popen(["ssh-agent", "-D", "-a", socket], stdout=subprocess.DEVNULL)
    variables = {**os.environ, "SSH_AUTH_SOCK": str(socket), "HOME": str(tmp_path)}
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "key"], check=True)
    while not socket.exists():
        assert process.poll() is None
    subprocess.run(["ssh-add", "-q", tmp_path / "key"], env=variables, check=True)
    (tmp_path / "key").unlink()
    yield Vantage("this machine", (), variables)
    process.terminate()
    process.wait()
