"""Copies files and directories to a host over SFTP."""

from pathlib import Path, PurePosixPath

import asyncssh

from sandbox.plugins.framework.errors import Outcome, PluginError


async def upload(host: asyncssh.SSHClientConnection, urn: str, source: str, remote_path: str) -> None:
    """Copy what is at a local path.

    A file goes to the remote path, or into it if that is a directory there. A directory goes into the remote path,
    which is made if it is missing; with a `/` at the end of the source only its contents do.

    Raises:
        PluginError: it is not there, or the host refuses.

    """
    local, remote = Path(source), PurePosixPath(remote_path)
    if not local.exists():
        raise PluginError(f"{urn}: {source!r} does not exist on this machine")
    try:
        async with host.start_sftp_client() as sftp:
            if not local.is_dir():
                target = remote / local.name if await sftp.isdir(remote) else remote
                await sftp.put(local, target)
                return
            await _make_directory(sftp, remote)
            await _copy_contents(sftp, local, remote if source.endswith("/") else remote / local.name)
    except (asyncssh.Error, OSError) as error:
        raise PluginError(f"{urn}: {source!r} not copied to {remote_path!r}: {error}", Outcome.UNKNOWN) from None


async def upload_text(host: asyncssh.SSHClientConnection, urn: str, text: str, remote_path: str) -> None:
    """Write a text to a file of the host.

    Raises:
        PluginError: the path is a directory there, or the host refuses.

    """
    try:
        async with host.start_sftp_client() as sftp:
            if await sftp.isdir(remote_path):
                raise PluginError(
                    f"{urn}: remotePath: {remote_path!r} is a directory there; a text needs a file's name"
                )
            async with sftp.open(remote_path, "wb") as file:
                await file.write(text.encode())
    except (asyncssh.Error, OSError) as error:
        raise PluginError(f"{urn}: text not written to {remote_path!r}: {error}", Outcome.UNKNOWN) from None


async def _copy_contents(sftp: asyncssh.SFTPClient, local: Path, remote: PurePosixPath) -> None:
    await _make_directory(sftp, remote)
    for entry in sorted(local.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            await _copy_contents(sftp, entry, remote / entry.name)
        else:
            await sftp.put(entry, remote / entry.name)


async def _make_directory(sftp: asyncssh.SFTPClient, path: PurePosixPath) -> None:
    if not await sftp.isdir(path):
        await sftp.mkdir(path)
