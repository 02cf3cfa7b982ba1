"""Scripts with their files: `WorkersScript`.

A deploy uploads the files that the vendor lacks first, and makes a version of all of them at the end, in one call. So
an upload that breaks leaves what is live as it was, and the next one goes on with the files that are missing then.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.managed import Managed
from sandbox.plugins.cloudflare.resources.workers import reading
from sandbox.plugins.cloudflare.resources.workers.bindings import SECRETS
from sandbox.plugins.cloudflare.resources.workers.table import SCHEMA
from sandbox.plugins.cloudflare.site import manifest
from sandbox.plugins.cloudflare.site.manifest import Manifest, SiteError
from sandbox.plugins.cloudflare.site.script import form
from sandbox.plugins.cloudflare.site.upload import Upload, UploadError
from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.journal import CLOCK_SECONDS
from sandbox.plugins.framework.log import say
from sandbox.plugins.framework.managed import Edit, Made, known
from sandbox.plugins.framework.resource import Change, Check, Checked, State
from sandbox.plugins.framework.values import UNKNOWN, Properties

HASH = "assetManifestSha256"


class WorkersScript(Managed):
    """A script and its files; its id is its name. Each deploy is a version that can be gone back to."""

    path = "/accounts/{accountId}/workers/scripts/{scriptName}"
    schema = SCHEMA

    def shaped(self, inputs: Properties) -> Properties:
        """Return inputs in shape, with the hash of all files: so a file that changed is a change.

        Raises:
            PluginError: the directory cannot be read.

        """
        found = super().shaped(inputs)
        assets = found.get("assets")
        if not isinstance(assets, dict) or not isinstance(assets.get("directory"), str):
            return found
        return {**found, "assets": {**assets, HASH: manifest.fingerprint(self.files(assets["directory"]))}}

    def check(self, request: Check) -> Checked:
        """Judge inputs; bindings are secret as soon as one of them has a secret inside, whatever the program says."""
        found = super().check(request)
        given = found.inputs.get("bindings")
        hidden = any(
            each.get(name) is not None for each in (given if isinstance(given, list) else ()) for name in SECRETS
        )
        return replace(found, secrets=found.secrets | {"bindings"}) if hidden else found

    def make(self, plan: Properties) -> Made:
        """Upload it, and make it live."""
        self.deploy(plan)
        return Made(str(plan["scriptName"]))

    def amend(self, edit: Edit) -> None:
        """Upload it again: there is no smaller change, and none of its properties leaves the version as it is."""
        self.deploy(edit.plan)

    def deploy(self, plan: Properties) -> None:
        """Upload the files that the vendor lacks, then make a version of everything and have it served.

        Raises:
            PluginError: one of both failed; what is live is as it was.

        """
        assets: Properties = plan.get("assets") or {}
        token = assets.get("jwt")
        if assets.get("directory"):
            token = self.upload(plan, self.files(assets["directory"]))
        self.api.put(self.at(plan), parts=form(plan, code(plan), token))

    def upload(self, plan: Properties, files: Manifest) -> str:
        """Upload what is missing; returns the token for a version with all files.

        Raises:
            PluginError: the upload broke.

        """
        account, name = str(plan["accountId"]), str(plan["scriptName"])
        try:
            return Upload(self.api.client, account, name, files, say).run()
        except SiteError as error:
            raise PluginError(f"assets.directory: {error}", Outcome.INVALID) from error
        except UploadError as error:
            raise PluginError(str(error)) from error

    def files(self, directory: str) -> Manifest:
        """Return what a directory holds; a relative one starts where the engine runs the program.

        Raises:
            PluginError: it cannot be read.

        """
        try:
            return manifest.read(Path(directory).expanduser())
        except SiteError as error:
            raise PluginError(f"assets.directory: {error}", Outcome.INVALID) from error

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties as the vendor has them, of the version that is live."""
        service = self.service(state, resource_id)
        settings = self.api.get(f"{self.at(state)}/settings")
        text = self.api.get(f"{self.at(state)}/content/v2")
        if service is None or settings is None or text is None:
            return None
        own = {name: state.get(name) for name in self.parents}
        return own | reading.properties(service["default_environment"]["script"], settings, reading.code(text), state)

    def service(self, state: Properties, name: str) -> Any:  # noqa: ANN401 -- a result may have any shape
        """Return the service that a script is, None if there is none."""
        return self.api.get(f"/accounts/{state['accountId']}/workers/services/{name}")

    def remove(self, resource_id: str, state: Properties) -> None:  # noqa: ARG002 -- the path says it
        """Remove it with its versions."""
        self.api.delete(self.at(state) + ("?force=true" if state.get("force") else ""))

    def seek(self, plan: Properties) -> str | None:
        """Return the name, if there is such a script."""
        return str(plan["scriptName"]) if self.service(plan, str(plan["scriptName"])) is not None else None

    def is_ours(self, resource_id: str, plan: Properties, since: float) -> bool:
        """Tell whether it was uploaded after it was asked for."""
        found = self.service(plan, resource_id)
        if found is None:
            return False
        uploaded = datetime.fromisoformat(found["default_environment"]["script"]["modified_on"]).timestamp()
        return uploaded >= since - CLOCK_SECONDS

    def _adopted(self, change: Change) -> State:
        """Deploy again over what an interrupted creation made: the vendor does not tell which files that was with."""
        self.deploy(known(self.planned(change.new, None)))
        return super()._adopted(change)

    def located(self, text: str) -> tuple[str, Properties]:
        """Return name and account for an import: `<account_id>/<script_name>`.

        Raises:
            PluginError: it has not that form.

        """
        account, _, name = text.partition("/")
        if not account or not name or "/" in name:
            raise PluginError(f"WorkersScript {text!r}: no such id; write <account_id>/<script_name>", Outcome.INVALID)
        return name, {"accountId": account, "scriptName": name}


def code(plan: Properties) -> str | None:
    """Return the code of a script, None if it has only files.

    Raises:
        PluginError: its file cannot be read.

    """
    file = plan.get("contentFile")
    if file is None:
        content = plan.get("content")
        return None if content is None or content is UNKNOWN else str(content)
    try:
        return Path(file).expanduser().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PluginError(f"contentFile: {file}: {error}; correct the path", Outcome.INVALID) from error
