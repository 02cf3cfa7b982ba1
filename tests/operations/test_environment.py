"""The environment through the real engine: up, unchanged, interrupted, destroyed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from benchmarks.interruption import inventory, processes
from operations import deployment
from operations.deployment import vendor
from operations.policy import configured

if TYPE_CHECKING:
    from tests.conftest import Environment


def test_a_second_preview_shows_no_change(up: "Environment") -> None:
    assert "unchanged" in up.target.quietly("preview", "--expect-no-changes", *configured.words("sandbox"))


def test_a_refresh_finds_no_drift(up: "Environment") -> None:
    up.target.quietly("refresh", "--yes", "--skip-preview", "--expect-no-changes")


def test_the_vendor_and_the_state_know_the_same(up: "Environment") -> None:
    assert not inventory.compare(up.target, vendor(up.target))


def test_names_of_resources_are_as_published(up: "Environment", golden: Callable[[str, str], None]) -> None:
    resources = json.loads(up.target.quietly("stack", "export"))["deployment"]["resources"]
    urns = [each["urn"].partition("::arqora-infra::")[2] for each in resources if ":providers:" not in each["type"]]
    golden("urns.txt", "\n".join(sorted(urns)) + "\n")


def test_no_secret_is_in_the_state_in_the_clear(up: "Environment") -> None:
    state = up.target.quietly("stack", "export")
    assert "OPENSSH PRIVATE KEY" not in state
    servers = [each for each in json.loads(state)["deployment"]["resources"] if each["type"].endswith(":Server")]
    assert servers
    assert all("ciphertext" in each["inputs"]["userData"] for each in servers)


def test_the_servers_are_reachable_by_their_exposures_alone(up: "Environment") -> None:
    client = vendor(up.target)
    opened: dict[int | None, set[tuple[str, str | None]]] = {}
    for firewall in client.firewalls.get_all():
        rules = {(rule.protocol, rule.port) for rule in firewall.rules or []}
        for applied in firewall.applied_to or []:
            assert applied.server
            opened.setdefault(applied.server.id, set()).update(rules)
    by_name = {server.name: opened.get(server.id, set()) for server in client.servers.get_all()}
    assert by_name["gateway-1"] == {("icmp", None), ("udp", "51820")}
    assert by_name["app-1"] == {("icmp", None), ("tcp", "443")}
    assert by_name["data-1"] == set()  # it has no public interface


def test_a_private_node_has_no_public_address(up: "Environment") -> None:
    server = vendor(up.target).servers.get_by_name("data-1")
    assert server
    assert server.public_net
    assert (server.public_net.ipv4, server.public_net.ipv6) == (None, None)


def test_status_shows_nodes_exposures_headroom_and_cost(up: "Environment") -> None:
    shown = up.arqora("sandbox", "status")
    assert shown.returncode == 0, shown.stderr
    for words in ("gateway-1", "udp 51820 (wireguard-port)", "EUR a month", "70%", "cx23"):
        assert words in shown.stdout


def test_another_update_changes_nothing(up: "Environment") -> None:
    before = up.control.journal()[-1]["id"]
    assert up.arqora("up", "sandbox").returncode == 0
    writes = [each for each in up.control.journal(before) if each["method"] != "GET"]
    assert writes == []


def test_the_state_is_one_file_that_is_replaced_at_once(up: "Environment") -> None:
    """A second file beside it, written in place, would be torn by a kill and make the state unreadable."""
    states = up.folder.backend / ".pulumi" / "stacks" / "arqora-infra"
    assert {file.name for file in states.iterdir()} <= {"sandbox.json", "sandbox.json.bak"}


def test_an_update_that_is_killed_is_finished_by_the_next(empty: "Environment") -> None:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "operations", "up", "sandbox"],
        env={**os.environ, "ARQORA_SANDBOX": os.fspath(empty.folder.root)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and not empty.control.resources().get("server"):
        time.sleep(0.05)
    killed, left = processes.kill_engine(process.pid)
    process.wait()
    assert killed
    assert processes.survivors(left, 10) == []
    again = empty.arqora("up", "sandbox")
    assert again.returncode == 0, again.stderr
    assert not inventory.compare(empty.target, vendor(empty.target))
    empty.target.quietly("preview", "--expect-no-changes")


def test_an_update_that_still_runs_is_not_disturbed(empty: "Environment") -> None:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "operations", "up", "sandbox"],
        env={**os.environ, "ARQORA_SANDBOX": os.fspath(empty.folder.root)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and not empty.control.resources():
        time.sleep(0.05)
    below = processes.descendants(process.pid)
    engines = [pid for pid, name in below.items() if name == "pulumi"]
    os.kill(engines[0], signal.SIGSTOP)
    try:
        refused = empty.arqora("up", "sandbox")
        assert refused.returncode == 1
        assert f"process {engines[0]}" in refused.stderr
    finally:
        os.kill(engines[0], signal.SIGCONT)
        assert process.wait() == 0


def test_destroy_leaves_nothing_but_what_is_protected_and_names_it(empty: "Environment") -> None:
    deployment.up(empty.target, confirm=lambda: True)
    gone = empty.arqora("destroy", "sandbox", "--yes")
    assert gone.returncode == 0, gone.stderr
    assert "kept: Server data-1 (protected)" in gone.stderr
    left = empty.control.resources()
    assert left["server"] == 2
    assert not inventory.compare(empty.target, vendor(empty.target))
