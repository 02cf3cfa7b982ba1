"""Switching servers on and off."""

import time

from sandbox.plugins.hcloud.api import Api

SHUTDOWN_SECONDS = 30
"""How long a server may take to shut down before it is deleted anyway; as in the official provider."""


def on(api: Api, server: str) -> None:
    """Switch it on."""
    api.act(f"/servers/{server}/actions/poweron")


def off(api: Api, server: str) -> bool:
    """Switch it off; the answer tells whether it was on."""
    found = api.get(f"/servers/{server}")
    if found is None or found["server"]["status"] == "off":
        return False
    api.act(f"/servers/{server}/actions/poweroff")
    return True


def shut_down(api: Api, server: str) -> None:
    """Ask its system to shut down, and wait for that for a while."""
    api.act(f"/servers/{server}/actions/shutdown", settled=frozenset({"not_found"}))
    deadline = time.monotonic() + SHUTDOWN_SECONDS
    while time.monotonic() < deadline:
        found = api.get(f"/servers/{server}")
        if found is None or found["server"]["status"] == "off":
            return
        time.sleep(api.configuration.poll_seconds)
