"""A real browser without a window: Debian's Chromium headless shell, the system's or one unpacked into the cache."""

import json
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sandbox.toolchain import debian

PACKAGE = "chromium-headless-shell"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--enable-logging=stderr",
)
CONSOLE = re.compile(r":CONSOLE[:(]\d+\)?\] (.*)")


@dataclass(frozen=True)
class Shown:
    """What a page became in the browser."""

    dom: str
    """The document after everything ran, as HTML."""
    console: list[str]
    """What it wrote, errors of its policy included."""
    requested: list[str]
    """Everything that was fetched, the page itself aside."""
    picture: bytes
    """A PNG."""


def show(page: Path, width: int = 1280, height: int = 2000, *, dark: bool = False) -> Shown:
    """Open a page in a new browser and return what it became."""
    with tempfile.TemporaryDirectory() as folder:
        log, picture = Path(folder) / "net.json", Path(folder) / "picture.png"
        size = (f"--window-size={width},{height}", f"--blink-settings=preferredColorScheme={0 if dark else 1}")
        dumped = run(folder, *size, f"--log-net-log={log}", "--dump-dom", page.as_uri())
        run(folder, *size, f"--screenshot={picture}", page.as_uri())
        return Shown(
            dom=dumped.stdout,
            console=CONSOLE.findall(dumped.stderr),
            requested=[each for each in requests(log) if each != page.as_uri()],
            picture=picture.read_bytes(),
        )


def run(folder: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the browser."""
    program = debian.program(PACKAGE, PACKAGE)
    path, environment = program.path, program.environment
    if program.root:  # its /usr/bin has a script that names the system's folders
        path = program.root / "usr" / "lib" / "chromium" / PACKAGE
        folders = [*program.libraries, *(each / "pulseaudio" for each in program.libraries)]
        environment = environment | {"LD_LIBRARY_PATH": os.pathsep.join(map(str, folders))}
    command = [str(path), *FLAGS, f"--user-data-dir={folder}/profile", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)


def requests(log: Path) -> list[str]:
    """Return the addresses that a network log says were asked for."""
    events = json.loads(log.read_text())["events"]
    return [each["params"]["url"] for each in events if "url" in each.get("params", {})]
