"""Files that hold keys: readable by their owner only, complete or not there, and never written over by accident."""

import os
from pathlib import Path

from operations.errors import OperationError


def write(path: Path, text: str, *, force: bool = False) -> bool:
    """Write a file, and tell whether it was not there already with this content.

    Args:
        path: of the file; folders that are missing are made for their owner only.
        text: its content.
        force: replace a file of another content.

    Raises:
        OperationError: there is another file, or the folder cannot be written.

    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            if path.read_text() == text:
                path.chmod(0o600)
                return False
            if not force:
                msg = f"{path}: there is another file of this name; look at it, then use --force, or another --output"
                raise OperationError(msg)
        partial = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
        partial.rename(path)
    except OSError as error:
        msg = f"{path}: cannot be written: {error.strerror}"
        raise OperationError(msg) from None
    return True
