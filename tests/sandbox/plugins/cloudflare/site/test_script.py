"""What an upload says: the vendor's names, and nothing that was not said."""

import json
from typing import Any

from sandbox.plugins.cloudflare.site import script

RECORDED = {"compatibility_date": "2026-01-01", "logpush": False, "main_module": "w.js", "usage_model": "standard"}
"""What the official plugin sends for these properties (`vectors/wire/cloudflare.json` of the facts)."""
GIVEN = {
    "scriptName": "site",
    "accountId": "b" * 32,
    "content": "export default {}",
    "mainModule": "w.js",
    "compatibilityDate": "2026-01-01",
    "logpush": False,
    "usageModel": "standard",
    "bindings": None,
}


def test_a_module_is_sent_as_the_official_plugin_sends_it() -> None:
    module, said = script.form(GIVEN, "export default {}", None)
    assert module == ("w.js", ("w.js", b"export default {}", "application/javascript+module"))
    assert json.loads(said[1][1]) == RECORDED


def test_files_are_named_by_their_token_and_served_as_configured() -> None:
    config = {"headers": "/*\n", "notFoundHandling": "404-page", "htmlHandling": None}
    assets = {"directory": "dist", "assetManifestSha256": "0" * 64, "config": config}
    assert script.metadata({**GIVEN, "assets": assets}, "token")["assets"] == {
        "jwt": "token",
        "config": {"_headers": "/*\n", "not_found_handling": "404-page"},
    }


def test_a_script_that_is_no_module_says_which_part_it_is() -> None:
    code, said = script.form({"content": "x", "scriptName": "s"}, "x", None)
    assert code[1] == ("script", b"x", "application/javascript")
    assert json.loads(said[1][1]) == {"body_part": "script"}


def test_bindings_have_the_vendors_names() -> None:
    bindings: list[dict[str, Any]] = [
        {"name": "KEY", "type": "kv_namespace", "namespaceId": "1", "text": None, "__defaults": []}
    ]
    assert script.metadata({"bindings": bindings}, None)["bindings"] == [
        {"name": "KEY", "type": "kv_namespace", "namespace_id": "1"}
    ]
