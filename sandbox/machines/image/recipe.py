"""What an image is made of. A recipe is a folder of data: a list of packages, and files."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Recipe:
    """One image."""

    name: str
    """As the vendor calls it."""
    suite: str
    """Debian's."""
    packages: tuple[str, ...]
    disabled: tuple[str, ...]
    """Units that packages enable and the image does not."""
    enabled: tuple[str, ...]
    """Units of its own files."""
    masked: tuple[str, ...]
    """Units that nothing starts."""
    folder: Path

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a recipe.

        Raises:
            ValueError: `recipe.yaml` has other entries than a recipe.

        """
        data = yaml.safe_load((folder / "recipe.yaml").read_text())
        wanted = {"name", "suite", "packages", "disabled", "enabled", "masked"}
        if not isinstance(data, dict) or set(data) != wanted:
            raise ValueError(f"{folder / 'recipe.yaml'}: a recipe has exactly the entries {', '.join(sorted(wanted))}")
        lists = {key: tuple(data[key]) for key in ("packages", "disabled", "enabled", "masked")}
        return cls(name=data["name"], suite=data["suite"], folder=folder, **lists)

    @property
    def build_files(self) -> Path:
        """The tree that is there while packages are installed, and not afterwards."""
        return self.folder / "build"

    @property
    def files(self) -> Path:
        """The tree that stays."""
        return self.folder / "files"

    def digest(self) -> str:
        """Return what names the image: it changes with every part of the recipe, modes of files included."""
        digest = hashlib.sha256()
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                executable = bool(path.stat().st_mode & 0o100)
                digest.update(repr((str(path.relative_to(self.folder)), executable, path.read_bytes())).encode())
        return digest.hexdigest()[:16]


def debian_12() -> Recipe:
    """Return the recipe of the only image there is."""
    return Recipe.read(FOLDER / "debian_12")
