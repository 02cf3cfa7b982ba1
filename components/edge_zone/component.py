"""A zone at the edge."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pulumi
import pulumi_cloudflare as cloudflare

from .._base.component import Component
from .._base.errors import refuse
from . import lookups, names, sites, tokens
from .args import EdgeZoneArgs, EdgeZoneSettings
from .domain import Domain
from .existing import called
from .facts import facts
from .records import Record


class EdgeZone(Component):
    """Everything public of one domain: its names, what the edge lets through, keeps and serves, and who is told.

    Does not buy the plan, nor give the DS record to the registrar. Does not make origins or what they check: they admit
    the pull certificates that are handed in. Does not run a tunnel's daemon: a host does, with the token. Does not
    serve previews or go back to an older version of a site: `arqora site` does.
    """

    zone_id: pulumi.Output[str]
    name_servers: pulumi.Output[Sequence[str]]
    """What the registrar has to be told."""
    ds: pulumi.Output[str]
    """The DS record for the registrar: DNSSEC is in force when it is there."""
    site_urls: Mapping[str, str]
    """Host -> where its site is."""
    tunnel_tokens: Mapping[str, pulumi.Output[str]]
    """Tunnel -> with what its daemon comes. Secret."""
    token_values: Mapping[str, pulumi.Output[str]]
    """API token -> its value. Secret."""

    def __init__(self, name: str, args: EdgeZoneArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        wrong = args.problems(name)
        groups = lookups.permission_groups(args.account_id) if args.tokens and not wrong else {}
        refuse([f"{name}.{problem}" for problem in wrong or tokens.unknown("tokens", args.tokens, groups)])
        super().__init__("arqora:edge:EdgeZone", name, facts(args), opts)
        for warning in args.warnings():
            pulumi.log.warn(f"{name}.{warning}", self)
        self._name, self._args = name, args
        zone = args.domain or self.domain(name, args, self.child(protect=args.protect))
        self.zone_id = zone.zone_id
        self.name_servers = zone.name_servers
        self._settings()
        lock = self._pulls()
        for record in args.records():
            # Visitors come when the edge can show its certificate: origins refuse it before.
            self._record(record, lock if record.proxied else [])
        self._rules()
        self.site_urls = self._sites()
        self.tunnel_tokens = self._tunnels()
        self._watching()
        self.token_values = {
            token: self._token(token, tokens.policies(each, groups, args.account_id, self.zone_id))
            for token, each in args.tokens.items()
        }
        self.register_outputs({"zoneId": self.zone_id, "nameServers": self.name_servers, "ds": self.ds})

    @staticmethod
    def domain(name: str, settings: EdgeZoneSettings, opts: pulumi.ResourceOptions | None = None) -> Domain:
        """Make a zone alone, for whoever needs it before the rest: hand it to its `EdgeZone`.

        Args:
            name: of the resource.
            settings: of the zone.
            opts: of the resource; without them it is protected if the settings say so.

        """
        protected = opts or pulumi.ResourceOptions(protect=settings.protect)
        zone = cloudflare.Zone(name, account={"id": settings.account_id}, name=settings.zone, opts=protected)
        return Domain(zone, zone.id, zone.name_servers)

    def _settings(self) -> None:
        args = self._args
        for setting, value in args.settings().items():
            cloudflare.ZoneSetting(
                f"{self._name}-setting-{setting.replace('_', '-')}",
                zone_id=self.zone_id,
                setting_id=setting,
                value=value,
                opts=self.child(),
            )
        dnssec = cloudflare.ZoneDnssec(f"{self._name}-dnssec", zone_id=self.zone_id, status="active", opts=self.child())
        self.ds = dnssec.ds
        tiered = "on" if args.cache.tiered == "smart" else "off"
        cloudflare.TieredCache(f"{self._name}-tiered-cache", zone_id=self.zone_id, value=tiered, opts=self.child())
        bots = args.bots.setting(args.plan)
        cloudflare.BotManagement(f"{self._name}-bots", zone_id=self.zone_id, opts=self.child(), **bots)

    def _record(self, record: Record, after: list[pulumi.Resource]) -> None:
        name = f"{self._name}-record-{record.key}"
        cloudflare.DnsRecord(name, zone_id=self.zone_id, opts=self.child(depends_on=after), **record.inputs())

    def _rules(self) -> None:
        for phase, rules in self._args.phases().items():
            inputs: dict[str, Any] = {"rules": rules}
            cloudflare.Ruleset(
                f"{self._name}-rules-{phase.replace('_', '-')}",
                zone_id=self.zone_id,
                name=called(self._name, phase),
                kind="zone",
                phase=phase,
                # The vendor takes one ruleset per phase, so a new one cannot overlap with its predecessor.
                opts=self.child(delete_before_replace=True),
                **inputs,
            )

    def _pulls(self) -> list[pulumi.Resource]:
        """Upload the certificates one after the other, so that the newest generation is the newest upload."""
        before: list[pulumi.Resource] = []
        for generation, each in sorted(self._args.pull_certificates.items()):
            uploaded = cloudflare.AuthenticatedOriginPullsCertificate(
                f"{self._name}-pull-{generation}",
                zone_id=self.zone_id,
                certificate=each.certificate,
                private_key=each.private_key,
                opts=self.child(depends_on=[*self._args.after, *before]),
            )
            before = [uploaded]
        if not self._args.pull_certificates:
            return []
        switch = cloudflare.AuthenticatedOriginPullsSettings(
            f"{self._name}-pulls", zone_id=self.zone_id, enabled=True, opts=self.child(depends_on=before)
        )
        return [switch]

    def _sites(self) -> dict[str, str]:
        found = {}
        for host, site in self._args.sites.items():
            key, hostname = names.key(host, self._args.zone), names.full(host, self._args.zone)
            script = cloudflare.WorkersScript(
                f"{self._name}-site-{key}",
                account_id=self._args.account_id,
                script_name=sites.script(host, self._args.zone),
                opts=self.child(),
                **site.inputs(),
            )
            cloudflare.WorkersScriptSubdomain(
                f"{self._name}-site-{key}-previews",
                account_id=self._args.account_id,
                script_name=script.script_name,
                enabled=False,  # live it is under its own host only, behind the zone's rules
                previews_enabled=site.previews,
                opts=self.child(),
            )
            cloudflare.WorkersCustomDomain(
                f"{self._name}-site-{key}-domain",
                account_id=self._args.account_id,
                zone_id=self.zone_id,
                hostname=hostname,
                service=script.script_name,
                opts=self.child(),
            )
            found[host] = f"https://{hostname}/"
        return found

    def _tunnels(self) -> dict[str, pulumi.Output[str]]:
        found: dict[str, pulumi.Output[str]] = {}
        account = self._args.account_id
        for name, records in self._args.tunnel_records().items():
            tunnel = cloudflare.ZeroTrustTunnelCloudflared(
                f"{self._name}-tunnel-{name}",
                account_id=account,
                name=f"{self._args.zone} {name}",
                config_src="cloudflare",
                opts=self.child(),
            )
            ingress: dict[str, Any] = {"config": {"ingresses": self._args.tunnels[name].ingress(self._args.zone)}}
            cloudflare.ZeroTrustTunnelCloudflaredConfig(
                f"{self._name}-tunnel-{name}-ingress",
                account_id=account,
                tunnel_id=tunnel.id,
                source="cloudflare",
                opts=self.child(),
                **ingress,
            )
            for record in records:
                content = pulumi.Output.concat(tunnel.id, ".cfargotunnel.com")
                self._record(replace(record, content=content), [])
            told = cloudflare.get_zero_trust_tunnel_cloudflared_token_output(account_id=account, tunnel_id=tunnel.id)
            found[name] = pulumi.Output.secret(told.apply(lambda answer: answer.token))
        return found

    def _watching(self) -> None:
        args = self._args
        for host, check in args.health_checks.items():
            cloudflare.Healthcheck(
                f"{self._name}-health-{names.key(host, args.zone)}",
                zone_id=self.zone_id,
                name=names.key(host, args.zone),
                opts=self.child(),
                **check.inputs(names.full(host, args.zone)),
            )
        alerts = args.notifications.policies(self.zone_id) if args.notifications else {}
        for alert, told in alerts.items():
            cloudflare.NotificationPolicy(
                f"{self._name}-alert-{alert}",
                account_id=args.account_id,
                name=f"{args.zone} {alert}",
                enabled=True,
                opts=self.child(),
                **told,
            )

    def _token(self, name: str, policies: list[dict[str, Any]]) -> pulumi.Output[str]:
        token = self._args.tokens[name]
        may: dict[str, Any] = {"policies": policies}
        made = cloudflare.AccountToken(
            f"{self._name}-token-{name}-{token.issued}",
            account_id=self._args.account_id,
            opts=self.child(additional_secret_outputs=["value"]),
            **token.inputs(f"{self._args.zone} {name}"),
            **may,
        )
        return pulumi.Output.secret(made.value)
