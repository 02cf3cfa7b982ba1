"""What clients upload is what the edge serves: the live version to visitors, another one at its own address."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from cloudflare import Cloudflare

from sandbox import clouds
from sandbox.edge.messages import OriginTarget, Request, Response
from sandbox.edge.pipeline import Pipeline
from sandbox.edge.state import State
from sandbox.edge.zone_state import ZoneState
from sandbox.folder import SandboxFolder
from tests.sandbox.cloudflare.workers.site import ACCOUNT, deployed, live, versioned

Visit = Callable[[str, str], Response]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxFolder]:
    made = SandboxFolder(tmp_path_factory.mktemp("edge"))
    vendor = clouds.cloudflare(made)
    vendor.start()
    yield made
    vendor.stop()


@pytest.fixture
def client(folder: SandboxFolder) -> Iterator[Cloudflare]:
    endpoint = clouds.cloudflare(folder).start().endpoint
    with Cloudflare(api_token=folder.cloudflare_token.read_text(), base_url=endpoint) as made:
        yield made


@pytest.fixture
def visit(folder: SandboxFolder) -> Iterator[Visit]:
    state, pipeline = State(folder.cloudflare_database), Pipeline(lambda: 0.0)

    async def nowhere(_: ZoneState, __: Request, ___: OriginTarget) -> Response:
        raise AssertionError("a site has no origin")

    def ask(host: str, path: str) -> Response:
        request = Request("GET", "https", host, path, "", {}, "192.0.2.1", "TLSv1.3")
        return asyncio.run(pipeline.answer(state.read(), request, nowhere))

    yield ask
    state.close()


def test_visitors_get_what_is_live_and_previews_have_their_own_address(client: Cloudflare, visit: Visit) -> None:
    zone = client.zones.create(account={"id": ACCOUNT}, name="arqora.dev", type="full")
    assert zone
    client.zones.activation_check.trigger(zone_id=zone.id)
    deployed(client, {"/index.html": b"<h1>first</h1>", "/404.html": b"<h1>nothing</h1>"})
    client.workers.domains.update(account_id=ACCOUNT, hostname="www.arqora.dev", service="site")
    client.workers.scripts.subdomain.create("site", account_id=ACCOUNT, enabled=False, previews_enabled=True)
    first = visit("www.arqora.dev", "/")
    assert (first.status, first.body, first.get("x-site")) == (200, b"<h1>first</h1>", "yes")
    assert (visit("www.arqora.dev", "/none").status, visit("www.arqora.dev", "/none").body) == (
        404,
        b"<h1>nothing</h1>",
    )

    second = versioned(client, {"/index.html": b"<h1>second</h1>"})["id"]
    assert visit("www.arqora.dev", "/").body == b"<h1>first</h1>"
    assert visit(f"{second[:8]}-site.arqora-sandbox.workers.dev", "/").body == b"<h1>second</h1>"
    assert visit("site.arqora-sandbox.workers.dev", "/").status == 404

    before = live(client)
    for version, body in ((second, b"<h1>second</h1>"), (before, b"<h1>first</h1>")):
        client.workers.scripts.deployments.create(
            "site", account_id=ACCOUNT, strategy="percentage", versions=[{"version_id": version, "percentage": 100}]
        )
        assert visit("www.arqora.dev", "/").body == body
