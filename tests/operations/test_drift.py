"""Drift as hosts tell it: by their own program, or by the lack of one."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from components._base.host import sending
from operations import drift
from operations.drift import Drift
from operations.engine import Target
from operations.hosts import HostError
from operations.vantage import Vantage
from tests.operations.audit.lab import Lab, lab

DIGEST = "0123456789abcdef"
INSTALLED = """
import bz2, base64, json, pathlib, sys
namespace = {"__name__": "start"}
start, program = json.load(sys.stdin)
exec(start, namespace)
folder = namespace["kept"](program)
(folder.parent / "host").symlink_to(folder)
"""
HOUSE = "mount -t tmpfs none /usr/local/lib && mount -t tmpfs none /run && mount -t tmpfs none /var/lib && "
"""A host's own folders, so that this machine's stay as they are."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Lab, dict[str, Any], Path]]:
    """Two hosts: one with the program that applies bundles, one without."""
    folder = tmp_path_factory.mktemp("keys")
    server = Path(__file__).parent / "audit" / "server.py"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "operator"], check=True)
    install = f"{sys.executable} -I -c '{INSTALLED}' && "
    with lab(2) as made:
        nodes = {}
        for number, (name, room) in enumerate(zip(("fresh-1", "bare-1"), made.hosts, strict=True), 1):
            key = folder / name
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
            serve = f"exec {sys.executable} {server} 22 {key} {folder}/operator.pub {key}.bin"
            script = HOUSE + (install if name == "fresh-1" else "") + serve
            process = subprocess.Popen(
                [*room.vantage.prefix, "unshare", "--mount", "sh", "-c", script],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            room.processes.append(process)
            assert process.stdin
            assert process.stdout
            with process.stdin, process.stdout:
                process.stdin.write(json.dumps(sending.sources()).encode())
                process.stdin.close()
                assert process.stdout.readline() == b"ready\n"
            nodes[name] = {
                "address": f"203.0.113.{number}",
                "sshUser": "ops",
                "sshHostKey": Path(f"{key}.pub").read_text().strip(),
                "bundle": {"digest": DIGEST},
            }
        yield made, {"nodes": nodes}, folder / "operator"


def test_a_host_tells_by_its_own_program_and_the_lack_of_one_is_drift(
    house: tuple[Lab, dict[str, Any], Path], agent: Vantage
) -> None:
    made, environment, key = house
    subprocess.run(["ssh-add", "-q", key], env=dict(agent.variables), check=True)
    absent = {**environment["nodes"]["bare-1"], "address": "203.0.113.99"}
    nodes = {**environment["nodes"], "gone-1": absent, "emulated-1": {**absent, "bundle": None}}
    found = drift.find({"nodes": nodes}, replace(made.stranger.vantage, variables=agent.variables))
    assert found["fresh-1"] == [Drift("bundle", "", "a bundle", "none was ever applied")]
    assert found["bare-1"] == [Drift("bundle", "", "0123456789ab", "none: the host's own program is gone")]
    assert isinstance(found["gone-1"], HostError)
    assert "emulated-1" not in found


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        (
            {"what": "file", "path": "/etc/x", "expected": "3f2a 0644", "found": "absent"},
            "file /etc/x: expected 3f2a 0644, found absent",
        ),
        (
            {"what": "unit", "unit": "nftables.service", "expected": "running", "found": "enabled, inactive"},
            "unit nftables.service: expected running, found enabled, inactive",
        ),
        (
            {"what": "bundle", "path": "", "expected": "a bundle", "found": "none was ever applied"},
            "bundle: expected a bundle, found none was ever applied",
        ),
    ],
)
def test_a_difference_reads_as_a_sentence(entry: dict[str, str], shown: str) -> None:
    assert str(drift.read(entry)) == shown


def test_an_environment_without_bundles_is_asked_nothing(up: Any) -> None:
    target: Target = up.target
    if any(node.get("bundle") for node in environment(target)["nodes"].values()):
        pytest.fail("this environment has bundles: have it say `converge: false`")
    assert drift.repairs(target) == ()
    assert drift.replacements(target, ["app-1"]) == []


def environment(target: Target) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(target.quietly("stack", "output", "--json"))["environment"]
    return found
