"""`python -m benchmarks.frontend`: what `pulumi up` of a front end uploads, as the emulated vendor counted it."""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from benchmarks.frontend import files
from operations.engine import heed_interrupts
from operations.environments import engine
from sandbox import clouds, project, session
from sandbox.folder import REPOSITORY, SandboxFolder

PROGRAM = Path(__file__).parent / "program.py"
UPLOAD = "/workers/assets/upload"


@dataclass(frozen=True)
class Deploy:
    """One `pulumi up`."""

    seconds: float
    files: int
    """Uploaded, as often as they were sent."""
    sent: int
    """Bytes of their contents in base64, as they went over the wire."""


@dataclass
class Bench:
    """A stack with one site, in an emulated cloud of its own."""

    folder: Path
    variables: dict[str, str] = field(repr=False)
    endpoint: str
    seen: int = 0

    def up(self) -> Deploy:
        """Deploy, and count what was uploaded meanwhile.

        Raises:
            RuntimeError: the engine failed; the message has what it printed.

        """
        self.uploads()
        started = time.perf_counter()
        self.run("up", "--yes", "--skip-preview")
        taken = time.perf_counter() - started
        parts = [part for each in self.uploads() for part in each["body"]["parts"]]
        return Deploy(taken, len(parts), sum(part["bytes"] for part in parts))

    def uploads(self) -> list[dict[str, Any]]:
        """Return the uploads of files since the last time it was asked."""
        headers = {"Authorization": f"Bearer {self.variables['CLOUDFLARE_API_TOKEN']}"}
        url = f"{self.endpoint.removesuffix('/client/v4')}/_sandbox/journal?after={self.seen}"
        found: list[dict[str, Any]] = requests.get(url, headers=headers, timeout=60).json()["requests"]
        self.seen = max((each["id"] for each in found), default=self.seen)
        return [each for each in found if each["path"].endswith(UPLOAD)]

    def run(self, *words: str) -> None:
        """Run the engine, which must succeed."""
        command = ["pulumi", *words, "--stack", "bench", "--non-interactive"]
        done = subprocess.run(command, cwd=self.folder, env=self.variables, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stdout[-4000:] + done.stderr[-4000:])


@contextmanager
def bench(site: Path) -> Iterator[Bench]:
    """Give a stack that deploys a directory, and take all of it down afterwards."""
    with tempfile.TemporaryDirectory(prefix="arqora-bench-") as root:
        folder = SandboxFolder(Path(root))
        vendor, unused = clouds.cloudflare(folder), "http://127.0.0.1:1/v1"
        try:
            endpoint = vendor.start().endpoint
            variables = session.variables(folder, engine(), unused, endpoint) | {"SITE": str(site)}
            folder.project.mkdir(parents=True, exist_ok=True)
            runtime = {"name": "python", "options": {"toolchain": "pip", "virtualenv": str(REPOSITORY / ".venv")}}
            project.dump(folder.project / "Pulumi.yaml", {"name": "bench", "runtime": runtime, "main": str(PROGRAM)})
            made = Bench(folder.project, variables, endpoint)
            made.run("stack", "init")
            yield made
        finally:
            vendor.stop()


def main() -> int:
    """Print a line for each deploy."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.frontend", description=__doc__)
    parser.add_argument("--files", type=int, default=500, help="files of the front end")
    parser.add_argument("--changed", type=int, default=5, help="files that the second deploy changes")
    options = parser.parse_args()
    heed_interrupts()
    with tempfile.TemporaryDirectory(prefix="arqora-site-") as root:
        site = Path(root) / "dist"
        files.write(site, options.files)
        count, size = files.size(site)
        print(f"a front end of {count} files, {size / 1e6:.1f} MB", flush=True)
        with bench(site) as stack:
            first = show("first deploy", stack.up(), None)
            files.change(site, options.changed)
            show(f"{options.changed} files changed", stack.up(), first)
            show("nothing changed", stack.up(), first)
    return 0


def show(what: str, deploy: Deploy, whole: Deploy | None) -> Deploy:
    """Print one deploy, compared with one that uploads everything."""
    line = f"  {what:16} {deploy.files:4} files, {deploy.sent / 1e3:9.1f} kB sent, {deploy.seconds:5.1f} s"
    if whole:
        line += f"; all of it would be {whole.files} files, {whole.sent / 1e3:.1f} kB: {deploy.sent / whole.sent:.2%}"
    print(line, flush=True)
    return deploy


if __name__ == "__main__":
    sys.exit(main())
