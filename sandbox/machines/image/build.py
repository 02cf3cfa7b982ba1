"""Builds an image from its recipe, once, into a cache that the recipe names."""

import os
from pathlib import Path

from sandbox.machines.image import chroot, finish, sources
from sandbox.machines.image.recipe import Recipe
from sandbox.machines.tools import Tools
from sandbox.toolchain.errors import ToolchainError
from sandbox.toolchain.once import built_once
from sandbox.toolchain.paths import cache
from sandbox.toolchain.progress import step


def target(recipe: Recipe) -> Path:
    """Return the folder of the built image. It appears there only when it is complete."""
    return cache() / "images" / f"{recipe.name}-{recipe.digest()}"


def ensure(recipe: Recipe, tools: Tools) -> Path:
    """Return the tree of an image, building it at first use.

    Raises:
        ToolchainError: not root, or a step failed; the message has its end and the remedy.

    """
    folder = target(recipe)
    if not folder.exists() and os.geteuid() != 0:
        raise ToolchainError(f"{recipe.name}: an image is built by root; run it with sudo, or without machines")
    return built_once(folder, f"the image {recipe.name}", lambda partial: make(recipe, tools, partial))


def make(recipe: Recipe, tools: Tools, root: Path) -> None:
    """Build the tree of an image in an empty folder."""
    places = sources.of_host(recipe.suite)
    with step(f"building the image {recipe.name}: the base system (once; about a minute)"):
        bootstrap(recipe, tools, root, places)
    with step(f"building the image {recipe.name}: {len(recipe.packages)} packages and what they need"):
        added = finish.lay(recipe.build_files, root)
        (root / "etc/apt/sources.list").write_text(sources.sources_list(places))
        (root / "etc/apt/apt.conf.d/00host").write_text(sources.settings())
        chroot.run_inside(root, ["apt-get", "-qq", "update"])
        chroot.run_inside(root, ["apt-get", "-qq", "--yes", "full-upgrade"])
        chroot.run_inside(root, ["apt-get", "-qq", "--yes", "install", *recipe.packages])
        finish.finish(recipe, root, added)


def bootstrap(recipe: Recipe, tools: Tools, root: Path, places: list[tuple[str, str]]) -> None:
    """Lay the base system. Without a place of the host's, debootstrap uses its own default."""
    program = tools.debootstrap
    scripts = {"DEBOOTSTRAP_DIR": str(program.root / "usr/share/debootstrap")} if program.root else {}
    mirror = [places[0][0]] if places else []
    words: list[str | Path] = [program.path, "--variant=minbase", recipe.suite, root, *mirror]
    chroot.run_beside(words, {**program.environment, **scripts})
