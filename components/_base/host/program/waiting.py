"""Waits for the first boot to be over."""

import json
from pathlib import Path
from typing import Any

from .failure import Failure
from .voice import say
from .words import run

SECONDS = 600
RESULT = Path("/run/cloud-init/result.json")
"""Written in each boot when cloud-init is done."""
DISABLED = Path("/run/cloud-init/disabled")


def for_cloud_init() -> None:
    """Wait until cloud-init is done. What went wrong in it is said, and is for the bundle to repair.

    Raises:
        Failure: it takes too long.

    """
    if not Path("/usr/bin/cloud-init").exists() or DISABLED.exists():
        return
    if not RESULT.exists():
        say("cloud-init: waiting for the first boot to be over")
        ended = run(["cloud-init", "status", "--wait"], SECONDS)
        if ended.code is None:
            reason = f"is not done after {SECONDS} s; look at /var/log/cloud-init-output.log on the console"
            raise Failure("cloud-init", reason)
    for error in errors():
        say(f"cloud-init: had an error: {error}")


def errors() -> list[str]:
    """Return what cloud-init complained of."""
    try:
        found: dict[str, Any] = json.loads(RESULT.read_text())
    except (FileNotFoundError, ValueError):
        return []
    return [str(each) for each in found.get("v1", {}).get("errors", [])]
