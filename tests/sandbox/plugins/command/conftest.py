"""The plugin as a process, and an SSH server inside of the test's process that runs what it is told to."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from sandbox.plugins.framework.client import Client

USER = "deploy"
PASSWORD = "correct horse"


@pytest.fixture
def command(start_plugin: Callable[..., Client], tmp_path: Path) -> Client:
    """Return the plugin, configured."""
    return start_plugin("command", environment={"SSH_AUTH_SOCK": "", "HOME": str(tmp_path)})


@dataclass
class Host:
    """A host on loopback whose shell is this machine's."""

    port: int
    host_key: str
    private_key: str
    logins: list[str] = field(default_factory=list)

    def connection(self, **changes: object) -> dict[str, Any]:
        """Return the property `connection` for it; a None takes a member away."""
        members = {
            "host": "127.0.0.1",
            "port": self.port,
            "user": USER,
            "privateKey": self.private_key,
            "hostKey": self.host_key,
            "dialErrorLimit": 0,
            **changes,
        }
        return {name: value for name, value in members.items() if value is not None}


class _Doorman(asyncssh.SSHServer):
    def __init__(self, host: Host) -> None:
        self.host = host

    def begin_auth(self, username: str) -> bool:
        self.host.logins.append(username)
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)

    def connection_requested(self, *_: object) -> bool:
        return True


async def _shell(process: "asyncssh.SSHServerProcess[bytes]") -> None:
    environment = {key: str(value) for key, value in process.env.items()}
    child = await asyncio.create_subprocess_exec(
        "/bin/sh",
        "-c",
        process.command or "",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={"PATH": "/usr/bin:/bin", **environment},
    )
    try:
        stdout, stderr = await child.communicate(await process.stdin.read())
    except asyncio.CancelledError:
        child.kill()
        raise
    process.stdout.write(stdout)
    process.stderr.write(stderr)
    process.exit(child.returncode or 0)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """Return a running host."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server_key, user_key = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    public = user_key.export_public_key().decode()
    found = Host(0, server_key.export_public_key().decode(), user_key.export_private_key().decode())

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_host_keys=[server_key],
            authorized_client_keys=asyncssh.import_authorized_keys(public),
            server_factory=lambda: _Doorman(found),
            process_factory=_shell,
            sftp_factory=True,
            encoding=None,
        )

    async def close(acceptor: asyncssh.SSHAcceptor) -> None:
        acceptor.close()
        await acceptor.wait_closed()

    acceptor = asyncio.run_coroutine_threadsafe(listen(), loop).result()
    found.port = acceptor.get_port()
    yield found
    asyncio.run_coroutine_threadsafe(close(acceptor), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()
