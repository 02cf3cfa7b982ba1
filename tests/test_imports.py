"""Imports point one way, as the design says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.folder import REPOSITORY

OURS = {"arqora_infra", "components", "policies", "sandbox", "operations", "benchmarks", "tests"}
MAY_IMPORT = {
    "arqora_infra": {"arqora_infra", "components"},
    "components": {"components"},
    "policies": {"policies"},
    "sandbox": {"sandbox"},
    "operations": {"operations", "policies", "sandbox"},
}


def modules(package: str) -> list[Path]:
    return sorted((REPOSITORY / package).rglob("*.py"))


def imported(file: Path) -> Iterator[tuple[str, int]]:
    """Yield every module a file imports, absolute, and how many levels a relative import climbs."""
    inside = file.relative_to(REPOSITORY).with_suffix("").parts
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, 0) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = inside[: len(inside) - node.level]
            yield ".".join([*base, node.module or ""]).rstrip("."), node.level
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", 0


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_it_may(package: str) -> None:
    wrong = [
        f"{file.relative_to(REPOSITORY)} imports {name}"
        for file in modules(package)
        for name, _ in imported(file)
        if (top := name.partition(".")[0]) in OURS and top not in MAY_IMPORT[package]
    ]
    assert modules(package)
    assert wrong == []


def test_no_component_imports_another() -> None:
    wrong = []
    for file in modules("components"):
        own = file.relative_to(REPOSITORY).parts[1]
        for name, _ in imported(file):
            parts = name.split(".")
            if parts[0] == "components" and len(parts) > 1 and parts[1] not in {own, "_base"}:
                wrong.append(f"{file.relative_to(REPOSITORY)} imports {name}")
    assert wrong == []


@pytest.mark.parametrize("package", ["components", "policies"])
def test_what_is_shipped_under_another_name_imports_relatively(package: str) -> None:
    wrong = [
        f"{file.relative_to(REPOSITORY)} imports {name}"
        for file in modules(package)
        for name, level in imported(file)
        if name.partition(".")[0] == package and level == 0
    ]
    assert wrong == []


def test_settings_are_the_only_reader_of_the_configuration() -> None:
    readers = [
        file.relative_to(REPOSITORY)
        for package in ("arqora_infra", "components")
        for file in modules(package)
        if re.search(r"\bConfig\(", file.read_text())
    ]
    assert [str(each) for each in readers if each.name != "args.py"] == ["arqora_infra/settings.py"]


def test_every_component_has_a_runbook_and_says_what_it_does_not_manage() -> None:
    folders = [each for each in (REPOSITORY / "components").iterdir() if each.is_dir() and each.name[0] not in "_."]
    assert folders
    for folder in folders:
        assert (folder / "RUNBOOK.md").exists(), folder.name
        assert "Does not" in (folder / "component.py").read_text(), folder.name
        assert len((folder / "component.py").read_text().splitlines()) <= 250, folder.name
