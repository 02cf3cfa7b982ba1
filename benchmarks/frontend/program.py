"""One site."""

import os

import pulumi_cloudflare as cloudflare

cloudflare.WorkersScript(
    "site",
    account_id="a" * 32,
    script_name="site",
    main_module="site.js",
    content="export default { fetch(request, env) { return env.ASSETS.fetch(request); } };\n",
    compatibility_date="2026-01-01",
    bindings=[{"name": "ASSETS", "type": "assets"}],
    assets={"directory": os.environ["SITE"], "config": {"not_found_handling": "404-page"}},
)
