"""Handshakes with the edge."""

import ssl

import pytest

from tests.sandbox.edge.serving.world import ACCOUNT, ZONE, World


@pytest.mark.parametrize("address", ["104.16.0.10", "104.16.0.11", "2606:4700::10"])
@pytest.mark.parametrize("name", ["arqora.test", "api.arqora.test", "unheard-of.arqora.test"])
def test_the_edge_has_a_certificate_for_the_apex_and_what_is_one_level_below(
    world: World, name: str, address: str
) -> None:
    with world.shake(name, address=address) as link:
        assert link.version() == "TLSv1.3"


@pytest.mark.parametrize("name", ["deep.api.arqora.test", "pending.test", "example.com", "x.arqora.workers.dev"])
def test_for_other_names_the_handshake_fails_with_the_vendors_alert(world: World, name: str) -> None:
    with pytest.raises(ssl.SSLError, match="SSLV3_ALERT_HANDSHAKE_FAILURE"):
        world.shake(name)


def test_a_visitor_that_names_no_host_gets_no_certificate(world: World) -> None:
    context = world.trust()
    context.check_hostname = False
    with pytest.raises(ssl.SSLError, match="SSLV3_ALERT_HANDSHAKE_FAILURE"):
        world.shake("", context)


def test_custom_domains_and_previews_of_workers_have_certificates_too(world: World) -> None:
    domain = {"id": "d", "hostname": "a.deep.arqora.test", "service": "front", "zone_id": ZONE}
    world.put("worker_domain", ACCOUNT, "d", domain)
    world.put("worker_subdomain", ACCOUNT, "subdomain", {"subdomain": "arqora"})
    world.shake("a.deep.arqora.test").close()
    world.shake("12345678-front.arqora.workers.dev").close()


@pytest.mark.parametrize(
    ("least", "newest", "offered", "agreed"),
    [
        ("1.2", "on", ssl.TLSVersion.TLSv1_2, "TLSv1.2"),
        ("1.0", "on", ssl.TLSVersion.TLSv1_2, "TLSv1.2"),
        ("1.3", "on", ssl.TLSVersion.TLSv1_3, "TLSv1.3"),
        ("1.2", "off", ssl.TLSVersion.TLSv1_3, "TLSv1.2"),
        ("1.3", "on", ssl.TLSVersion.TLSv1_2, None),
    ],
)
def test_the_zone_says_which_versions_are_spoken(
    world: World, least: str, newest: str, offered: ssl.TLSVersion, agreed: str | None
) -> None:
    world.set("min_tls_version", least)
    world.set("tls_1_3", newest)
    context = world.trust()
    context.maximum_version = offered
    if agreed:
        with world.shake("api.arqora.test", context) as link:
            assert link.version() == agreed
    else:
        with pytest.raises(ssl.SSLError, match="TLSV1_ALERT_PROTOCOL_VERSION"):
            world.shake("api.arqora.test", context)


def test_the_authoritys_key_is_its_owners_only(world: World) -> None:
    assert (world.folder / "edge" / "public-ca.key").stat().st_mode & 0o777 == 0o600
