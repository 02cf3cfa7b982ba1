"""Programs of Debian's packages that run without being installed."""

import subprocess
from pathlib import Path

import pytest

from sandbox.toolchain import apt, debian
from sandbox.toolchain.debian import Program
from sandbox.toolchain.errors import ToolchainError


def test_a_program_that_the_system_has_is_the_systems() -> None:
    found = debian.program("dpkg", "dpkg")
    assert found == Program(Path("/usr/bin/dpkg"), None)
    assert found.libraries == ()


def test_a_program_that_it_has_not_runs_with_the_libraries_of_its_own_package() -> None:
    nspawn = debian.program("systemd-nspawn", "systemd-container")
    said = subprocess.run(
        [nspawn.path, "--version"], env=nspawn.environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.startswith("systemd 2")


def test_unpacking_brings_what_the_package_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ARQORA_CACHE", str(tmp_path))
    folder = tmp_path / "archives"
    folder.mkdir()
    apt.download("wireguard-go", folder)
    assert [archive.name.split("_")[0] for archive in folder.iterdir()] == ["wireguard-go"]


def test_lists_that_the_system_lacks_are_fetched_beside_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ARQORA_CACHE", str(tmp_path))
    config = tmp_path / "apt.conf"
    (tmp_path / "empty/partial").mkdir(parents=True)
    config.write_text(f'Dir::State::lists "{tmp_path}/empty";\n')
    monkeypatch.setenv("APT_CONFIG", str(config))
    root = debian.unpacked("wireguard-go")
    assert (root / "usr/bin/wireguard-go").exists()
    assert list((tmp_path / "apt/lists").glob("*_Packages*"))
    assert [each.name for each in (tmp_path / "empty").iterdir()] == ["partial"]


def test_a_package_that_nobody_knows_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ARQORA_CACHE", str(tmp_path))
    with pytest.raises(ToolchainError, match=r"Unable to locate package arqora-no-such-package.*package sources"):
        debian.unpacked("arqora-no-such-package")
    assert [each.name for each in (tmp_path / "debian").iterdir()] == []


def test_an_archives_name_gives_back_name_and_version() -> None:
    assert apt.name_and_version("openssh-server_1%3a9.2p1-2+deb12u7_amd64.deb") == "openssh-server=1:9.2p1-2+deb12u7"


def test_programs_find_each_other_and_the_users_path_comes_after(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/opt/own/bin")
    words = debian.environment(Program(Path("/x/usr/sbin/one"), Path("/x")), Program(Path("/bin/two"), None))[
        "PATH"
    ].split(":")
    assert words[:2] == ["/x/usr/sbin", "/x/usr/bin"]
    assert words.index("/opt/own/bin") < words.index("/usr/sbin")
