"""Scripts, versions and deployments: an upload is live at once, a version when it is deployed."""

import pytest
from cloudflare import APIStatusError, BadRequestError, Cloudflare, NotFoundError

from tests.sandbox.cloudflare.conftest import Call
from tests.sandbox.cloudflare.workers.site import ACCOUNT, MODULE, deployed, deployments, live, plain, versioned

FILES = {"/index.html": b"<h1>hello</h1>"}
SERVICE = f"/accounts/{ACCOUNT}/workers/services/site"


def test_an_upload_is_live_at_once(client: Cloudflare) -> None:
    made = deployed(client, FILES)
    assert (made.id, made.has_assets, made.has_modules) == ("site", True, True)
    newest = next(iter(client.workers.scripts.versions.list("site", account_id=ACCOUNT)))
    assert newest.id == live(client)


def test_a_script_is_read_as_the_official_provider_reads_it(client: Cloudflare, call: Call) -> None:
    deployed(client, FILES)
    script = call("GET", SERVICE).json()["result"]["default_environment"]["script"]
    assert (script["id"], script["has_assets"], script["usage_model"]) == ("site", True, "standard")
    form = client.workers.scripts.content.get("site", account_id=ACCOUNT)
    assert MODULE.encode() in form.read()
    assert form.headers["content-type"].startswith("multipart/form-data")
    settings = call("GET", f"/accounts/{ACCOUNT}/workers/scripts/site/settings").json()["result"]
    assert settings["bindings"] == [{"type": "assets", "name": "ASSETS"}]


def test_a_secret_is_never_shown_again(client: Cloudflare, call: Call) -> None:
    plain(client, "site", bindings=[{"type": "secret_text", "name": "KEY", "text": "confidential"}])
    everything = [SERVICE, f"/accounts/{ACCOUNT}/workers/scripts/site/settings", "/_sandbox/journal"]
    assert not any("confidential" in call("GET", path).text for path in everything)


def test_a_version_is_not_live_until_it_is_deployed(client: Cloudflare) -> None:
    deployed(client, FILES)
    before = live(client)
    made = versioned(client, {"/index.html": b"new"})
    assert (made["number"], live(client)) == (2, before)
    client.workers.scripts.deployments.create(
        "site", account_id=ACCOUNT, strategy="percentage", versions=[{"version_id": made["id"], "percentage": 100}]
    )
    assert live(client) == made["id"]
    assert len(deployments(client)) == 2


def test_kept_assets_are_those_of_the_version_before(client: Cloudflare) -> None:
    deployed(client, FILES)
    assert plain(client, "site", keep_assets=True).has_assets
    assert not plain(client, "site").has_assets


@pytest.mark.parametrize(
    ("versions", "words"),
    [
        ([], "one to 2"),
        ([{"version_id": "LIVE", "percentage": 60}], "add up to 100"),
        ([{"version_id": "9f2c6f0e-0000-4000-8000-000000000000", "percentage": 100}], "100146"),
    ],
)
def test_a_deployment_that_cannot_be_is_refused(client: Cloudflare, versions: list[dict[str, str]], words: str) -> None:
    deployed(client, FILES)
    wish = [{**each, "version_id": each["version_id"].replace("LIVE", live(client))} for each in versions]
    with pytest.raises(APIStatusError, match=words):
        client.workers.scripts.deployments.create(
            "site",
            account_id=ACCOUNT,
            strategy="percentage",
            versions=wish,  # type: ignore[arg-type]  # wrong on purpose
        )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"main_module": "other.js"}, "No such module: other.js"),
        ({"bindings": [{"type": "assets", "name": "ASSETS"}]}, "assets binding without assets"),
        ({"assets": {"config": {"html_handling": "sometimes"}}}, "html_handling must be one of"),
    ],
)
def test_an_upload_that_cannot_be_leaves_what_is_live(client: Cloudflare, said: dict[str, object], words: str) -> None:
    plain(client, "site")
    before = live(client)
    with pytest.raises(BadRequestError, match=words):
        plain(client, "site", **said)
    assert live(client) == before


def test_a_script_that_does_not_exist_is_told_by_the_vendors_number(client: Cloudflare, call: Call) -> None:
    assert call("GET", SERVICE).json()["errors"][0]["code"] == 10007
    with pytest.raises(NotFoundError, match="10007"):
        versioned(client, FILES)


def test_a_script_that_another_one_is_bound_to_goes_only_by_force(client: Cloudflare) -> None:
    plain(client, "site")
    plain(client, "other", bindings=[{"type": "service", "name": "SITE", "service": "site"}])
    with pytest.raises(BadRequestError, match="still bound by other"):
        client.workers.scripts.delete("site", account_id=ACCOUNT)
    client.workers.scripts.delete("site", account_id=ACCOUNT, force=True)


def test_versions_go_with_their_script(client: Cloudflare, call: Call, zone: str) -> None:
    deployed(client, FILES)
    client.workers.routes.create(zone_id=zone, pattern="arqora.dev/a/*", script="site")
    client.workers.domains.update(account_id=ACCOUNT, hostname="www.arqora.dev", service="site", zone_id=zone)
    client.workers.scripts.delete("site", account_id=ACCOUNT)
    left = call("GET", "/_sandbox/state").json()["resources"]
    assert {kind for kind in left if kind.startswith("worker")} <= {"worker_asset_session", "worker_subdomain"}
    assert "dns_record" not in left


def test_the_journal_counts_files_and_bytes_and_keeps_neither(client: Cloudflare, call: Call) -> None:
    deployed(client, FILES)
    entries = call("GET", "/_sandbox/journal").json()["requests"]
    upload = next(each for each in reversed(entries) if each["path"].endswith("/workers/assets/upload"))
    assert upload["body"] == {"parts": [{"name": upload["body"]["parts"][0]["name"], "bytes": 20}]}
