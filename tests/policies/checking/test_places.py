"""Where a program declares something, as a file of the checkout."""

from pathlib import Path

from policies.checking import places
from policies.recorded.picture import Place


def test_places_are_relative_to_the_checkout(tmp_path: Path) -> None:
    project = tmp_path / "infra"
    found = places.located({"urn": Place("lib/web.py", 3), "up": Place("../shared/x.py", 4)}, project, tmp_path)
    assert found == {"urn": Place("infra/lib/web.py", 3), "up": Place("shared/x.py", 4)}


def test_what_is_installed_or_elsewhere_is_nobodys_to_edit(tmp_path: Path) -> None:
    outside = {"a": Place("../../x.py", 1), "b": Place(".venv/lib/y.py", 1), "c": Place("z/site-packages/y.py", 1)}
    assert places.located(outside, tmp_path, tmp_path) == {}


def test_the_stacks_own_file_stands_for_the_rest(tmp_path: Path) -> None:
    project = tmp_path / "infra"
    project.mkdir()
    (project / "Pulumi.yaml").touch()
    assert places.stack_file(tmp_path, project, "dev") == "infra/Pulumi.yaml"
    (project / "Pulumi.dev.yaml").touch()
    assert places.stack_file(tmp_path, project, "dev") == "infra/Pulumi.dev.yaml"
