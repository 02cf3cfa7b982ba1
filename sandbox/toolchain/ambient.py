"""The `pulumi` that the machine has already, if it fits."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from sandbox.toolchain.engine import LANGUAGE_HOST, RANGE, REASON, Engine, compatible, parse


def find() -> Engine | None:
    """Return the `pulumi` on PATH if it is compatible and has its Python language host."""
    found = shutil.which("pulumi")
    if not found:
        return None
    version = version_of(Path(found))
    if not version or not compatible(version):
        return None
    pulumi = Path(found).resolve()
    if not (pulumi.parent / LANGUAGE_HOST).exists() and not shutil.which(LANGUAGE_HOST):
        return None
    return Engine(pulumi, "v" + ".".join(str(part) for part in version), "PATH")


def why_not() -> str:
    """Explain in a clause why no `pulumi` of PATH is used."""
    found = shutil.which("pulumi")
    if not found:
        return "no pulumi is on PATH"
    version = version_of(Path(found))
    if not version:
        return f"{found} does not tell its version"
    if not compatible(version):
        stated = ".".join(str(part) for part in version)
        return f"{found} is {stated}, outside {RANGE} ({REASON})"
    return f"{found} has no {LANGUAGE_HOST} beside it"


def version_of(pulumi: Path) -> tuple[int, int, int] | None:
    """Ask a `pulumi` for its version, keeping it from any home of the user's."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "PULUMI_HOME": home, "PULUMI_SKIP_UPDATE_CHECK": "true"}
        try:
            result = subprocess.run(
                [pulumi, "version"], env=environment, capture_output=True, text=True, timeout=60, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
    return parse(result.stdout) if result.returncode == 0 else None
