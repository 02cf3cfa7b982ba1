"""Run the machines' daemon: `python -m sandbox.machines --help`."""

import argparse
import json
import os
import signal
import sys
import threading
from pathlib import Path

from sandbox.machines import cgroup, image, site, supervisor
from sandbox.machines.driver import Driver
from sandbox.machines.fabric import Fabric
from sandbox.machines.service import Service
from sandbox.machines.tools import Tools
from sandbox.toolchain import debian
from sandbox.toolchain.errors import ToolchainError


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    description = (
        "Boots the servers of a sandbox as machines, in namespaces of their own. Prints one line, `listening on "
        "SOCKET`, when it is ready, and runs until it is stopped; nothing of it stays then. Needs root."
    )
    words = argparse.ArgumentParser("python -m sandbox.machines", description=description)
    words.add_argument("--folder", type=Path, required=True, help="disks, volumes, consoles and the socket")
    return words


def main() -> int:
    """Supervise the daemon until it is stopped."""
    words = parser()
    folder: Path = words.parse_args().folder.resolve()
    if os.geteuid() != 0:
        words.error("booting machines needs root; without it the sandbox runs on API level only")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        tools, nft = Tools.find(), debian.nft()
        images = {"debian-12": image.ensure()}
    except ToolchainError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    room = site.Site(folder, images, tools)

    def daemon(pid: int) -> int:
        return serve(room, Fabric(nft), pid)

    return supervisor.supervised(daemon, lambda: cgroup.sweep(room.mark))


def serve(room: site.Site, fabric: Fabric, pid: int) -> int:
    """Follow pictures until a signal comes.

    Args:
        room: the machines' site.
        fabric: the network; its hosts exist.
        pid: this process as the host sees it.

    """
    driver = Driver(room, fabric)
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    with Service(room.folder / "socket", driver) as service:
        threading.Thread(target=service.serve_forever, daemon=True).start()
        record = {"pid": pid, "fds": {name: each.fd for name, each in fabric.namespaces.items()}}
        partial = room.folder / "namespaces.partial"
        partial.write_text(json.dumps(record))
        partial.rename(room.folder / "namespaces.json")
        print(f"listening on {room.folder / 'socket'}", flush=True)
        stopped.wait()
        driver.close()
        service.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
