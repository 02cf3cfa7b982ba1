"""The rescue system: the same Debian, with nothing of the server's, and open to whoever asked for it."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

FILES = Path(__file__).parent / "rescue_files"


@dataclass(frozen=True)
class Rescue:
    """What the vendor is told when a server shall boot into the rescue system."""

    keys: tuple[str, ...]
    """Public keys that may log in as root."""
    password: str = field(default="", repr=False)
    """Of root at the console; empty: nobody logs in there."""


def layer(rescue: Rescue, folder: Path) -> Path:
    """Lay the rescue system's own files over the image; return the layer. Its changes are kept in memory only."""
    made = folder / "rescue-layer"
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(FILES, made, symlinks=True)
    for directory, _, files in os.walk(made):
        Path(directory).chmod(0o755)
        for name in files:
            file = Path(directory, name)
            if not file.is_symlink():
                file.chmod(0o755 if file.parent.name == "sbin" else 0o644)
    keys = made / "root" / ".ssh" / "authorized_keys"
    keys.parent.mkdir(parents=True, mode=0o700)
    keys.parent.parent.chmod(0o700)
    keys.write_text("".join(f"{key.strip()}\n" for key in rescue.keys))
    keys.chmod(0o600)
    if rescue.password:
        password = made / "root" / ".password"
        password.touch(mode=0o600)
        password.write_text(f"root:{rescue.password}\n")
    return made
