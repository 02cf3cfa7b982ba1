"""Where the toolchain keeps things."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
VIRTUALENV = REPOSITORY / ".venv"
PINS = Path(__file__).resolve().parent / "pins"


def cache() -> Path:
    """Return the folder for what is expensive to build: outside every checkout, one per user.

    `ARQORA_CACHE` names another one; else `XDG_CACHE_HOME` is honoured.
    """
    explicit = os.environ.get("ARQORA_CACHE")
    if explicit:
        return Path(explicit).expanduser().resolve()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "arqora"
