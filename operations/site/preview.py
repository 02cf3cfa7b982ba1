"""Uploads a directory as a version of a site that nobody gets yet, and says where it can be seen."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cloudflare import Cloudflare, NotFoundError

from operations.engine import Target
from operations.errors import OperationError
from operations.site.history import SHORT
from operations.site.sites import Site
from sandbox.plugins.cloudflare.site import manifest, script
from sandbox.plugins.cloudflare.site.manifest import SiteError
from sandbox.plugins.cloudflare.site.upload import Progress, Upload, UploadError

TYPE = "cloudflare:index/workersScript:WorkersScript"
SECRET = ("secret_text", "secret_key")
"""Kinds of bindings that the vendor never shows again."""


@dataclass(frozen=True)
class Preview:
    """An uploaded version."""

    version: str
    """Its id."""
    url: str | None
    """Where it is served; None where the site's previews are closed."""


def upload(client: Cloudflare, target: Target, site: Site, directory: Path, progress: Progress) -> Preview:
    """Upload a directory as a version, served as the site is; what is live stays.

    Raises:
        OperationError: the directory cannot be uploaded, or the upload broke.

    """
    said = (
        inputs(target, site)
        | bindings(client, site)
        | {"annotations": {"workersMessage": f"preview of {directory.name}"}}
    )
    try:
        files = manifest.read(directory)
        token = Upload(client, site.account, site.script, files, progress).run()
    except (SiteError, UploadError) as error:
        raise OperationError(str(error)) from error
    answer: Any = client.post(
        f"/accounts/{site.account}/workers/scripts/{site.script}/versions",
        cast_to=object,
        files=script.form(said, said.get("content"), token),
        options={"headers": {"Content-Type": "multipart/form-data"}},
    )
    version = str(answer["result"]["id"])
    return Preview(version, address(client, site, version))


def inputs(target: Target, site: Site) -> dict[str, Any]:
    """Return what the program says about a site's script, from the stack's state.

    Raises:
        OperationError: it says nothing.

    """
    resources = json.loads(target.quietly("stack", "export"))["deployment"].get("resources", [])
    for each in resources:
        if each["type"] == TYPE and each["inputs"].get("scriptName") == site.script:
            found: dict[str, Any] = each["inputs"]
            return found
    raise OperationError(f"{site.name}: is not deployed; `arqora up {target.stack}` does it, previews come after")


def bindings(client: Cloudflare, site: Site) -> dict[str, Any]:
    """Return what a version is bound to: as the one that is live; what is secret is kept from the version before."""
    answer: Any = client.get(f"/accounts/{site.account}/workers/scripts/{site.script}/settings", cast_to=object)
    shown = [each for each in answer["result"].get("bindings") or [] if each["type"] not in SECRET]
    return {"bindings": shown, "keepBindings": list(SECRET)}


def address(client: Cloudflare, site: Site, version: str) -> str | None:
    """Return where a version is served, None if previews are closed (Workers docs, "Version URLs")."""
    if not client.workers.scripts.subdomain.get(site.script, account_id=site.account).previews_enabled:
        return None
    try:
        subdomain = client.workers.subdomains.get(account_id=site.account).subdomain
    except NotFoundError:
        return None
    return f"https://{version[:SHORT]}-{site.script}.{subdomain}.workers.dev/"
