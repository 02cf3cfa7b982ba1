"""A front end as a bundler leaves it: pages, and files whose names change with their contents."""

import hashlib
import random
from pathlib import Path

PAGES = 50
"""Of the files, pages with names that stay; they are small."""
PAGE_BYTES, FILE_BYTES = (500, 8_000), (1_000, 60_000)
LETTERS = b"abcdefghijklmnopqrstuvwxyz \n"


def write(directory: Path, count: int, seed: int = 1) -> None:
    """Write a front end of so many files."""
    chance = random.Random(seed)  # noqa: S311 (the same front end each time)
    (directory / "assets").mkdir(parents=True)
    for number in range(count):
        if number < PAGES:
            (directory / f"page-{number}.html").write_bytes(text(chance, PAGE_BYTES))
            continue
        content = text(chance, FILE_BYTES)
        (directory / "assets" / f"part-{number}-{hashed(content)}.js").write_bytes(content)


def change(directory: Path, count: int, seed: int = 2) -> None:
    """Change so many of the files, as a build does: what has its hash in its name gets another name."""
    chance = random.Random(seed)  # noqa: S311 (as above)
    pages = sorted(directory.glob("*.html"))[: (count + 1) // 2]
    parts = sorted((directory / "assets").glob("*.js"))[: count // 2]
    for page in pages:
        page.write_bytes(text(chance, PAGE_BYTES))
    for part in parts:
        content = text(chance, FILE_BYTES)
        part.unlink()
        part.with_name(f"{part.stem.rpartition('-')[0]}-{hashed(content)}.js").write_bytes(content)


def text(chance: random.Random, size: tuple[int, int]) -> bytes:
    """Return a text of a size between two."""
    return bytes(chance.choices(LETTERS, k=chance.randint(*size)))


def hashed(content: bytes) -> str:
    """Return what a bundler puts into the name."""
    return hashlib.sha256(content).hexdigest()[:10]


def size(directory: Path) -> tuple[int, int]:
    """Return the number of files and their bytes."""
    found = [each.stat().st_size for each in directory.rglob("*") if each.is_file()]
    return len(found), sum(found)
