"""Secrets of the sandbox: made once, readable by their owner only."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

TOKEN_CHARACTERS = 64
"""The official Hetzner clients refuse a token of any other length (terraform-provider-hcloud, provider.go)."""


def token() -> str:
    """Make a random token."""
    return secrets.token_hex(TOKEN_CHARACTERS // 2)


def ensure(path: Path, make: Callable[[], str] = token) -> str:
    """Return the secret in a file, making it at first use. Never half written: it appears complete or not at all."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(make())
        partial.rename(path)
    return path.read_text()
