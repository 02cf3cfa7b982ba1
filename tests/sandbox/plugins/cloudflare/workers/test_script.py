"""Scripts with their files: what changed is seen, uploaded alone, and live as a whole or not at all."""

from pathlib import Path
from typing import Any

import grpc
import pytest

from sandbox.plugins.framework.values import plain_map
from tests.sandbox.cloudflare.workers.site import ACCOUNT, live, plain
from tests.sandbox.plugins.cloudflare.workers.conftest import Vendor, token_of

UPLOAD = r"/accounts/.*/workers/assets/upload"
SCRIPT = "WorkersScript"


def test_a_site_is_uploaded_once_and_is_as_it_was_asked_for(vendor: Vendor, site: dict[str, Any]) -> None:
    name, state = vendor.make(SCRIPT, site)
    assert (name, state["hasAssets"], state["hasModules"], vendor.uploads()) == ("site", True, True, [100, 50])
    assert vendor.differs(SCRIPT, state, site) == []


def test_a_changed_file_is_a_change_and_is_uploaded_alone(vendor: Vendor, site: dict[str, Any], dist: Path) -> None:
    name, state = vendor.make(SCRIPT, site)
    (dist / "7.html").write_text("<h1>seven</h1>")
    assert "assets" in vendor.differs(SCRIPT, state, site)
    after = vendor.change(SCRIPT, name, state, site)
    assert vendor.uploads() == [100, 50, 1]
    assert vendor.differs(SCRIPT, after, site) == []


def test_an_upload_that_breaks_leaves_what_is_live_and_the_next_one_goes_on(
    vendor: Vendor, site: dict[str, Any], dist: Path
) -> None:
    name, state = vendor.make(SCRIPT, site)
    before = live(vendor.client)
    for number in range(150):
        (dist / f"{number}.html").write_text(f"<h1>new {number}</h1>")
    vendor.fault(kind="status", path=UPLOAD, status=403, skip=1, count=1)
    with pytest.raises(grpc.RpcError, match=r"untouched, and at least 0 of 150 files"):
        vendor.change(SCRIPT, name, state, site)
    assert live(vendor.client) == before
    vendor.change(SCRIPT, name, state, site)
    assert live(vendor.client) != before
    refused = 50
    assert vendor.uploads() == [100, 50, 100, refused, 50]


def test_a_version_that_is_refused_leaves_what_is_live(vendor: Vendor, site: dict[str, Any]) -> None:
    name, state = vendor.make(SCRIPT, site)
    before = live(vendor.client)
    with pytest.raises(grpc.RpcError, match="assets binding without assets"):
        vendor.change(SCRIPT, name, state, {key: value for key, value in site.items() if key != "assets"})
    assert live(vendor.client) == before


def test_a_lost_answer_to_a_deploy_is_found_out(vendor: Vendor, site: dict[str, Any]) -> None:
    vendor.fault(kind="drop_after", method="PUT", path=r"/accounts/.*/scripts/site", count=1)
    name, state = vendor.make(SCRIPT, site)
    assert (name, state["hasAssets"]) == ("site", True)


def test_a_deploy_that_nobody_heard_of_is_made_again_with_the_files_of_today(
    vendor: Vendor, site: dict[str, Any], dist: Path
) -> None:
    vendor.make(SCRIPT, site)
    before = live(vendor.client)
    (dist / "7.html").write_text("<h1>seven</h1>")
    vendor.make(SCRIPT, site)
    assert vendor.uploads() == [100, 50, 1]
    assert live(vendor.client) != before


def test_after_a_roll_back_nothing_is_to_change(vendor: Vendor, site: dict[str, Any], dist: Path) -> None:
    name, state = vendor.make(SCRIPT, site)
    first = live(vendor.client)
    (dist / "7.html").write_text("<h1>seven</h1>")
    state = vendor.change(SCRIPT, name, state, site)
    vendor.client.workers.scripts.deployments.create(
        "site", account_id=ACCOUNT, strategy="percentage", versions=[{"version_id": first, "percentage": 100}]
    )
    found, outputs, _ = vendor.plugin.read(token_of(SCRIPT), name, state, vendor.check(SCRIPT, site))
    refreshed = {key: value.value for key, value in outputs.items()}
    assert (found, refreshed["etag"] == state["etag"]) == ("site", False)
    assert vendor.differs(SCRIPT, state, site) == []
    (dist / "7.html").write_text("<h1>VII</h1>")
    vendor.change(SCRIPT, name, state, site)
    assert live(vendor.client) != first


def test_what_others_changed_is_seen(vendor: Vendor, site: dict[str, Any]) -> None:
    name, state = vendor.make(SCRIPT, site)
    module = ("site.js", b"export default { other: 1 }", "application/javascript+module")
    said: Any = {"main_module": "site.js", "keep_assets": True}
    vendor.client.workers.scripts.update("site", account_id=ACCOUNT, metadata=said, files=[module])
    _, outputs, inputs = vendor.plugin.read(token_of(SCRIPT), name, state, vendor.check(SCRIPT, site))
    assert outputs["content"].value == inputs["content"].value == "export default { other: 1 }"


def test_everything_that_was_said_comes_back_the_same(vendor: Vendor, site: dict[str, Any]) -> None:
    logs = {"enabled": True, "invocationLogs": True, "headSamplingRate": 0.5}
    config = {**site["assets"]["config"], "runWorkerFirst": ["/api/*", "!/api/docs/*"], "htmlHandling": "none"}
    said = {
        **site,
        "assets": {**site["assets"], "config": config},
        "observability": {"enabled": True, "logs": logs},
        "compatibilityFlags": ["nodejs_compat"],
        "limits": {"cpuMs": 50},
        "placement": {"mode": "smart"},
        "tailConsumers": [{"service": "tail"}],
        "annotations": {"workersMessage": "first"},
        "bindings": [
            *site["bindings"],
            {"name": "KV", "type": "kv_namespace", "namespaceId": "0" * 32},
            {"name": "LIMIT", "type": "ratelimit", "namespaceId": "1", "simple": {"limit": 5, "period": 10}},
        ],
    }
    name, state = vendor.make(SCRIPT, said)
    assert vendor.differs(SCRIPT, state, said) == []
    inputs = vendor.check(SCRIPT, said)
    _, outputs, found = vendor.plugin.read(token_of(SCRIPT), name, state, inputs)
    assert vendor.differs(SCRIPT, plain_map(outputs), said) == []
    assert {key: value for key, value in plain_map(found).items() if not key.startswith("__")} == {
        key: value for key, value in inputs.items() if not key.startswith("__")
    }


def test_a_script_that_is_gone_is_gone(vendor: Vendor, site: dict[str, Any]) -> None:
    name, state = vendor.make(SCRIPT, site)
    vendor.plugin.delete(token_of(SCRIPT), name, state)
    assert vendor.plugin.read(token_of(SCRIPT), name, state, {})[0] == ""
    vendor.plugin.delete(token_of(SCRIPT), name, state)


def test_a_script_that_others_use_goes_by_force_only(vendor: Vendor, site: dict[str, Any]) -> None:
    name, state = vendor.make(SCRIPT, site)
    plain(vendor.client, "other", bindings=[{"type": "service", "name": "SITE", "service": "site"}])
    with pytest.raises(grpc.RpcError, match="still bound by other"):
        vendor.plugin.delete(token_of(SCRIPT), name, state)
    vendor.plugin.delete(token_of(SCRIPT), name, {**state, "force": True})
    assert vendor.plugin.read(token_of(SCRIPT), name, state, {})[0] == ""


def test_a_script_is_imported_by_account_and_name(vendor: Vendor, site: dict[str, Any]) -> None:
    vendor.make(SCRIPT, site)
    name, _, inputs = vendor.plugin.read(token_of(SCRIPT), f"{ACCOUNT}/site")
    assert (name, inputs["scriptName"].value, inputs["accountId"].value) == ("site", "site", ACCOUNT)
    assert inputs["mainModule"].value == "site.js"
    with pytest.raises(grpc.RpcError, match="write <account_id>/<script_name>"):
        vendor.plugin.read(token_of(SCRIPT), "site")


def test_the_text_of_a_secret_stays_in_the_state_and_is_marked(vendor: Vendor, site: dict[str, Any]) -> None:
    secret = {"name": "KEY", "type": "secret_text", "text": "confidential"}
    checked, _ = vendor.plugin.check(token_of(SCRIPT), {**site, "bindings": [*site["bindings"], secret]})
    _, outputs = vendor.plugin.create(token_of(SCRIPT), checked)
    kept = outputs["bindings"]
    assert kept.contains_secret()
    assert "confidential" not in vendor.call("GET", f"/accounts/{ACCOUNT}/workers/scripts/site/settings").text


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({"content": None, "assets": None}, "content", "nothing to run or serve"),
        ({"contentFile": "w.js"}, "contentFile", "content is set as well"),
        ({"contentSha256": "0" * 64}, "contentSha256", "is not the hash of content"),
        ({"assets": {"jwt": "x", "directory": "dist"}}, "assets.jwt", "directory is set as well"),
        ({"assets": {"config": {"htmlHandling": "x"}}}, "assets.config.htmlHandling", "is not one of"),
        ({"assets": {"config": {"runWorkerFirst": ["api/*"]}}}, "assets.config.runWorkerFirst", "begin with / or !/"),
        ({"migrations": {"newTag": "x"}}, "migrations", "plugin does not have it"),
        ({"usageModel": "free"}, "usageModel", "is not one of"),
    ],
)
def test_what_cannot_be_is_refused_while_planning(
    vendor: Vendor, site: dict[str, Any], change: dict[str, Any], path: str, words: str
) -> None:
    inputs = {key: value for key, value in {**site, **change}.items() if value is not None}
    _, failures = vendor.plugin.check(token_of(SCRIPT), inputs)
    assert failures
    assert failures[0][0] == path
    assert words in failures[0][1]


def test_a_directory_that_is_not_there_is_refused_while_planning(vendor: Vendor, site: dict[str, Any]) -> None:
    checked = vendor.check(SCRIPT, {**site, "assets": {"directory": "/nowhere/dist"}})
    with pytest.raises(grpc.RpcError, match=r"assets\.directory: /nowhere/dist: no such directory"):
        vendor.plugin.create(token_of(SCRIPT), checked, preview=True)
