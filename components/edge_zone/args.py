"""The arguments of a zone at the edge. `EdgeZoneSettings` is what people write; the rest is wired in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import pulumi
from pydantic import Field

from .._base.args import Args
from .._base.pull_certificate import PullCertificate
from . import health_checks, hsts, names, pulls, records, settings, sites, tokens, tunnels
from .bots import Bots
from .capabilities import Plan, WorkersPlan
from .domain import Domain
from .existing import ExistingRuleset, owners
from .health_checks import HealthCheck
from .hsts import Step
from .names import DomainName, Host
from .notifications import Notifications
from .phases import limits, redirects
from .phases.caching import Cache
from .phases.firewall import Firewall
from .phases.headers import Headers
from .phases.limits import RateLimit
from .phases.managed import Managed
from .phases.redirects import Redirect
from .phases.rule import CACHE, FIREWALL, HEADERS, LIMITS, MANAGED, REDIRECTS, Rule, RuleName
from .records import Issuance, Mail, Origin, Record, Verification
from .settings import Content, Tls
from .sites import Site
from .tokens import Token
from .tunnels import Tunnel


class EdgeZoneSettings(Args):
    """What people decide about a zone."""

    zone: DomainName
    account_id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    plan: Plan
    """Bought outside the program: what it lacks is refused while planning."""
    workers_plan: WorkersPlan = "free"
    """Of the account, for sites."""
    protect: bool = False
    """The zone cannot be destroyed before this is taken back."""
    verifications: dict[RuleName, Verification] = Field(default_factory=dict)
    mail: Mail = Mail()
    issuance: Issuance = Issuance()
    tls: Tls = Tls()
    hsts: Annotated[tuple[Step, ...], Field(min_length=1)]
    """The history of the promise to browsers; the last step is in force. A new zone starts with `minutes`."""
    content: Content = Content()
    managed: Managed = Managed()
    firewall: Firewall = Firewall()
    rate_limits: dict[RuleName, RateLimit] = limits.DEFAULT
    bots: Bots = Bots()
    cache: Cache = Cache()
    headers: Headers = Headers()
    redirects: dict[RuleName, Redirect] = Field(default_factory=dict)
    sites: dict[Host, Site] = Field(default_factory=dict)
    """Host -> site that the edge serves itself."""
    tunnels: dict[RuleName, Tunnel] = Field(default_factory=dict)
    health_checks: dict[Host, HealthCheck] = Field(default_factory=dict)
    notifications: Notifications | None = None
    tokens: dict[RuleName, Token] = Field(default_factory=dict)


class EdgeZoneArgs(EdgeZoneSettings):
    """A zone, wired to its origins."""

    domain: Domain | None = None
    """The zone, where something else needed it first; it is made with the rest otherwise."""
    origins: Mapping[Host, tuple[Origin, ...]] = Field(default_factory=dict)
    """Host of a service -> where it is."""
    pull_certificates: Mapping[int, PullCertificate] = Field(default_factory=dict)
    """Generation -> the certificate by which the edge proves to origins that it is ours."""
    after: Sequence[pulumi.Resource] = ()
    """What has to be there before the edge shows a new certificate: the origins that admit it."""
    existing: tuple[ExistingRuleset, ...] = ()
    """Rulesets that the vendor lists for the zone."""
    today: date
    """In UTC."""

    def records(self) -> tuple[Record, ...]:
        """Return all records, tunnels' aside: their names are known when they exist."""
        return (
            *records.services(self.origins, self.zone),
            *records.nowhere(self._redirected(), self.zone),
            *records.verifications(self.verifications, self.zone),
            *records.mail(self.mail, self.zone),
            *records.issuance(self.issuance, self.zone),
        )

    def tunnel_records(self) -> dict[str, tuple[Record, ...]]:
        """Return the records that lead to tunnels, without their contents."""
        return {
            name: tuple(
                Record(f"{names.key(host, self.zone)}-tunnel", names.full(host, self.zone), "CNAME", proxied=True)
                for host in tunnel.services
            )
            for name, tunnel in self.tunnels.items()
        }

    def settings(self) -> dict[str, Any]:
        """Return the zone's settings and their values."""
        return settings.values(self.tls, self.content, self.hsts)

    def phases(self) -> dict[str, list[Rule]]:
        """Return the rules of every phase that has some."""
        found = {
            REDIRECTS: list(redirects.rules(self.redirects, self.zone)),
            FIREWALL: list(self.firewall.all()),
            LIMITS: list(limits.rules(self.rate_limits, self.zone)),
            MANAGED: list(self.managed.rules(self.plan)),
            CACHE: list(self.cache.all(self.zone)),
            HEADERS: list(self.headers.rules(self.zone)),
        }
        return {phase: rules for phase, rules in found.items() if rules}

    def problems(self, name: str = "edge") -> list[str]:
        """Return everything that is wrong, one line each.

        Args:
            name: of the component: its rulesets are called after it.

        """
        plan, zone = self.plan, self.zone
        found = [
            *self._records(),
            *records.mail_problems("mail", self.mail),
            *hsts.problems("hsts", self.hsts, self.today),
            *self.managed.problems("managed", plan),
            *self.firewall.problems("firewall", plan),
            *limits.problems("rate_limits", self.rate_limits, plan, zone),
            *self.bots.problems("bots", plan),
            *self.cache.problems("cache", plan, zone),
            *self.headers.problems("headers", plan, zone),
            *redirects.problems("redirects", self.redirects, plan, zone),
            *tunnels.problems("tunnels", self.tunnels, zone),
            *health_checks.problems("health_checks", self.health_checks, plan, self.origins),
            *tokens.problems("tokens", self.tokens, self.today),
            *pulls.problems("pull_certificates", self.pull_certificates, self.today),
            *owners(name, self.phases(), self.existing),
        ]
        if self.notifications:
            found += self.notifications.problems("notifications", plan)
        for host, site in self.sites.items():
            found += sites.problems(f"sites.{host}", site, self.workers_plan)
        return found

    def warnings(self) -> list[str]:
        """Return what is not wrong, and should be known."""
        return [
            *hsts.warnings("hsts", self.hsts, self.today),
            *pulls.warnings("pull_certificates", self.pull_certificates, self.today),
        ]

    def _records(self) -> list[str]:
        claims = {f"origins.{host}": host for host in self.origins}
        claims |= {f"sites.{host}": host for host in self.sites}
        for name, tunnel in self.tunnels.items():
            claims |= {f"tunnels.{name}.services.{host}": host for host in tunnel.services}
        for name, each in self.redirects.items():
            if not each.paths:
                claims |= {f"redirects.{name}.hosts.{host}": host for host in each.hosts}
        outside = [
            line
            for name, each in self.verifications.items()
            for line in names.outside(f"verifications.{name}.name", each.name, self.zone)
        ]
        led = [record for those in self.tunnel_records().values() for record in those]
        found = [*records.problems(claims, self.origins, self.zone), *outside]
        return found or records.overlaps((*self.records(), *led), self.plan)

    def _redirected(self) -> tuple[str, ...]:
        """Return hosts that only redirects know."""
        others = (self.origins, self.sites, *(tunnel.services for tunnel in self.tunnels.values()))
        taken = {names.full(host, self.zone) for those in others for host in those}
        hosts = {names.full(host, self.zone): host for each in self.redirects.values() for host in each.hosts}
        return tuple(host for name, host in sorted(hosts.items()) if name not in taken)
