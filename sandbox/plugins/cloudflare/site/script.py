"""What a script's upload says, from a program's properties (terraform-provider-cloudflare, workers_script/model.go)."""

import json
from collections.abc import Mapping
from typing import Any

Properties = Mapping[str, Any]
MODULE = "application/javascript+module"
CLASSIC = "application/javascript"
BODY = "script"
"""What a script is called that is no module."""
PLAIN = {
    "compatibilityDate": "compatibility_date",
    "compatibilityFlags": "compatibility_flags",
    "keepAssets": "keep_assets",
    "keepBindings": "keep_bindings",
    "logpush": "logpush",
    "mainModule": "main_module",
    "usageModel": "usage_model",
}
NESTED = {
    "annotations": "annotations",
    "bindings": "bindings",
    "limits": "limits",
    "observability": "observability",
    "placement": "placement",
    "tailConsumers": "tail_consumers",
}
NAMES = {
    "workersMessage": "workers/message",
    "workersTag": "workers/tag",
    "workersAlias": "workers/alias",
    "headers": "_headers",
    "redirects": "_redirects",
}
"""Members that the vendor calls otherwise than their names in lower case with underscores."""
ASSETS = ("assetManifestSha256", "directory", "jwt")
"""Members of `assets` that are no configuration."""
Part = tuple[str, tuple[str, bytes, str]]
"""A part of a form: its name, and file name, content and type."""


def metadata(properties: Properties, token: str | None) -> dict[str, Any]:
    """Return the metadata of an upload.

    Args:
        properties: of a `WorkersScript`, without what only the vendor knows.
        token: of the files' upload; None where there are none.

    """
    said = {vendor: properties.get(own) for own, vendor in PLAIN.items()}
    said |= {vendor: snaked(properties.get(own)) for own, vendor in NESTED.items()}
    assets: Properties = properties.get("assets") or {}
    config = snaked(assets.get("config"))
    if token or config:
        said["assets"] = {"jwt": token, "config": config}
    if not properties.get("mainModule") and properties.get("content") is not None:
        said["body_part"] = properties.get("bodyPart") or BODY
    found: dict[str, Any] = without_nothing(said)
    return found


def form(properties: Properties, content: str | None, token: str | None) -> list[Part]:
    """Return an upload as the vendor wants it: the code, if there is any, and the metadata."""
    said = metadata(properties, token)
    parts: list[Part] = []
    if content is not None:
        module = properties.get("mainModule")
        name = module or said.get("body_part") or BODY
        kind = properties.get("contentType") or (MODULE if module else CLASSIC)
        parts.append((name, (name, content.encode(), kind)))
    return [*parts, ("metadata", ("", json.dumps(said).encode(), "application/json"))]


def snaked(value: Any) -> Any:  # noqa: ANN401 -- a property may have any shape
    """Return a value with the vendor's names for the members of its objects."""
    if isinstance(value, Mapping):
        return {NAMES.get(key) or snake(key): snaked(item) for key, item in value.items() if not key.startswith("__")}
    return [snaked(item) for item in value] if isinstance(value, list) else value


def snake(name: str) -> str:
    """Return a name in lower case with underscores."""
    return "".join(f"_{each.lower()}" if each.isupper() else each for each in name)


def without_nothing(value: Any) -> Any:  # noqa: ANN401 -- as above
    """Return a value without the members of its objects that are None."""
    if isinstance(value, Mapping):
        return {key: without_nothing(item) for key, item in value.items() if item is not None}
    return [without_nothing(item) for item in value] if isinstance(value, list) else value
