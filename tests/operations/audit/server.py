"""An SSH server for a namespace of a test: runs what a client asks for as root, with a `sudo` that has nothing to do.

Run as a program: port, host key file, authorized keys file, folder for the `sudo`. Runs until it is killed.
"""

import asyncio
import os
import sys
from pathlib import Path

import asyncssh

SUDO = '#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n'


async def shell(process: "asyncssh.SSHServerProcess[bytes]", folder: Path) -> None:
    """Run one command."""
    pipe = asyncio.subprocess.PIPE
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    child = await asyncio.create_subprocess_shell(
        process.command or "", stdin=pipe, stdout=pipe, stderr=pipe, env=environment
    )
    output, errors = await child.communicate(await process.stdin.read())
    process.stdout.write(output)
    process.stderr.write(errors)
    process.exit(child.returncode or 0)


async def main(port: int, key: str, authorized: str, folder: Path) -> None:
    """Serve."""
    folder.mkdir()
    sudo = folder / "sudo"
    sudo.write_text(SUDO)
    sudo.chmod(0o755)
    async with asyncssh.listen(
        "",
        port,
        server_host_keys=[key],
        authorized_client_keys=authorized,
        process_factory=lambda process: shell(process, folder),
        encoding=None,
    ):
        print("ready", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4])))
