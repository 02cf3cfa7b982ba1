"""Bundles on real hosts: found when they drift, undone when they fail, finished when they were interrupted."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.interruption import processes
from operations.engine import EngineError
from sandbox.machines import entry
from tests.arqora_infra.booted.conftest import Booted, eventually

MARK = "# somebody was here"
RULESET = "/etc/nftables.conf"


def test_a_second_update_changes_nothing(booted: Booted) -> None:
    assert booted.steps() == []


def test_no_secret_is_in_a_command_a_log_or_an_output_of_the_state(booted: Booted) -> None:
    state = booted.up.target.quietly("stack", "export")
    configuration = booted.must("gateway-1", "cat", "/run/arqora/secrets/wireguard/wg0.conf")
    secrets = [line.split(" = ")[1] for line in configuration.splitlines() if "Key = " in line and "Public" not in line]
    assert len(secrets) >= 2
    journal = booted.must("gateway-1", "journalctl", "--no-pager", "-o", "cat")
    printed = Path(entry.find(booted.up.folder, "gateway-1")["console"]).read_text(errors="replace")
    for secret in secrets:
        assert secret not in state
        assert secret not in journal
        assert secret not in printed


def test_secrets_lie_in_memory_for_their_owner_alone(booted: Booted) -> None:
    kind = booted.must("gateway-1", "stat", "-f", "-c", "%T", "/run/arqora/secrets").strip()
    assert kind == "tmpfs"
    shown = booted.must("gateway-1", "stat", "-c", "%a %U:%G", "/run/arqora/secrets/wireguard/wg0.conf").strip()
    assert shown == "600 root:root"
    found = booted.run("gateway-1", "grep", "-rlE", "PrivateKey = ", "/etc", "/var/lib/arqora", "/usr/local")
    assert found.stdout == ""


SPOILED = {
    "/etc/nftables.conf": f"echo '{MARK}' >> /etc/nftables.conf",
    "/etc/ssh/sshd_config.d/00-arqora.conf": "rm /etc/ssh/sshd_config.d/00-arqora.conf",
    "ssh.socket": "rm /etc/systemd/system/ssh.socket; systemctl daemon-reload",
}


def test_drift_is_shown_and_the_next_update_repairs_it(booted: Booted) -> None:
    for spoil in SPOILED.values():
        booted.must("data-2", "sh", "-c", spoil)
    shown = booted.up.arqora("audit", "sandbox")
    assert shown.returncode == 1
    for what in SPOILED:
        assert what in shown.stdout + shown.stderr
    finished(booted)
    assert booted.up.arqora("audit", "sandbox").returncode == 0


def test_a_bundle_that_fails_its_checks_is_undone_and_says_why(booted: Booted) -> None:
    """Sabotage the health check of the gateway; the way in survives, and so does what it had."""
    before = booted.must("gateway-1", "cat", RULESET)
    sabotage = "mv /usr/bin/wg /usr/bin/wg.away; ln -s /bin/false /usr/bin/wg"
    booted.must("gateway-1", "sh", "-c", sabotage)
    with booted.edited(flow("9999")):
        try:
            with pytest.raises(EngineError) as failed:
                booted.bring_up()
        finally:
            booted.must("gateway-1", "mv", "/usr/bin/wg.away", "/usr/bin/wg")
        assert "gateway-1" in failed.value.output
        assert "rolled back" in failed.value.output
        assert booted.must("gateway-1", "cat", RULESET) == before
        assert booted.logs_in("gateway-1")
        assert booted.outside("gateway-1").findings == ()
        booted.bring_up()
        assert "9999" in booted.must("gateway-1", "nft", "list", "table", "inet", "arqora")
    assert booted.must("gateway-1", "cat", RULESET) == before


def test_an_update_that_loses_its_operator_is_undone_by_the_host_itself(booted: Booted) -> None:
    """The bundle arrives, and then the operator's way to the gateway is gone: nobody confirms."""
    before = booted.must("gateway-1", "cat", RULESET)
    with booted.edited(flow("9998")):
        process = engine(booted, "up", "--yes", "--skip-preview")
        try:
            eventually(lambda: "9998" in booted.must("gateway-1", "cat", RULESET), "the bundle does not arrive")
            process.send_signal(signal.SIGKILL)
        finally:
            process.kill()
            process.wait()
        eventually(lambda: booted.must("gateway-1", "cat", RULESET) == before, "it is not undone")
        booted.up.target.quietly("cancel", "--yes")
        booted.bring_up()
        assert "9998" in booted.must("gateway-1", "cat", RULESET)
    assert booted.drifted() == {}


def flow(port: str) -> Callable[[dict[str, Any]], None]:
    def edit(settings: dict[str, Any]) -> None:
        settings["network"]["flows"].append(
            {"source": "ops", "target": "gateway", "protocol": "tcp", "port": port, "reason": "a flow of a test"}
        )

    return edit


def engine(booted: Booted, *words: str) -> "subprocess.Popen[bytes]":
    target = booted.up.target
    command = [*target.prefix, "pulumi", *words, "--stack", target.stack, "--non-interactive"]
    return subprocess.Popen(
        command, cwd=target.folder, env=target.variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def spoil(booted: Booted) -> None:
    for name in booted.description["nodes"]:
        booted.must(name, "sh", "-c", f"echo '{MARK}' >> {RULESET}")


def begun(booted: Booted) -> "subprocess.Popen[bytes]":
    """Begin an update that sends every host its bundle, and return when the first has it."""
    spoil(booted)
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "operations", "up", "sandbox"],
        env={**os.environ, "ARQORA_SANDBOX": os.fspath(booted.up.folder.root)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def arrived() -> bool:
        names = booted.description["nodes"]
        return process.poll() is not None or any(MARK not in booted.must(name, "cat", RULESET) for name in names)

    eventually(arrived, "no bundle arrives")
    return process


def finished(booted: Booted) -> None:
    """Hold the next update to finishing the job."""
    done = booted.up.arqora("up", "sandbox")
    assert done.returncode == 0, done.stderr
    assert booted.drifted() == {}
    assert booted.steps() == []


def test_an_engine_killed_in_the_middle_is_made_up_for_by_the_next(booted: Booted) -> None:
    process = begun(booted)
    killed, left = processes.kill_engine(process.pid)
    process.wait()
    assert killed
    assert processes.survivors(left, 10) == []
    finished(booted)


def test_a_tunnel_that_is_cut_in_the_middle_is_survived(booted: Booted) -> None:
    gateway = booted.description["nodes"]["gateway-1"]["ipv4"]
    prefix = entry.as_host(booted.up.folder, "operator")
    process = begun(booted)
    subprocess.run([*prefix, "ip", "route", "add", "blackhole", f"{gateway}/32"], check=True)
    try:
        assert not booted.logs_in("data-1")
    finally:
        subprocess.run([*prefix, "ip", "route", "del", "blackhole", f"{gateway}/32"], check=True)
    process.wait(timeout=300)
    finished(booted)


def test_a_host_that_restarts_in_the_middle_is_converged_by_the_next(booted: Booted) -> None:
    process = begun(booted)
    booted.restarted("ops-1", lambda: booted.server("ops-1").reset().wait_until_finished())
    process.wait(timeout=300)
    finished(booted)
