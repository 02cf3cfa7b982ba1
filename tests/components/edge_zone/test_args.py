"""A zone that cannot be built says why, and everything at once."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from components.edge_zone import ExistingRuleset, Origin
from components.edge_zone.capabilities import PLANS
from tests.components.edge_zone.conftest import Edge, pull_certificate

LOGIN = {"paths": ["/login"], "requests": 20}
WRONG: list[tuple[dict[str, Any], str]] = [
    (
        {"rate_limits": {"login": LOGIN | {"period": 60}}},
        "rate_limits.login.period: 60 s is not offered on free (10 s); use 10, or plan pro",
    ),
    (
        {"rate_limits": {"login": LOGIN | {"timeout": 86400}}, "plan": "pro"},
        "rate_limits.login.timeout: 86400 s is not offered on pro (10 to 3600 s); use 3600, or plan business",
    ),
    (
        {"rate_limits": {"login": LOGIN | {"period": 7}}, "plan": "enterprise"},
        "rate_limits.login.period: 7 s is not offered on enterprise (10 to 65535 s); use 10",
    ),
    (
        {"rate_limits": {"login": LOGIN, "search": LOGIN}},
        "rate_limits: 2 limits are more than free has (1); use at most 1, or plan pro",
    ),
    (
        {"rate_limits": {"login": LOGIN | {"hosts": ["api"]}}},
        "rate_limits.login.hosts: a limit by hosts is not offered on free (paths); use plan pro",
    ),
    (
        {"rate_limits": {"login": LOGIN | {"methods": ["POST"]}}, "plan": "pro"},
        "rate_limits.login.methods: a limit by methods is not offered on pro (paths, hosts); use plan business",
    ),
    (
        {"rate_limits": {"login": LOGIN | {"by": "visitor"}}},
        "rate_limits.login.by: visitor is not offered on free (address); use plan business",
    ),
    (
        {"rate_limits": {"login": LOGIN | {"action": "managed_challenge", "timeout": 10}}},
        "rate_limits.login.timeout: a managed_challenge has none; leave it out, or use action block",
    ),
    (
        {"managed": {"rulesets": ["owasp"]}},
        "managed.rulesets: owasp is not offered on free (free); use plan pro",
    ),
    (
        {"firewall": {"rules": {f"r{number}": {"expression": "ip.src eq 192.0.2.1"} for number in range(4)}}},
        "firewall: 6 rules are more than free has (5); use at most 5, or plan pro",
    ),
    (
        {"firewall": {"rules": {"old": {"expression": 'http.user_agent matches "MSIE"'}}}, "plan": "pro"},
        "firewall.rules.old.expression: a regular expression is not offered on pro; "
        "use contains, starts_with or wildcard, or plan business",
    ),
    (
        {"firewall": {"rules": {"old": {"expression": "ssl", "action": "log"}}}, "plan": "business"},
        "firewall.rules.old.action: log is not offered on business; use plan enterprise",
    ),
    (
        {"firewall": {"rules": {"probes": {"expression": "ssl"}}}},
        "firewall.rules.probes: is the name of one of our own rules; take another one",
    ),
    (
        {"bots": {"automated": "block"}},
        "bots.automated: block is not offered on free; use managed_challenge, or plan pro",
    ),
    ({"bots": {"likely": "block"}, "plan": "pro"}, "bots.likely: block is not offered on pro; use plan business"),
    ({"bots": {"static": True}}, "bots.static: true is not offered on free; use false, or plan pro"),
    (
        {"cache": {"rules": {"news": {"paths": ["/news/*"], "edge": 60}}}},
        "cache.rules.news.edge: 60 s is not offered on free (at least 7200 s); use 7200 or origin, or plan business",
    ),
    (
        {"cache": {"rules": {f"r{number}": {} for number in range(11)}}},
        "cache.rules: 11 rules are more than free has (10); use at most 10, or plan pro",
    ),
    (
        {"cache": {"tiered": "generic"}, "plan": "business"},
        "cache.tiered: generic topology is not offered on business (smart); use smart, or plan enterprise",
    ),
    (
        {"cache": {"tiered": "generic"}, "plan": "enterprise"},
        "cache.tiered: generic is not managed here yet; use smart",
    ),
    (
        {"redirects": {f"r{number}": {"paths": ["/a"], "to": "https://arqora.example/b"} for number in range(11)}},
        "redirects: 11 redirects are more than free has (10); use at most 10, or plan pro",
    ),
    (
        {"redirects": {"home": {"hosts": ["@"], "to": "@"}}},
        "redirects.home.to: @ is where requests come from, so they go round; use another host",
    ),
    (
        {"redirects": {"all": {"to": "@"}}},
        "redirects.all: would redirect every request; state hosts or paths",
    ),
    (
        {"headers": {"hosts": {f"h{number}": {"X-Test": "1"} for number in range(10)}}},
        "headers: 11 rules are more than free has (10); use at most 10, or plan pro",
    ),
    (
        {"headers": {"everywhere": {"Strict-Transport-Security": "max-age=1"}}},
        "headers.everywhere.Strict-Transport-Security: belongs to hsts; set it there",
    ),
    (
        {"health_checks": {"api": {}}},
        "health_checks: 1 checks are more than free has (0); use plan pro",
    ),
    (
        {"health_checks": {"shop": {}}, "plan": "pro"},
        "health_checks.shop: there is no such service; there are api",
    ),
    (
        {"notifications": {"recipients": ["ops@arqora.example"], "alerts": ["origin-errors"]}, "plan": "business"},
        "notifications.alerts: origin-errors is not offered on business (origin-unreachable, certificate, "
        "pull-certificate, ddos, tunnel-health, incident, health-check, security-events); use plan enterprise",
    ),
    (
        {"origins": {"api.example.org": (Origin("app-1", 4, "203.0.113.5"),)}},
        "origins.api.example.org: api.example.org is outside of the zone arqora.test; use one label, or a full name "
        "that ends in .arqora.test",
    ),
    (
        {"verifications": {"search": {"name": "www.example.org", "text": "x=1"}}},
        "verifications.search.name: www.example.org is outside of the zone arqora.test; use one label, or a full name "
        "that ends in .arqora.test",
    ),
    (
        {"redirects": {"old": {"hosts": ["a.b.arqora.test"], "to": "@"}}},
        "redirects.old.hosts: a.b.arqora.test is more than one level below arqora.test, and the edge's certificate "
        "covers arqora.test and *.arqora.test only; use one label",
    ),
    (
        {"sites": {"api": {"directory": "nowhere"}}},
        "sites.api: api.arqora.test is origins.api already; a name is one service, one site, one tunnel's or one "
        "redirect's",
    ),
    (
        {"sites": {"www": {"directory": "nowhere"}}},
        "sites.www.directory: nowhere is no directory; build the site first, or correct the path",
    ),
    (
        {"redirects": {"api": {"hosts": ["api.arqora.test"], "to": "@"}}},
        "redirects.api.hosts.api.arqora.test: api.arqora.test is origins.api already; a name is one service, one site, "
        "one tunnel's or one redirect's",
    ),
    (
        {"tunnels": {"office": {"services": {"wiki": {"address": "10.0.0.4", "port": 22}}}}},
        "tunnels.office.services.wiki.port: 22 is SSH's, and people come through WireGuard; lead to a web service",
    ),
    (
        {"tunnels": {"office": {"services": {"@": {"address": "10.0.0.4", "port": 80}}}}},
        "tunnels.office.services.@: a tunnel's name is a CNAME, and the apex arqora.test has other records; use a host "
        "such as www",
    ),
    (
        {
            "tunnels": {"office": {"services": {"wiki": {"address": "10.0.0.4", "port": 80}}}},
            "verifications": {"search": {"name": "wiki", "text": "x=1"}},
        },
        "records.wiki-tunnel: wiki.arqora.test is a CNAME, and nothing may stand beside it: verification-search",
    ),
    (
        {"origins": {"api": (Origin("app-1", 4, "203.0.113.5"), Origin("app-2", 4, "203.0.113.5"))}},
        "records: api.arqora.test has the same record twice: api-app-1-ipv4, api-app-2-ipv4",
    ),
    ({"origins": {"api": ()}}, "origins.api: has no address; give it a node, or take it out"),
    (
        {"origins": {"api": (Origin("app-1", 6, "203.0.113.5"),)}},
        "origins.api: the address of app-1 is IPv4, not IPv6; state its version",
    ),
    (
        {"mail": {"spf": "v=spf1 include:mail.example.org ?all"}},
        "mail.spf: has to start with v=spf1 and end in -all or ~all, so that others are refused",
    ),
    (
        {"mail": {"dmarc": "v=DMARC1; p=none"}},
        "mail.dmarc: has to be v=DMARC1 with p=reject or p=quarantine, so that forged mail is refused",
    ),
    (
        {"mail": {"exchangers": {"mx.example.org": 10}}},
        "mail.dkim: mail is taken, and nothing signs it; add the selector that the provider gives",
    ),
    ({"mail": {"dkim": {"s1": {}}}}, "mail.dkim.s1: needs either text or cname"),
    (
        {"pull_certificates": {1: pull_certificate(date(2026, 11, 25))}},
        "pull_certificates.1: expired on 2026-11-25; add generation 2",
    ),
    (
        {"pull_certificates": {1: pull_certificate(date(2026, 11, 1)), 2: pull_certificate()}},
        "pull_certificates.1: expired on 2026-11-01; take this generation out",
    ),
    (
        {"existing": (ExistingRuleset("5" * 32, "default", "http_ratelimit"),)},
        f"http_ratelimit: the zone has the ruleset 'default' ({'5' * 32}) in this phase, which is not ours; "
        "move its rules into the arguments and delete it, or import it",
    ),
]


@pytest.mark.parametrize("plan", PLANS)
def test_a_zone_with_nothing_but_what_it_has_to_say_is_fine_on_every_plan(edge: Edge, plan: str) -> None:
    assert edge(plan=plan).problems() == []


@pytest.mark.parametrize(("changes", "problem"), WRONG, ids=[problem.partition(":")[0] for _, problem in WRONG])
def test_a_wrong_zone_is_refused_with_path_value_limit_and_remedy(
    edge: Edge, changes: dict[str, Any], problem: str
) -> None:
    assert problem in edge(**changes).problems()


def test_everything_that_is_wrong_is_said_at_once(edge: Edge) -> None:
    wrong = edge(bots={"static": True}, redirects={"all": {"to": "@"}}, health_checks={"api": {}})
    assert len(wrong.problems()) == 3


def test_rulesets_of_our_own_and_the_vendors_are_not_in_the_way(edge: Edge) -> None:
    ours = ExistingRuleset("5" * 32, "edge http_ratelimit", "http_ratelimit")
    vendors = ExistingRuleset("6" * 32, "DDoS", "http_ratelimit", kind="managed")
    assert edge(existing=(ours, vendors)).problems("edge") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"zone": "arqora"},
        {"zone": "Arqora.test"},
        {"account_id": "secret"},
        {"plan": "gold"},
        {"hsts": ()},
        {"record": {}},
        {"firewall": {"rules": {"all": {"expression": "true", "action": "skip"}}}},
        {"redirects": {"x": {"hosts": ["a"], "to": "http://plain.example"}}},
        {"redirects": {"x": {"hosts": ["a"], "to": 'https://x.example/"'}}},
        {"cache": {"rules": {"x": {"paths": ['/"']}}}},
        {"headers": {"everywhere": {"X-Test": "a\nb"}}},
        {"verifications": {"x": {"text": 'a" "b'}}},
    ],
)
def test_what_cannot_be_spelled_is_refused(edge: Edge, changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        edge(**changes)


def test_a_certificate_that_ends_soon_is_said_and_not_refused(edge: Edge) -> None:
    soon = edge(pull_certificates={1: pull_certificate(date(2026, 12, 10))})
    assert soon.problems() == []
    assert soon.warnings() == ["pull_certificates.1: expires on 2026-12-10; add generation 2"]
