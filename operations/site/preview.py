"""Uploads a directory as a version of a site that nobody gets yet, and says where it can be seen."""

import json
from collections.abc import Mapping
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
SECRET = "4dabf18193072939515e22adb298388d"  # noqa: S105 (the engine's mark of secrets in states)


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
    said = without_secrets(inputs(target, site))
    try:
        files = manifest.read(directory)
        token = Upload(client, site.account, site.script, files, progress).run()
    except (SiteError, UploadError) as error:
        raise OperationError(str(error)) from error
    said = {**said, "annotations": {"workersMessage": f"preview of {directory.name}"}}
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


def without_secrets(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return inputs whose secret bindings are those of the version before: a state does not show them."""
    bindings = said.get("bindings") or []
    if not isinstance(bindings, list):
        raise OperationError("the site's bindings are secret as a whole; mark only their texts, then preview it")
    hidden = [each for each in bindings if SECRET in json.dumps(each)]
    return {
        **said,
        "bindings": [each for each in bindings if each not in hidden],
        "keepBindings": sorted({str(each["type"]) for each in hidden}) or None,
    }


def address(client: Cloudflare, site: Site, version: str) -> str | None:
    """Return where a version is served, None if previews are closed (Workers docs, "Version URLs")."""
    if not client.workers.scripts.subdomain.get(site.script, account_id=site.account).previews_enabled:
        return None
    try:
        subdomain = client.workers.subdomains.get(account_id=site.account).subdomain
    except NotFoundError:
        return None
    return f"https://{version[:SHORT]}-{site.script}.{subdomain}.workers.dev/"
