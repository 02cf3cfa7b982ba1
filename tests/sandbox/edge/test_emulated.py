"""What the emulator is told by its official client is what the edge serves."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from cloudflare import Cloudflare

from sandbox.cloudflare.app import application
from sandbox.cloudflare.documents import SCHEMA
from sandbox.cloudflare.edge import Edge as Emulator
from sandbox.edge.messages import OriginTarget, Request, Response
from sandbox.edge.pipeline import Pipeline
from sandbox.edge.state import State
from sandbox.edge.zone_state import ZoneState
from sandbox.hetzner.auth import Tokens
from sandbox.store import Store
from tests.sandbox.cloudflare.workers import site
from tests.sandbox.edge.requests import request

TOKEN = "t" * 40


class InProcess(httpx.BaseTransport):
    """Hands a client's requests to the emulator's application without a socket."""

    def __init__(self, store: Store) -> None:
        self._application = httpx.ASGITransport(application(Emulator(store), Tokens(TOKEN.encode())))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return asyncio.run(self._answer(request))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        asked = httpx.Request(request.method, request.url, headers=request.headers, content=request.read())
        answer = await self._application.handle_async_request(asked)
        return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())


class World:
    """The vendor's two halves over one file: its API, and its edge."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "state.db", SCHEMA)
        http = httpx.Client(transport=InProcess(self.store))
        self.api = Cloudflare(api_token=TOKEN, base_url="http://api/client/v4", max_retries=0, http_client=http)
        zone = self.api.zones.create(account={"id": site.ACCOUNT}, name="arqora.test", type="full")
        assert zone
        self.zone = zone.id
        self.state = State(folder / "state.db")
        self.pipeline = Pipeline(lambda: 1000.0)

    def get(self, url: str, **changes: Any) -> Response:
        async def origin(_: ZoneState, asked: Request, target: OriginTarget) -> Response:
            return Response(200, (("x-target", f"{target.scheme} {target.addresses[0]}"),), asked.path.encode())

        return asyncio.run(self.pipeline.answer(self.state.read(), request(url, **changes), origin))

    def close(self) -> None:
        self.state.close()
        self.api.close()
        self.store.close()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.close()


def record(world: World, name: str) -> None:
    told: Any = {"type": "A", "name": f"{name}.arqora.test", "content": "198.51.100.10", "proxied": True, "ttl": 1}
    world.api.dns.records.create(zone_id=world.zone, **told)


def ruled(world: World, phase: Any, *rules: dict[str, Any]) -> None:
    told: Any = [{"expression": "true", **rule} for rule in rules]
    world.api.rulesets.phases.update(phase, zone_id=world.zone, rules=told)


def test_a_service_is_reached_as_its_record_and_the_ssl_mode_say(world: World) -> None:
    record(world, "api")
    world.api.zones.settings.edit("ssl", zone_id=world.zone, value="strict")
    response = world.get("https://api.arqora.test/hello")
    assert (response.body, response.get("x-target")) == (b"/hello", "https 198.51.100.10")


def test_rules_count_from_the_next_request_on(world: World) -> None:
    record(world, "api")
    assert world.get("https://api.arqora.test/a.css").get("cf-cache-status") == "MISS"
    ruled(world, "http_request_firewall_custom", {"action": "block", "expression": 'http.request.uri.path eq "/no"'})
    ruled(world, "http_request_cache_settings", {"action": "set_cache_settings", "action_parameters": {"cache": False}})
    headers = {"X-A": {"operation": "set", "value": "1"}}
    ruled(world, "http_response_headers_transform", {"action": "rewrite", "action_parameters": {"headers": headers}})
    refused, passed = world.get("https://api.arqora.test/no"), world.get("https://api.arqora.test/a.css")
    assert (refused.status, refused.get("x-a")) == (403, "1")
    assert (passed.status, passed.get("cf-cache-status"), passed.get("x-a")) == (200, "BYPASS", "1")


def test_a_limit_refuses_what_is_beyond_it(world: World) -> None:
    record(world, "api")
    limit = {
        "characteristics": ["cf.colo.id", "ip.src"],
        "period": 10,
        "requests_per_period": 2,
        "mitigation_timeout": 10,
    }
    path = 'starts_with(http.request.uri.path, "/")'
    ruled(world, "http_ratelimit", {"action": "block", "expression": path, "ratelimit": limit})
    assert [world.get("https://api.arqora.test/").status for _ in range(3)] == [200, 200, 429]


def test_the_free_managed_ruleset_refuses_an_attack(world: World) -> None:
    record(world, "api")
    told = {"action": "execute", "action_parameters": {"id": "77454fe2d30c4220b5701f6fdfb893ba"}}
    ruled(world, "http_request_firewall_managed", told)
    assert world.get("https://api.arqora.test/?q=${jndi:ldap://a}").status == 403
    assert world.get("https://api.arqora.test/").status == 200


def test_a_site_is_served_at_its_domain_and_goes_back_by_a_deployment(world: World) -> None:
    site.deployed(world.api, {"/index.html": b"one", "/404.html": b"lost"})
    world.api.workers.domains.update(
        account_id=site.ACCOUNT, hostname="www.arqora.test", service="site", zone_id=world.zone
    )
    first = site.live(world.api)
    response = world.get("https://www.arqora.test/")
    assert (response.body, response.get("x-site"), response.get("content-type")) == (b"one", "yes", "text/html")
    assert (world.get("https://www.arqora.test/no").status, world.get("https://www.arqora.test/no").body) == (
        404,
        b"lost",
    )
    site.deployed(world.api, {"/index.html": b"two", "/404.html": b"lost"})
    assert world.get("https://www.arqora.test/").body == b"two"
    told: Any = [{"version_id": first, "percentage": 100}]
    world.api.workers.scripts.deployments.create("site", account_id=site.ACCOUNT, strategy="percentage", versions=told)
    assert world.get("https://www.arqora.test/").body == b"one"
