"""A client of the control interface: asks a running emulator for faults, limits, its journal, a reset."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from sandbox.emulator.faults import Fault


class ControlError(RuntimeError):
    """The emulator refused what it was asked; the message says why."""


@dataclass(frozen=True)
class Control:
    """A running emulator."""

    endpoint: str
    """As the API's clients get it, with `/v1`."""
    token: str = field(repr=False)

    def fault(self, fault: Fault) -> int:
        """Ask for a fault; returns its id."""
        return int(self._call("POST", "/faults", fault.model_dump())["id"])

    def faults(self) -> list[dict[str, Any]]:
        """Return the faults with how many requests they saw and struck."""
        return list(self._call("GET", "/faults")["faults"])

    def clear_faults(self, identity: int | None = None) -> None:
        """Take one fault back, or all."""
        self._call("DELETE", "/faults" if identity is None else f"/faults/{identity}")

    def set(
        self,
        *,
        quotas: dict[str, int] | None = None,
        requests_per_hour: int | None = None,
        action_seconds: float | None = None,
    ) -> None:
        """Change quotas (by resource in the plural), the rate limit, how long actions take."""
        settings = {"quotas": quotas, "requests_per_hour": requests_per_hour, "action_seconds": action_seconds}
        self._call("PUT", "/settings", {key: value for key, value in settings.items() if value is not None})

    def reset(self) -> None:
        """Forget everything but the journal: resources, actions, faults, quotas."""
        self._call("POST", "/reset")

    def resources(self) -> dict[str, int]:
        """Count the resources by kind, in the singular; kinds without any are absent."""
        return dict(self._call("GET", "/state")["resources"])

    def actions(self) -> dict[str, int]:
        """Count the actions by status."""
        return dict(self._call("GET", "/state")["actions"])

    def journal(self, after: int = 0) -> list[dict[str, Any]]:
        """Return the requests that came after one, oldest first, with their outcome."""
        return list(self._call("GET", f"/journal?after={after}")["requests"])

    def _call(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        request = urllib.request.Request(  # noqa: S310 (the endpoint is the emulator's own)
            self.endpoint.removesuffix("/v1") + "/_sandbox" + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request) as response:  # noqa: S310 (as above)
                answer: dict[str, Any] = json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                raise ControlError(f"{method} {path}: {error.code} {error.read().decode()}") from None
        return answer
