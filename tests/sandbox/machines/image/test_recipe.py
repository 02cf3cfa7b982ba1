"""A recipe is data, and its digest changes with all of it."""

import shutil
from pathlib import Path

import pytest

from sandbox.machines.image import finish, recipe
from sandbox.machines.image.recipe import Recipe


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the recipe that a test may spoil."""
    return Path(shutil.copytree(recipe.FOLDER / "debian_12", tmp_path / "debian_12"))


def test_the_recipe_of_the_image_is_whole() -> None:
    read = recipe.debian_12()
    assert read.name == "debian-12"
    assert {"systemd", "cloud-init", "openssh-server", "nftables"} <= set(read.packages)
    assert len(set(read.packages)) == len(read.packages)
    ours = {path.name for path in read.files.rglob("*.service")}
    assert set(read.enabled) <= ours


def test_every_change_makes_another_image(copy: Path) -> None:
    before = Recipe.read(copy).digest()
    assert before == recipe.debian_12().digest()
    script = copy / "files/usr/sbin/hc-ifscan"
    script.chmod(0o644)
    unreadable = Recipe.read(copy).digest()
    script.write_text("#!/bin/sh\n")
    edited = Recipe.read(copy).digest()
    (copy / "files/etc/motd").write_text("")
    assert len({before, unreadable, edited, Recipe.read(copy).digest()}) == 4


def test_a_recipe_with_another_entry_is_refused(copy: Path) -> None:
    with (copy / "recipe.yaml").open("a") as file:
        file.write("mirror: somewhere\n")
    with pytest.raises(
        ValueError, match=r"recipe.yaml: a recipe has exactly the entries disabled, enabled, masked, name"
    ):
        Recipe.read(copy)


def test_files_are_laid_as_the_images_own(tmp_path: Path) -> None:
    tree, root = tmp_path / "tree", tmp_path / "root"
    (tree / "usr/sbin").mkdir(parents=True)
    root.mkdir()
    for name, mode in {"usr/sbin/run": 0o700, "usr/data": 0o600}.items():
        (tree / name).write_text(name)
        (tree / name).chmod(mode)
    laid = finish.lay(tree, root)
    assert {path.relative_to(root).as_posix(): oct(path.stat().st_mode & 0o777) for path in laid} == {
        "usr/data": "0o644",
        "usr/sbin/run": "0o755",
    }
