"""What was uploaded of a site, what is live, and what was live before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cloudflare import Cloudflare

from operations.errors import OperationError
from operations.site.sites import Site

SHORT = 8
"""Characters of a version's id that people see, and that its preview's address begins with."""
SHORTEST = 4
"""Characters of an id that name a version."""
WHOLE = 100.0


@dataclass(frozen=True)
class Version:
    """One upload."""

    id: str
    number: int
    """1 for the first one."""
    created: str
    """When, as the vendor writes it."""
    message: str
    share: float
    """Percent of the visitors who get it now."""
    was_live: bool

    @property
    def short(self) -> str:
        """The beginning of its id."""
        return self.id[:SHORT]

    def __str__(self) -> str:
        return f"version {self.number} ({self.short})"


@dataclass(frozen=True)
class History:
    """The versions of a site that can be made live, newest first."""

    site: Site
    versions: Sequence[Version]

    @property
    def live(self) -> Version:
        """What most visitors get.

        Raises:
            OperationError: nothing is deployed.

        """
        best = max(self.versions, key=lambda each: each.share, default=None)
        if best is None or not best.share:
            raise OperationError(f"{self.site.name}: no version of it is live that could be gone back from; deploy it")
        return best

    def before(self) -> Version:
        """Return the newest version that was live and is older than the one that is.

        Raises:
            OperationError: there is none.

        """
        live = self.live
        older = [each for each in self.versions if each.was_live and each.number < live.number]
        if not older:
            raise OperationError(f"{self.site.name}: nothing older than {live} was ever live; choose one with --to")
        return max(older, key=lambda each: each.number)

    def named(self, text: str) -> Version:
        """Return the version of a number, an id, or the beginning of an id; a few digits are a number.

        Raises:
            OperationError: it is none, or more than one.

        """
        counted, begins = text.isdecimal() and len(text) < SHORT, text.lower()
        found = [
            each
            for each in self.versions
            if (text == str(each.number) if counted else len(text) >= SHORTEST and each.id.startswith(begins))
        ]
        if len(found) == 1:
            return found[0]
        what = "is more than one version" if found else "is no version that can be made live"
        raise OperationError(f"{text}: {what} of {self.site.name}; `arqora site versions` lists them")


def read(client: Cloudflare, site: Site) -> History:
    """Return a site's versions and which are live."""
    path = f"/accounts/{site.account}/workers/scripts/{site.script}"
    versions: Any = client.get(f"{path}/versions?deployable=true", cast_to=object)
    # The client's own type for this list has no field `deployments`.
    deployments: Any = client.get(f"{path}/deployments", cast_to=object)
    deployed = deployments["result"]["deployments"]
    shares = {each["version_id"]: float(each["percentage"]) for each in (deployed[0]["versions"] if deployed else [])}
    ever = {share["version_id"] for each in deployed for share in each["versions"]}
    return History(
        site,
        [
            Version(
                id=each["id"],
                number=int(each["number"]),
                created=each["metadata"]["created_on"],
                message=(each.get("annotations") or {}).get("workers/message", ""),
                share=shares.get(each["id"], 0.0),
                was_live=each["id"] in ever,
            )
            for each in versions["result"]["items"]
        ],
    )


def make_live(client: Cloudflare, site: Site, version: Version, message: str) -> None:
    """Have all visitors get a version from now on."""
    client.workers.scripts.deployments.create(
        site.script,
        account_id=site.account,
        strategy="percentage",
        versions=[{"version_id": version.id, "percentage": WHOLE}],
        annotations={"workers_message": message},
    )
