"""Static sites: directories of files that the edge serves itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from .._base.args import Args
from . import capabilities, headers_file, names
from .capabilities import WorkersPlan
from .matching import Path as UrlPath

MODULE = "site.js"
CONTENT = "export default { fetch(request, env) { return env.ASSETS.fetch(request); } };\n"
"""Only a request that no file answers gets here; it goes back, for the answer that `not_found` says."""
COMPATIBILITY = "2026-01-01"
"""The day whose behaviour of the vendor's runtime we want. Kept, so that nothing changes by itself."""
CONFIGURATION = ("_headers", "_redirects")
"""Files that say how the others are served."""
WELL_KNOWN = ".well-known"
FINGERPRINT = re.compile(r"[._-][A-Za-z0-9_-]{8,}(\.[A-Za-z0-9]+)+$")
"""A name that has a part of eight or more characters before its endings, as bundlers write hashes of the contents."""
MEBIBYTE = 1 << 20
SHOWN = 3


class Site(Args):
    """One site. Its host is its key; the directory's files are uploaded as they are."""

    directory: Annotated[str, Field(min_length=1)]
    """Where the built site is, relative to the project."""
    immutable: UrlPath | None = "/assets/*"
    """Files whose names change with their contents: browsers keep them for a year. Null: none."""
    not_found: Literal["404-page", "single-page-application", "none"] = "404-page"
    """What is served where there is no file: `/404.html`, or `/index.html`, or nothing."""
    html: Literal["auto-trailing-slash", "force-trailing-slash", "drop-trailing-slash", "none"] = "auto-trailing-slash"
    previews: bool = True
    """Uploaded versions can be seen at an address of their own before they are live."""

    def inputs(self) -> dict[str, Any]:
        """Return the site's Worker as the provider takes it."""
        return {
            "content": CONTENT,
            "main_module": MODULE,
            "compatibility_date": COMPATIBILITY,
            "assets": {"directory": self.directory, "config": self.config()},
            "bindings": [{"name": "ASSETS", "type": "assets"}],
        }

    def config(self) -> dict[str, Any]:
        """Return how the files are served."""
        told: dict[str, Any] = {"html_handling": self.html, "not_found_handling": self.not_found}
        if headers := headers_file.text(self.immutable, own(self.directory, "_headers")):
            told["headers"] = headers
        if redirects := own(self.directory, "_redirects"):
            told["redirects"] = redirects
        return told


@dataclass(frozen=True)
class File:
    """A file of a site."""

    path: str
    """Relative to the directory, with slashes."""
    size: int
    """Bytes."""
    outside: bool
    """A link that leads out of the directory."""


def script(host: str, zone: str) -> str:
    """Return the name of a site's Worker; 63 characters is the vendor's limit for names in addresses."""
    return names.clean(f"{zone}-{names.key(host, zone)}")[:63].rstrip("-")


def own(directory: str, name: str) -> str:
    """Return a configuration file of a site, empty if it has none."""
    file = Path(directory, name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def files(directory: str) -> Iterator[File]:
    """Yield the files of a directory, by their paths."""
    root = Path(directory)
    real = root.resolve()
    for file in sorted(root.rglob("*")):
        if file.is_file() or file.is_symlink():
            outside = not file.resolve().is_relative_to(real)
            yield File(file.relative_to(root).as_posix(), 0 if outside else file.stat().st_size, outside)


def problems(path: str, site: Site, plan: WorkersPlan) -> list[str]:
    """Return what is wrong with a site's directory, with the files that are."""
    here = f"{path}.directory"
    if not Path(site.directory).is_dir():
        return [f"{here}: {site.directory} is no directory; build the site first, or correct the path"]
    found = list(files(site.directory))
    served = [each for each in found if each.path not in CONFIGURATION]
    if not served:
        return [f"{here}: {site.directory} is empty; build the site first"]
    most, largest = capabilities.workers("asset_files", plan), capabilities.workers("asset_bytes", plan)
    wrong = []
    if len(served) > most:
        remedy = "use fewer, or workers_plan paid" if plan == "free" else "split the site"
        wrong.append(f"{here}: {len(served)} files are more than {most} ({plan} plan of Workers); {remedy}")
    wrong += [
        f"{here}: {each.path} has {each.size / MEBIBYTE:.1f} MiB, more than {largest / MEBIBYTE:.0f}; "
        "serve it from a bucket"
        for each in served
        if each.size > largest
    ]
    wrong += summary(here, [each.path for each in found if each.outside], "leads out of the directory", "copy it in")
    hidden = [each.path for each in served if any(part.startswith(".") for part in each.path.split("/"))]
    wrong += summary(
        here,
        [each for each in hidden if each.split("/")[0] != WELL_KNOWN],
        "is hidden and would be served to everybody",
        "leave it out of the build",
    )
    if site.immutable:
        wrong += summary(
            here,
            [each.path for each in served if stale(each.path, site.immutable)],
            f"matches {site.immutable} and has no hash of its contents in its name, so browsers would keep it for a "
            "year after it changed",
            "name it by its contents, or set immutable",
        )
    return wrong + headers_file.problems(here, site.immutable, own(site.directory, "_headers"), plan)


def stale(path: str, immutable: str) -> bool:
    """Tell whether a file would be kept for a year although its name does not change with it."""
    url = f"/{path}"
    matches = url.startswith(immutable[:-1]) if immutable.endswith("*") else url == immutable
    return matches and not FINGERPRINT.search(path.rpartition("/")[2])


def summary(path: str, files: list[str], wrong: str, remedy: str) -> list[str]:
    """Return a line for each of the first files, and one for the number of the others."""
    lines = [f"{path}: {file} {wrong}; {remedy}" for file in files[:SHOWN]]
    return lines + ([f"{path}: and {len(files) - SHOWN} more such files"] if len(files) > SHOWN else [])
