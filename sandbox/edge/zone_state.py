"""What the edge knows, as it was at one moment: zones, and Workers scripts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Blob:
    """A file's bytes."""

    content: bytes
    media_type: str | None = None


@dataclass(frozen=True)
class Version:
    """An uploaded version of a script."""

    id: str
    assets: Mapping[str, str]
    """The hash of a file's bytes by its path, which begins with a slash."""
    config: Document
    """`html_handling`, `not_found_handling`, `run_worker_first`, and the texts `headers` and `redirects`."""
    module: str = ""
    """The text of its own module, if it has one; such code is never run here."""
    asset_bindings: frozenset[str] = frozenset()
    """The names under which that module has the files."""


@dataclass(frozen=True)
class Script:
    """A Workers script: its versions, and which of them serve."""

    account: str
    name: str
    versions: Mapping[str, Version]
    deployed: tuple[tuple[Version, float], ...]
    """The versions of the newest deployment, each with its share in percent."""
    on_subdomain: bool = False
    """Whether it answers on workers.dev."""
    previews: bool = False
    """Whether its versions do."""

    def version(self, lot: float) -> Version | None:
        """Return the version that serves a request whose lot is at least 0 and below 100. None: nothing is deployed."""
        for version, share in self.deployed:
            lot -= share
            if lot < 0:
                return version
        return self.deployed[-1][0] if self.deployed else None


@dataclass(frozen=True)
class PullCertificate:
    """What the edge shows to origins."""

    certificate: str
    private_key: str = field(repr=False)


@dataclass(frozen=True)
class ZoneState:
    """A zone with all that bears on serving it."""

    id: str
    name: str
    account: str
    status: str
    plan: str
    """Its legacy id: free, pro, business, enterprise."""
    records: tuple[Document, ...]
    """DNS records as the API shows them."""
    settings: Mapping[str, Any]
    """Values of zone settings by id; the vendor's defaults where nothing was set."""
    rules: Mapping[str, tuple[Document, ...]]
    """Enabled rules of the zone's entry point ruleset by phase, in order."""
    bot_management: Document
    routes: tuple[tuple[str, str], ...]
    """Workers routes: the pattern and the script; an empty script switches Workers off for the pattern."""
    domains: Mapping[str, str]
    """Custom domains: the script by hostname."""
    pull_certificate: PullCertificate | None = field(default=None)
    """What the zone shows to its origins; None if Authenticated Origin Pulls is off."""
    pull_certificates: Mapping[str, PullCertificate | None] = field(default_factory=dict)
    """What wins over it, by hostname; None: a hostname for which it is switched off."""
    name_servers: tuple[str, ...] = ()
    """Those it is delegated to."""
    paused: bool = False
    """Whether nothing of it is proxied."""


@dataclass(frozen=True)
class Edge:
    """All zones and scripts."""

    zones: Mapping[str, ZoneState]
    """By name."""
    scripts: Mapping[tuple[str, str], Script]
    """By account and name."""
    subdomains: Mapping[str, str]
    """The account by the label in front of `.workers.dev`."""
    blob: Callable[[str], Blob] = field(repr=False)
    """A file's bytes by hash; raises `KeyError` if they are not stored."""
    origin_authority: str | None = None
    """The certificate of the emulator's Origin CA, PEM."""

    def zone(self, host: str) -> ZoneState | None:
        """Return the zone that a host is in: the longest name that the host ends with."""
        labels = host.lower().rstrip(".").split(".")
        suffixes = (".".join(labels[start:]) for start in range(len(labels)))
        return next((self.zones[suffix] for suffix in suffixes if suffix in self.zones), None)
