"""Which file answers for a path, and where other paths for it lead.

The four modes of `html_handling`. For each, a path has steps: files that it serves itself, and files whose own path is
another one. The first step that leads to a file counts. A path leads to a file's own path only if that serves it.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

INDEX, HTML = "/index.html", ".html"


@dataclass(frozen=True)
class Found:
    """A file to serve, or the path to ask for in place of this one."""

    file: str | None = None
    elsewhere: str | None = None
    status: int = 200


Step = tuple[str, str | None]
"""A file, and its own path if that is not the one that is asked for."""


def automatic(path: str) -> Iterator[Step]:
    """Files without a slash at the end, folders with one."""
    if path.endswith("/index"):
        folder = path.removesuffix("index")
        yield path, None
        yield f"{path}{HTML}", folder
        yield f"{folder[:-1]}{HTML}", folder[:-1]
    elif path.endswith(INDEX):
        folder = path.removesuffix(INDEX)
        yield path, f"{folder}/"
        yield f"{folder}{HTML}", folder
    elif path.endswith("/"):
        yield f"{path}index.html", None
        yield f"{path[:-1]}{HTML}", path[:-1]
    elif path.endswith(HTML):
        stem = path.removesuffix(HTML)
        yield path, stem
        yield f"{stem}{INDEX}", f"{stem}/"
    yield path, None
    yield f"{path}{HTML}", None
    yield f"{path}{INDEX}", f"{path}/"


def forced(path: str) -> Iterator[Step]:
    """All pages with a slash at the end."""
    if path.endswith("/index"):
        folder = path.removesuffix("index")
        yield path, None
        yield f"{path}{HTML}", folder
        yield f"{folder[:-1]}{HTML}", folder
    elif path.endswith(INDEX):
        folder = path.removesuffix("index.html")
        yield path, folder
        yield f"{folder[:-1]}{HTML}", folder
    elif path.endswith("/"):
        yield f"{path}index.html", None
        yield f"{path[:-1]}{HTML}", None
    elif path.endswith(HTML):
        stem = path.removesuffix(HTML)
        yield path, f"{stem}/"
        yield path, None
        yield f"{stem}{INDEX}", f"{stem}/"
    yield path, None
    yield f"{path}{HTML}", f"{path}/"
    yield f"{path}{INDEX}", f"{path}/"


def dropped(path: str) -> Iterator[Step]:
    """No page with a slash at the end, but the first one."""
    if path in {"/index", INDEX}:
        if path == "/index":
            yield path, None
        yield INDEX, "/"
    elif path == "/":
        yield INDEX, None
    elif path.endswith("/index"):
        folder = path.removesuffix("/index")
        yield path, None
        yield f"{folder}{HTML}", folder
        yield f"{path}{HTML}", folder
    elif path.endswith(INDEX):
        folder = path.removesuffix(INDEX)
        yield path, folder
        yield path, None
        yield f"{folder}{HTML}", folder
    elif path.endswith("/"):
        yield f"{path[:-1]}{HTML}", path[:-1]
        yield f"{path}index.html", path[:-1]
    elif path.endswith(HTML):
        stem = path.removesuffix(HTML)
        yield path, stem
        yield f"{stem}{INDEX}", stem
    yield path, None
    yield f"{path}{HTML}", None
    yield f"{path}{INDEX}", None


def untouched(path: str) -> Iterator[Step]:
    """Every file at its own path only."""
    yield path, None


MODES: dict[str, Callable[[str], Iterator[Step]]] = {
    "auto-trailing-slash": automatic,
    "force-trailing-slash": forced,
    "drop-trailing-slash": dropped,
    "none": untouched,
}


def found(path: str, files: Collection[str], mode: str) -> Found | None:
    """Return what answers for a path, or None."""
    steps = MODES[mode]
    for file, own in steps(path):
        if file not in files:
            continue
        if own is None:
            return Found(file=file)
        if own not in files and served(own, files, steps) == file:
            return Found(elsewhere=own)
    return None


def served(path: str, files: Collection[str], steps: Callable[[str], Iterator[Step]]) -> str | None:
    """Return the file that a path serves itself."""
    return next((file for file, own in steps(path) if own is None and file in files), None)


def missing(path: str, files: Collection[str], handling: str) -> Found | None:
    """Return what answers where no file does: the application's page, the nearest 404 page, or None."""
    if handling == "single-page-application":
        return Found(file=INDEX) if INDEX in files else None
    if handling == "404-page":
        while path:
            path = path.rpartition("/")[0]
            if f"{path}/404.html" in files:
                return Found(file=f"{path}/404.html", status=404)
    return None
