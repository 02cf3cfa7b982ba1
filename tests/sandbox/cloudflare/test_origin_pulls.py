"""Authenticated Origin Pulls: uploads and what becomes of them, the switch, host names; keys stay with the edge."""

import time
from typing import Any

import pytest
from cloudflare import BadRequestError, Cloudflare, NotFoundError
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.sandbox.cloudflare.conftest import Call
from tests.sandbox.cloudflare.pairs import Pair, pair


def upload(client: Cloudflare, zone: str, found: Pair) -> str:
    made = client.origin_tls_client_auth.zone_certificates.create(
        zone_id=zone, certificate=found.certificate, private_key=found.private_key
    )
    assert made
    assert made.id
    assert made.private_key is None
    assert made.status == "pending_deployment"
    return made.id


def upload_for_hosts(client: Cloudflare, zone: str) -> str:
    found = pair()
    made = client.origin_tls_client_auth.hostname_certificates.create(
        zone_id=zone, certificate=found.certificate, private_key=found.private_key
    )
    assert made
    assert made.id
    return made.id


def until(status: str | None, call: Call, path: str) -> None:
    """Wait for a status, or until there is nothing."""
    for _ in range(200):
        answer = call("GET", path)
        if (answer.json()["result"] or {}).get("status") == status:
            return
        time.sleep(0.1)
    raise AssertionError(answer.text)


def test_a_certificate_becomes_active_by_itself_and_leaves_in_two_steps(
    client: Cloudflare, call: Call, zone: str
) -> None:
    first, second = (upload(client, zone, pair()) for _ in range(2))
    path = f"/zones/{zone}/origin_tls_client_auth"
    until("active", call, f"{path}/{first}")
    until("active", call, f"{path}/{second}")
    gone = client.origin_tls_client_auth.zone_certificates.delete(first, zone_id=zone)
    assert gone
    assert gone.status == "pending_deletion"
    until(None, call, f"{path}/{first}")
    left = client.origin_tls_client_auth.zone_certificates.list(zone_id=zone)
    assert [each.id for each in left] == [second]


def test_nobody_is_told_a_private_key(client: Cloudflare, call: Call, zone: str) -> None:
    found = pair(key=rsa.generate_private_key(65537, 2048))
    made = upload(client, zone, found)
    secret = found.private_key.splitlines()[3]
    path = f"/zones/{zone}/origin_tls_client_auth"
    for text in (call("GET", path).text, call("GET", f"{path}/{made}").text, call("GET", "/_sandbox/journal").text):
        assert secret not in text
    journal = call("GET", "/_sandbox/journal").json()["requests"]
    posted = next(each for each in reversed(journal) if (each["method"], each["path"]) == ("POST", path))
    assert posted["body"]["private_key"] == "(secret)"


EXPIRED, AUTHORITY, OURS, OTHERS = pair(days=-1), pair(authority=True), pair(), pair()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (EXPIRED, "has expired on"),
        (AUTHORITY, "missing leaf certificate"),
        (Pair(OURS.certificate, OTHERS.private_key), "The certificate and private key pair you uploaded is invalid"),
        (Pair(OURS.certificate, "no key"), "The private key you uploaded is invalid"),
        (Pair("no certificate", OURS.private_key), "Invalid certificate"),
        (Pair(OURS.certificate + OTHERS.certificate, OURS.private_key), "there are 2"),
    ],
    ids=["expired", "authority", "another's key", "no key", "no certificate", "a chain"],
)
@pytest.mark.parametrize("place", ["", "/hostnames/certificates"])
def test_what_the_edge_could_not_use_is_refused(call: Call, zone: str, wrong: Pair, said: str, place: str) -> None:
    path = f"/zones/{zone}/origin_tls_client_auth{place}"
    answer = call("POST", path, {"certificate": wrong.certificate, "private_key": wrong.private_key})
    assert answer.status_code == 400
    assert said in answer.json()["errors"][0]["message"]
    assert call("GET", path).json()["result"] == []


def test_the_switch_is_off_until_it_is_put_on(client: Cloudflare, call: Call, zone: str) -> None:
    settings = client.origin_tls_client_auth.settings
    before = settings.get(zone_id=zone)
    assert before
    assert before.enabled is False
    settings.update(zone_id=zone, enabled=True)
    after = settings.get(zone_id=zone)
    assert after
    assert after.enabled is True
    assert call("PUT", f"/zones/{zone}/origin_tls_client_auth/settings", {"enabled": "yes"}).status_code == 400


def test_a_host_name_has_a_certificate_of_its_own_until_the_association_is_void(
    client: Cloudflare, call: Call, zone: str
) -> None:
    certificate = upload_for_hosts(client, zone)
    hostnames = client.origin_tls_client_auth.hostnames
    config: dict[str, Any] = {"hostname": "a.arqora.dev", "cert_id": certificate, "enabled": True}
    path = f"/zones/{zone}/origin_tls_client_auth/hostnames"
    assert call("PUT", path, {"config": [config]}).ok
    found = hostnames.get("a.arqora.dev", zone_id=zone)
    assert found
    assert (found.cert_id, found.enabled, found.hostname) == (certificate, True, "a.arqora.dev")
    with pytest.raises(BadRequestError, match=r"used for a\.arqora\.dev"):
        client.origin_tls_client_auth.hostname_certificates.delete(certificate, zone_id=zone)
    assert call("PUT", path, {"config": [{**config, "enabled": None}]}).ok
    with pytest.raises(NotFoundError):
        hostnames.get("a.arqora.dev", zone_id=zone)
    assert client.origin_tls_client_auth.hostname_certificates.delete(certificate, zone_id=zone)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hostname": "a.arqora.test"}, "is not in zone arqora.dev"),
        ({"cert_id": "0" * 32}, "Certificate not found"),
        ({"enabled": "on"}, "neither true, false nor null"),
    ],
)
def test_an_association_that_cannot_be_changes_nothing(
    client: Cloudflare, call: Call, zone: str, change: dict[str, Any], said: str
) -> None:
    good = {"hostname": "a.arqora.dev", "cert_id": upload_for_hosts(client, zone), "enabled": True}
    path = f"/zones/{zone}/origin_tls_client_auth/hostnames"
    answer = call("PUT", path, {"config": [good, {**good, **change}]})
    assert not answer.ok
    assert said in answer.json()["errors"][0]["message"]
    assert call("GET", path).json()["result"] == []
