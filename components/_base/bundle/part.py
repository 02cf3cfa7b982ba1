"""What a component contributes to a host. Plain values, the texts of secrets aside."""

from dataclasses import dataclass, field
from typing import Literal

import pulumi

SECRETS = "/run/arqora/secrets"
"""Where secrets lie on a host: a file system in memory."""


@dataclass(frozen=True)
class File:
    """A file as it should be on the host."""

    path: str
    text: str
    mode: int = 0o644
    owner: str = "root"
    group: str = "root"


@dataclass(frozen=True)
class Secret:
    """A secret as a file in memory, below `/run/arqora/secrets/`.

    On disk it exists only encrypted with the host's own key; `arqora-secrets.service` decrypts it at each boot, so a
    reboot needs no operator.
    """

    path: str
    text: pulumi.Output[str] = field(repr=False)
    mode: int = 0o600
    owner: str = "root"
    group: str = "root"


@dataclass(frozen=True)
class Unit:
    """A systemd unit as it should be. Its own file, if a part has one, is watched without being named."""

    name: str
    watches: tuple[str, ...] = ()
    """Paths of files and secrets in the bundle; when one changes, the unit is restarted or reloaded."""
    change: Literal["restart", "reload", "none"] = "restart"
    """What a change needs. A change of the unit's own file always restarts it, unless this is `none`."""
    state: Literal["running", "enabled", "oneshot", "masked", "stopped"] = "running"
    """`running`: enabled and active. `enabled`: at the next boot, or when others start it. `oneshot`: enabled, and run
    once now and after each change. `masked`: cannot be started by anybody. `stopped`: disabled and inactive."""


@dataclass(frozen=True)
class Check:
    """A program that must end with exit code 0."""

    words: tuple[str, ...]
    """In a check before the swap, `{/etc/x}` inside a word stands for the staged copy of that file."""
    reason: str
    """What it would mean if it failed, as the error says it."""
    when: Literal["before", "after"]
    """`before`: validates staged files; nothing has changed yet. `after`: health; a failure rolls everything back."""
    seconds: int = 10
    """How long it may take; one of `after` is repeated until then."""
    unit: str | None = None
    """The unit that takes its files up again when a check of `after` fails though none of them has changed: what runs
    has drifted from them."""


@dataclass(frozen=True)
class Part:
    """What one concern contributes to a host, such as `ssh` or `postgres`."""

    name: str
    packages: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    secrets: tuple[Secret, ...] = ()
    units: tuple[Unit, ...] = ()
    """In the order in which they are to be started; parts are taken in the order in which they are joined."""
    checks: tuple[Check, ...] = ()
