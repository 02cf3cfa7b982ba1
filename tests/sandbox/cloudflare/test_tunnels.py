"""Tunnels, what they lead to, and what a daemon needs to be one's."""

import base64
import json
from typing import Any

import pytest
from cloudflare import BadRequestError, Cloudflare, ConflictError, NotFoundError

from tests.sandbox.cloudflare.conftest import ACCOUNT, Call

PLACE = f"/accounts/{ACCOUNT}/cfd_tunnel"
LAST = {"service": "http_status:404"}


@pytest.fixture
def tunnel(client: Cloudflare) -> str:
    """A tunnel's id."""
    made = client.zero_trust.tunnels.cloudflared.create(account_id=ACCOUNT, name="ops", config_src="cloudflare")
    assert made
    assert made.id
    return made.id


def test_a_tunnel_is_found_renamed_and_removed(client: Cloudflare, tunnel: str) -> None:
    tunnels = client.zero_trust.tunnels.cloudflared
    found = tunnels.get(tunnel, account_id=ACCOUNT)
    assert found
    assert (found.name, found.status, found.remote_config, found.connections) == ("ops", "inactive", True, [])
    tunnels.edit(tunnel, account_id=ACCOUNT, name="web")
    assert [each.name for each in tunnels.list(account_id=ACCOUNT, name="web")] == ["web"]
    tunnels.delete(tunnel, account_id=ACCOUNT)
    assert list(tunnels.list(account_id=ACCOUNT)) == []
    with pytest.raises(NotFoundError):
        tunnels.get(tunnel, account_id=ACCOUNT)


def test_two_tunnels_of_an_account_have_two_names(client: Cloudflare, tunnel: str) -> None:
    tunnels = client.zero_trust.tunnels.cloudflared
    with pytest.raises(ConflictError, match="already have a tunnel with this name"):
        tunnels.create(account_id=ACCOUNT, name="ops")
    assert [each.id for each in tunnels.list(account_id=ACCOUNT)] == [tunnel]
    assert tunnels.create(account_id="c" * 32, name="ops")


def test_the_secret_comes_in_the_token_and_nowhere_else(client: Cloudflare, call: Call) -> None:
    secret = base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()
    made = call("POST", PLACE, {"name": "ops", "tunnel_secret": secret})
    tunnel = made.json()["result"]["id"]
    told = client.zero_trust.tunnels.cloudflared.token.get(tunnel, account_id=ACCOUNT)
    assert json.loads(base64.b64decode(str(told))) == {"a": ACCOUNT, "t": tunnel, "s": secret}
    for text in (made.text, call("GET", f"{PLACE}/{tunnel}").text, call("GET", "/_sandbox/journal").text):
        assert secret not in text


@pytest.mark.parametrize("secret", ["short", base64.b64encode(b"short").decode(), 7])
def test_a_secret_that_is_none_is_refused(call: Call, secret: object) -> None:
    answer = call("POST", PLACE, {"name": "ops", "tunnel_secret": secret})
    assert answer.status_code == 400
    assert "at least 32 bytes in base64" in answer.json()["errors"][0]["message"]


def test_a_tunnel_with_a_daemon_stays_until_its_connections_are_cleaned(
    client: Cloudflare, call: Call, tunnel: str
) -> None:
    assert call("PUT", f"/_sandbox/tunnels/{tunnel}/connections", {"count": 2}).ok
    tunnels = client.zero_trust.tunnels.cloudflared
    found = tunnels.get(tunnel, account_id=ACCOUNT)
    assert found
    assert (found.status, len(found.connections or [])) == ("healthy", 2)
    with pytest.raises(BadRequestError, match="active connections"):
        tunnels.delete(tunnel, account_id=ACCOUNT)
    tunnels.connections.delete(tunnel, account_id=ACCOUNT)
    assert tunnels.delete(tunnel, account_id=ACCOUNT)


def test_a_configuration_is_kept_with_its_version(client: Cloudflare, call: Call, tunnel: str) -> None:
    place = f"{PLACE}/{tunnel}/configurations"
    assert call("GET", place).json()["result"]["config"] is None
    ingress = [{"hostname": "a.arqora.dev", "service": "http://localhost:8080"}, LAST]
    for version in (1, 2):
        assert call("PUT", place, {"config": {"ingress": ingress}}).json()["result"]["version"] == version
    found = client.zero_trust.tunnels.cloudflared.configurations.get(tunnel, account_id=ACCOUNT)
    assert found
    assert found.config
    assert [each.service for each in found.config.ingress or []] == ["http://localhost:8080", "http_status:404"]


@pytest.mark.parametrize(
    ("ingress", "said"),
    [
        ([], "No ingress rules"),
        ([{"hostname": "a.arqora.dev", "service": "http://localhost:80"}], "The last ingress rule must match all URLs"),
        ([{"path": "/a", "service": "http://localhost:80"}], "The last ingress rule must match all URLs"),
        ([LAST, LAST], "Rule #1 is matching all hostnames"),
        ([{"hostname": "a.arqora.dev", "service": "localhost"}, LAST], "'localhost' is not a service"),
        ([{"hostname": "a.*.dev", "service": "http://localhost:80"}, LAST], "at most one wildcard"),
        ([{"hostname": "a.dev:80", "service": "http://localhost:80"}, LAST], "Hostname cannot contain a port"),
    ],
)
def test_what_a_daemon_would_not_run_is_refused(call: Call, tunnel: str, ingress: list[Any], said: str) -> None:
    place = f"{PLACE}/{tunnel}/configurations"
    answer = call("PUT", place, {"config": {"ingress": ingress}})
    assert answer.status_code == 400
    assert said in answer.json()["errors"][0]["message"]
    assert call("GET", place).json()["result"]["config"] is None
