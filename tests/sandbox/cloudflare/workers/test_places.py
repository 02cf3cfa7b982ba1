"""Where scripts answer: routes, custom domains, workers.dev."""

import pytest
from cloudflare import APIStatusError, BadRequestError, Cloudflare, ConflictError, NotFoundError, PermissionDeniedError

from tests.sandbox.cloudflare.workers.site import ACCOUNT, plain


def test_a_route_is_made_changed_and_removed(client: Cloudflare, zone: str) -> None:
    plain(client, "site")
    made = client.workers.routes.create(zone_id=zone, pattern="arqora.dev/*", script="site")
    assert made
    client.workers.routes.update(made.id, zone_id=zone, pattern="*.arqora.dev/a*")
    assert [(each.pattern, each.script) for each in client.workers.routes.list(zone_id=zone)] == [
        ("*.arqora.dev/a*", None)
    ]
    client.workers.routes.delete(made.id, zone_id=zone)
    with pytest.raises(NotFoundError, match="10009"):
        client.workers.routes.get(made.id, zone_id=zone)


@pytest.mark.parametrize(
    ("pattern", "script", "words"),
    [
        ("arqora.dev/*", "site", "10020"),
        ("arqora.dev/b/*", "nobody", "10019"),
        ("arqora.com/*", "site", "10022"),
        ("notarqora.dev/*", "site", "10022"),
        ("arqora.dev/a?b=c", "site", "10022"),
        ("arqora.dev/a*b", "site", "10022"),
    ],
)
def test_a_route_that_cannot_be_is_refused(
    client: Cloudflare, zone: str, pattern: str, script: str, words: str
) -> None:
    plain(client, "site")
    client.workers.routes.create(zone_id=zone, pattern="arqora.dev/*", script="site")
    with pytest.raises(APIStatusError, match=words):
        client.workers.routes.create(zone_id=zone, pattern=pattern, script=script)


def test_a_custom_domain_brings_its_record_and_takes_it_along(client: Cloudflare, zone: str) -> None:
    plain(client, "site")
    made = client.workers.domains.update(account_id=ACCOUNT, hostname="www.arqora.dev", service="site")
    assert made
    assert (made.zone_id, made.zone_name, made.environment) == (zone, "arqora.dev", "production")
    found = [(each.type, each.name, each.content, each.proxied) for each in client.dns.records.list(zone_id=zone)]
    assert found == [("AAAA", "www.arqora.dev", "100::", True)]
    client.workers.domains.delete(made.id, account_id=ACCOUNT)
    assert list(client.dns.records.list(zone_id=zone)) == []
    assert list(client.workers.domains.list(account_id=ACCOUNT)) == []


def test_the_record_of_a_custom_domain_is_not_its_owners_to_change(client: Cloudflare, zone: str) -> None:
    plain(client, "site")
    client.workers.domains.update(account_id=ACCOUNT, hostname="www.arqora.dev", service="site")
    record = next(iter(client.dns.records.list(zone_id=zone)))
    with pytest.raises(PermissionDeniedError, match="read-only"):
        client.dns.records.delete(record.id, zone_id=zone)
    with pytest.raises(PermissionDeniedError, match="read-only"):
        client.dns.records.edit(record.id, zone_id=zone, type="AAAA", name="www", ttl=1, content="2001:db8::1")


def test_a_host_with_records_does_not_become_a_custom_domain(client: Cloudflare, zone: str) -> None:
    plain(client, "site")
    client.dns.records.create(zone_id=zone, type="A", name="www", content="192.0.2.7", ttl=1)
    with pytest.raises(ConflictError, match="externally managed DNS records"):
        client.workers.domains.update(account_id=ACCOUNT, hostname="www.arqora.dev", service="site")
    assert list(client.workers.domains.list(account_id=ACCOUNT)) == []


def test_a_host_goes_to_another_script_only_by_force(client: Cloudflare, zone: str) -> None:
    for name in ("site", "other"):
        plain(client, name)
    client.workers.domains.update(account_id=ACCOUNT, hostname="arqora.dev", service="site")
    with pytest.raises(ConflictError, match="already in use by other custom domain"):
        client.workers.domains.update(account_id=ACCOUNT, hostname="arqora.dev", service="other")
    client.workers.domains.update(
        account_id=ACCOUNT, hostname="arqora.dev", service="other", extra_body={"override_existing_origin": True}
    )
    assert [each.service for each in client.workers.domains.list(account_id=ACCOUNT)] == ["other"]
    assert len(list(client.dns.records.list(zone_id=zone))) == 1


@pytest.mark.parametrize(
    ("host", "service", "words"),
    [("www.arqora.com", "site", "100113"), ("*.arqora.dev", "site", "100113"), ("www.arqora.dev", "nobody", "10007")],
)
def test_a_domain_of_nobody_is_refused(client: Cloudflare, zone: str, host: str, service: str, words: str) -> None:
    plain(client, "site")
    with pytest.raises(APIStatusError, match=words):
        client.workers.domains.update(account_id=ACCOUNT, hostname=host, service=service, zone_id=zone)


def test_an_account_chooses_its_subdomain_once(client: Cloudflare) -> None:
    with pytest.raises(NotFoundError, match="10007"):
        client.workers.subdomains.get(account_id=ACCOUNT)
    client.workers.subdomains.update(account_id=ACCOUNT, subdomain="arqora")
    assert client.workers.subdomains.get(account_id=ACCOUNT).subdomain == "arqora"
    with pytest.raises(ConflictError, match="10036"):
        client.workers.subdomains.update(account_id=ACCOUNT, subdomain="other")


def test_an_account_with_a_script_has_a_subdomain(client: Cloudflare) -> None:
    plain(client, "site")
    assert client.workers.subdomains.get(account_id=ACCOUNT).subdomain == "arqora-sandbox"


def test_previews_are_closed_until_they_are_opened(client: Cloudflare) -> None:
    plain(client, "site")
    seen = client.workers.scripts.subdomain.get("site", account_id=ACCOUNT)
    assert (seen.enabled, seen.previews_enabled) == (False, False)
    opened = client.workers.scripts.subdomain.create("site", account_id=ACCOUNT, enabled=False, previews_enabled=True)
    assert (opened.enabled, opened.previews_enabled) == (False, True)
    with pytest.raises(BadRequestError):
        client.workers.scripts.subdomain.create("site", account_id=ACCOUNT, enabled="yes")  # type: ignore[arg-type]
