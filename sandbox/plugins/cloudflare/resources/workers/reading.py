"""What the vendor shows of a script, as properties (terraform-provider-cloudflare, workers_script/resource.go)."""

import hashlib

from sandbox.cloudflare.multipart import Part, parts
from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.resources.workers.table import SCHEMA
from sandbox.plugins.cloudflare.wire import received
from sandbox.plugins.framework.values import Properties

SCRIPT = (
    "createdOn",
    "etag",
    "handlers",
    "hasAssets",
    "hasModules",
    "lastDeployedFrom",
    "migrationTag",
    "modifiedOn",
    "namedHandlers",
    "placementMode",
    "placementStatus",
    "usageModel",
)
SETTINGS = (
    "bindings",
    "compatibilityDate",
    "compatibilityFlags",
    "limits",
    "logpush",
    "observability",
    "placement",
    "tailConsumers",
)
MAIN = "mainModule"
SECRET = "secret_text"  # noqa: S105 (a kind of binding)


def properties(script: Document, settings: Document, module: Part, state: Properties) -> Document:
    """Return a script as the vendor has it.

    Args:
        script: it, as a service shows it.
        settings: of its live version.
        module: the code that is live.
        state: what the engine knows, only the place for an import: what the vendor never shows stays.

    """
    code = module.content.decode(errors="replace")
    table = SCHEMA.properties
    found = received({name: table[name] for name in SCRIPT}, script)
    found |= received({name: table[name] for name in SETTINGS}, settings)
    if not (found["placement"] or {}).get("mode"):
        found["placement"] = None
    found["bindings"] = bindings(found["bindings"] or [], state.get("bindings") or [])
    if state.get("contentFile") is None and (code or state.get("content") is not None):
        found["content"] = code
    if MAIN not in state and script.get("has_modules"):
        found[MAIN] = module.name
    if state.get("contentSha256") is not None:
        found["contentSha256"] = hashlib.sha256(code.encode()).hexdigest()
    return found


def bindings(shown: list[Document], before: list[Document]) -> list[Document]:
    """Return bindings in the state's order, with the texts of secrets from there; others' secrets are not ours."""
    there = {(each["type"], each["name"]): each for each in shown}
    kept = []
    for old in before:
        new = there.pop((old["type"], old["name"]), None)
        if new is not None:
            kept.append({**new, "text": old.get("text")} if old["type"] == SECRET else new)
    return [*kept, *(each for each in there.values() if each["type"] != SECRET)]


def code(form: str) -> Part:
    """Return the first file of a form that has lost its header; its first line has the boundary."""
    boundary = form.partition("\r\n")[0].removeprefix("--")
    return parts(f"multipart/form-data; boundary={boundary}", form.encode())[0]
