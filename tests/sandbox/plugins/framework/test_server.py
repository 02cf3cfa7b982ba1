"""A plugin ends when the engine says so, and when the engine is gone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.plugins.framework.client import REPOSITORY


@pytest.mark.parametrize("plugin", ["command", "hcloud", "random"])
@pytest.mark.parametrize("disposition", ["SIG_DFL", "SIG_IGN"])
def test_an_interrupt_ends_it_even_where_a_shell_has_it_ignored(plugin: str, disposition: str) -> None:
    ignored = f"signal.signal(signal.SIGINT, signal.{disposition})"
    start = f"import signal, os, sys; {ignored}; os.execv(sys.argv[1], sys.argv[1:])"
    words = [sys.executable, "-c", start, sys.executable, "-P", "-m", f"sandbox.plugins.{plugin}", "127.0.0.1:1"]
    variables = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=variables, cwd=REPOSITORY) as process:
        assert process.stdout
        assert int(process.stdout.readline()) > 0
        process.send_signal(signal.SIGINT)
        assert process.wait() in {0, 130}


def test_it_ends_when_the_engine_is_killed() -> None:
    engine = "import subprocess, sys, time; subprocess.Popen(sys.argv[1:]); time.sleep(600)"
    plugin = [sys.executable, "-P", "-m", "sandbox.plugins.random", "127.0.0.1:1"]
    variables = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    words = [sys.executable, "-c", engine, *plugin]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=variables, cwd=REPOSITORY) as process:
        assert process.stdout
        assert int(process.stdout.readline()) > 0
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        process.kill()
        assert process.stdout.read() == ""  # its end: nobody holds the pipe any more
    assert children
