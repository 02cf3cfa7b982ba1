"""Files that go to hosts as they are."""

from functools import cache
from importlib.resources import files

from ..._base.bundle import File


@cache
def shipped(name: str, path: str, mode: int = 0o644) -> File:
    """Return a file of this package's `files` folder, for a place on the host."""
    return File(path, files(__package__).joinpath("files", name).read_text(encoding="utf-8"), mode)
