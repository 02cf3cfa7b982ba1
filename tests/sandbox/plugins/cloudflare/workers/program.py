"""A site with all that it takes to be seen, named to the engine without the SDK, which takes seconds to import."""

from importlib.metadata import version
from typing import Any

import pulumi

ACCOUNT = "b" * 32


class Resource(pulumi.CustomResource):
    """Any type of the plugin."""


def made(kind: str, title: str, /, **inputs: Any) -> Resource:
    """Ask the engine for a resource."""
    options = pulumi.ResourceOptions(version=version("pulumi-cloudflare"))
    return Resource(f"cloudflare:index/{kind[0].lower()}{kind[1:]}:{kind}", title, inputs, options)


zone = made("Zone", "zone", account={"id": ACCOUNT}, name="arqora.dev")
script = made(
    "WorkersScript",
    "site",
    accountId=ACCOUNT,
    scriptName="site",
    mainModule="site.js",
    content="export default { fetch(request, env) { return env.ASSETS.fetch(request); } };\n",
    compatibilityDate="2026-01-01",
    bindings=[{"name": "ASSETS", "type": "assets"}],
    assets={"directory": "dist", "config": {"notFoundHandling": "404-page", "headers": "/*\n  X-A: b\n"}},
)
made(
    "WorkersScriptSubdomain",
    "previews",
    accountId=ACCOUNT,
    scriptName=script.id,
    enabled=False,
    previewsEnabled=True,
)
made("WorkersCustomDomain", "www", accountId=ACCOUNT, zoneId=zone.id, hostname="www.arqora.dev", service=script.id)
made("WorkersRoute", "docs", zoneId=zone.id, pattern="arqora.dev/docs/*", script=script.id)
