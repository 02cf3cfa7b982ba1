"""The properties of `WorkersScript`.

They are those of terraform-provider-cloudflare 5.19.1 as recorded in `tests/sandbox/plugins/vectors`, with what
pulumi-cloudflare 6.23.1 knows beyond. What the emulated vendor does not do is refused by name and not ignored.
"""

import hashlib
from typing import Any

from sandbox.plugins.cloudflare.resources.workers.bindings import bindings
from sandbox.plugins.framework.schema.declare import (
    anything,
    boolean,
    integer,
    list_of,
    map_of,
    nested,
    number,
    set_of,
    string,
)
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties

CODE = ("content", "contentFile", "assets")


def one_of(*allowed: str) -> Any:  # noqa: ANN401 -- a rule
    """Refuse other values; the official provider does not mind their case."""
    return lambda value: None if value.lower() in allowed else f"{value!r} is not one of {', '.join(allowed)}"


def absent(_: object) -> str:
    """Refuse any value."""
    return "the sandbox's cloudflare plugin does not have it; leave it out"


def code(inputs: Properties) -> list[tuple[str, str]]:
    """Refuse a script without anything to run or serve, and one with two sources of its code."""
    given = [name for name in CODE if inputs.get(name) is not None]
    if not given:
        return [("content", "nothing to run or serve; set one of content, contentFile, assets")]
    if "content" in given and "contentFile" in given:
        return [("contentFile", "content is set as well; set one of them")]
    if "contentFile" in given and inputs.get("contentSha256") is None:
        return [("contentSha256", "missing; set it to the SHA-256 of the file, so that a change of it shows")]
    return []


def hashed(inputs: Properties) -> list[tuple[str, str]]:
    """Refuse a hash that is not the content's."""
    content, given = inputs.get("content"), inputs.get("contentSha256")
    if not isinstance(content, str) or not isinstance(given, str):
        return []
    found = hashlib.sha256(content.encode()).hexdigest()
    return [] if found == given else [("contentSha256", f"is not the hash of content, which is {found}")]


def sources(inputs: Properties) -> list[tuple[str, str]]:
    """Refuse files that were uploaded already beside a directory to upload."""
    assets = inputs.get("assets")
    if isinstance(assets, dict) and assets.get("jwt") is not None and assets.get("directory") is not None:
        return [("assets.jwt", "directory is set as well; set one of them")]
    return []


def first(value: object) -> str | None:
    """Refuse what says neither yes nor no nor for which paths."""
    if isinstance(value, bool):
        return None
    paths = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
    if paths and paths == value and all(each.startswith(("/", "!/")) for each in paths):
        return None
    return f"{value!r} is neither true nor false nor a list of paths that begin with / or !/"


CONFIG = nested(
    {
        "headers": string(),
        "redirects": string(),
        "htmlHandling": string(
            rules=(one_of("auto-trailing-slash", "force-trailing-slash", "drop-trailing-slash", "none"),)
        ),
        "notFoundHandling": string(rules=(one_of("none", "404-page", "single-page-application"),)),
        "runWorkerFirst": anything(rules=(first,)),
        "serveDirectly": boolean(),
        "basePath": string(rules=(absent,)),
    }
)
ASSETS = nested(
    {
        "config": CONFIG,
        "directory": string(),
        "jwt": string(secret=True),
        "assetManifestSha256": string(computed=True),
    }
)
OBSERVABILITY = nested(
    {
        "enabled": boolean(required=True),
        "headSamplingRate": number(),
        "issues": nested({"enabled": boolean()}),
        "logs": nested(
            {
                "enabled": boolean(required=True),
                "invocationLogs": boolean(required=True),
                "destinations": list_of(string()),
                "headSamplingRate": number(),
                "persist": boolean(default=True),
            }
        ),
        "traces": nested(
            {
                "enabled": boolean(),
                "destinations": list_of(string()),
                "headSamplingRate": number(),
                "persist": boolean(),
                "propagationPolicy": string(),
            }
        ),
    }
)
PLACEMENT = nested(
    {
        "mode": string(rules=(one_of("smart", "targeted"),)),
        "lastAnalyzedAt": string(computed=True),
        "status": string(computed=True),
        "region": string(),
        "hostname": string(),
        "host": string(),
        "targets": list_of(nested({"region": string(), "hostname": string(), "host": string()})),
    },
    computed=True,
)
MISSING = {
    "bindingsInherit": string(rules=(absent,)),
    "cacheOptions": nested({}, rules=(absent,)),
    "exports": map_of(nested({}), rules=(absent,)),
    "files": map_of(nested({}), rules=(absent,)),
    "migrations": nested({}, rules=(absent,)),
    "packageDependencies": list_of(nested({}), rules=(absent,)),
}
"""What the sandbox's plugin does not have."""
MIME_TYPES = (
    "application/javascript+module",
    "application/javascript",
    "text/javascript+module",
    "text/javascript",
    "text/x-python",
)

SCHEMA = Schema(
    type="cloudflare:index/workersScript:WorkersScript",
    generation=Generation.FRAMEWORK,
    properties={
        "accountId": string(replaces=True),
        "scriptName": string(required=True, replaces=True),
        "content": string(),
        "contentFile": string(),
        "contentSha256": string(),
        "contentType": string(rules=(one_of(*MIME_TYPES),)),
        "mainModule": string(),
        "bodyPart": string(),
        "assets": ASSETS,
        "keepAssets": boolean(),
        "bindings": bindings(),
        "keepBindings": set_of(string()),
        "annotations": nested(
            {
                "workersMessage": string(),
                "workersTag": string(),
                "workersTriggeredBy": string(computed=True),
            },
            computed=True,
        ),
        "compatibilityDate": string(default=""),
        "compatibilityFlags": set_of(string(), computed=True),
        "limits": nested({"cpuMs": integer(), "subrequests": integer()}),
        "logpush": boolean(default=False),
        "observability": OBSERVABILITY,
        "placement": PLACEMENT,
        "tailConsumers": set_of(
            nested({"service": string(required=True), "environment": string(), "namespace": string()}), computed=True
        ),
        "usageModel": string(default="standard", rules=(one_of("standard", "bundled", "unbound"),)),
        "force": boolean(),
        "createdOn": string(computed=True, output=True, keeps=True),
        "etag": string(computed=True, output=True),
        "handlers": list_of(string(), computed=True, output=True),
        "hasAssets": boolean(computed=True, output=True),
        "hasModules": boolean(computed=True, output=True),
        "lastDeployedFrom": string(computed=True, output=True),
        "migrationTag": string(computed=True, output=True),
        "modifiedOn": string(computed=True, output=True),
        "namedHandlers": list_of(nested({"handlers": list_of(string()), "name": string()}), computed=True, output=True),
        "placementMode": string(computed=True, output=True),
        "placementStatus": string(computed=True, output=True),
        "startupTimeMs": integer(computed=True, output=True),
        **MISSING,
    },
    autonamed=False,
    checks=(code, hashed, sources),
)
