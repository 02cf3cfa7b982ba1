"""A peer's configuration as files and as QR codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from operations.errors import OperationError
from operations.tunnel import configuration, files, keys, qr
from operations.tunnel.configuration import Link


@dataclass(frozen=True)
class Wanted:
    """In which form somebody wants a configuration."""

    folder: Path
    """For the files."""
    key_path: Path
    """Where the peer keeps its private key, on its own machine."""
    private_key_file: Path | None = None
    """A private key on this machine, to be put into the configuration; only applications need that."""
    picture: Path | None = None
    """For the QR code, an SVG; several links get one each, with its name."""
    force: bool = False
    """Replace files of another content."""


def deliver(links: Sequence[Link], wanted: Wanted) -> list[Path]:
    """Write a peer's configuration and return the files; each is readable by its owner only.

    Raises:
        OperationError: there is another file of that name, the key is not the peer's, or a QR code lacks one.

    """
    if wanted.picture and not wanted.private_key_file:
        raise OperationError(keyless())
    private_key = checked_key(links, wanted.private_key_file) if wanted.private_key_file else None
    written = []
    for link in links:
        path = wanted.folder / f"{link.name}.conf"
        text = (
            configuration.for_application(link, private_key)
            if private_key
            else configuration.for_wg_quick(link, wanted.key_path)
        )
        files.write(path, text, force=wanted.force)
        written.append(path)
        if wanted.picture:
            picture = wanted.picture if len(links) == 1 else beside(wanted.picture, link.name)
            files.write(picture, qr.svg(text), force=wanted.force)
            written.append(picture)
    return written


def drawn(links: Sequence[Link], private_key_file: Path | None) -> list[tuple[str, str]]:
    """Return a QR code for each link, for the terminal, with its title.

    Raises:
        OperationError: there is no private key to put into it, or it is not the peer's.

    """
    if not private_key_file:
        raise OperationError(keyless())
    private_key = checked_key(links, private_key_file)
    return [(link.gateway, qr.terminal(configuration.for_application(link, private_key))) for link in links]


def checked_key(links: Sequence[Link], path: Path) -> str:
    """Return the private key in a file.

    Raises:
        OperationError: it is not the peer's: the gateway would not answer, and nobody would be told why.

    """
    peer, public = links[0].peer, keys.public(path)
    if public != peer.public_key:
        listed = f"tunnel.peers has {peer.public_key}"
        msg = f"{path}: is not {peer.name}'s private key: its public key is {public}, and {listed}"
        raise OperationError(msg)
    return keys.private(path)


def keyless() -> str:
    """Say what a QR code needs."""
    return (
        "a QR code is for an application, which needs the private key in it: name its file with --private-key-file, on "
        "the machine that has it; or make a key in the application itself, and add the public one to tunnel.peers"
    )


def beside(path: Path, name: str) -> Path:
    """Return a path that tells one link's file from the others'."""
    return path.with_name(f"{path.stem}-{name}{path.suffix}")
