"""The outside sees exactly what is declared, whatever happens to a host; and people still get in by the tunnel."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hcloud.firewalls import FirewallResource
from hcloud.images import Image

from operations import hosts
from operations.audit.outside import INTERNET
from sandbox.machines import entry
from tests.arqora_infra.booted.conftest import TREE, Booted, eventually

LISTENER = """
import socket, time
listener = socket.create_server(("::", {port}), family=socket.AF_INET6, dualstack_ipv6=True)
time.sleep(600)
"""
SERVICE = "import socket, time; s = socket.create_server(('0.0.0.0', 9)); time.sleep(600)"


def closed(booted: Booted, *names: str) -> None:
    """Hold nodes to their declaration: nothing answers a stranger on any TCP port, nor on UDP, of either family."""
    seen = booted.outside(*names)
    assert [str(each) for each in seen.findings] == []
    assert seen.sights[INTERNET].addresses
    for found in seen.sights[INTERNET].addresses.values():
        assert not found.tcp.answering
        assert not found.udp.answering


def finished(answer: Any) -> None:
    answer.action.wait_until_finished()


def test_no_host_answers_a_stranger_on_any_port(booted: Booted) -> None:
    closed(booted)


def test_the_look_would_see_an_open_port(booted: Booted) -> None:
    """Take the firewall off, its ruleset too, and listen: the audit says so, in both families."""
    server = booted.server("app-1")
    (firewall,) = [each.firewall for each in server.public_net.firewalls]
    booted.must("app-1", "nft", "delete", "table", "inet", "arqora")
    booted.must("app-1", "systemd-run", "--unit=open-door", "python3", "-c", LISTENER.format(port=31337))
    resource = FirewallResource("server", server=server)
    for action in firewall.remove_from_resources([resource]):
        action.wait_until_finished()
    try:
        seen = eventually(lambda: found if (found := booted.outside("app-1")).findings else None, "nothing is seen")
        opened = {address: set(each.tcp.open) for address, each in seen.sights[INTERNET].addresses.items()}
        assert len(opened) == 2
        # The origin's proxy, which the cloud firewall keeps for the edge, and the open door.
        assert all(ports == {443, 31337} for ports in opened.values()), opened
    finally:
        for action in firewall.apply_to_resources([resource]):
            action.wait_until_finished()
        booted.must("app-1", "systemctl", "stop", "open-door")
        booted.must("app-1", "systemctl", "restart", "nftables")
    eventually(lambda: not booted.outside("app-1").findings, "the door is still open")


def test_a_restarted_host_is_closed_and_reached(booted: Booted) -> None:
    booted.restarted("app-1", lambda: booted.server("app-1").reboot().wait_until_finished())
    closed(booted, "app-1")
    assert booted.drifted() == {}


def test_a_restarted_gateway_is_closed_and_lets_people_in_by_itself(booted: Booted) -> None:
    booted.restarted("gateway-1", lambda: booted.server("gateway-1").reset().wait_until_finished())
    closed(booted, "gateway-1")
    assert booted.logs_in("data-1")
    assert booted.drifted() == {}


@pytest.mark.parametrize("name", ["app-2", "gateway-1"])
def test_a_rebuilt_host_is_closed_before_and_after_it_is_converged_again(booted: Booted, name: str) -> None:
    """As at its first boot: what the user data brings is closed already, and a gateway lets its administrators in."""
    image = Image(name="debian-12")
    server = booted.server(name)
    booted.restarted(name, lambda: finished(server.rebuild(image)))
    closed(booted, name)
    assert list(booted.drifted()) == [name]
    done = booted.up.arqora("up", "sandbox")
    assert done.returncode == 0, done.stderr
    assert f"{name} drifted" in done.stderr
    assert booted.drifted() == {}
    closed(booted, name)


def test_the_rescue_system_is_closed_to_strangers(booted: Booted, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    server = booted.server("app-1")
    known = server._client._parent.ssh_keys.create("rescuer", key.with_suffix(".pub").read_text())
    server.enable_rescue(ssh_keys=[known.id]).action.wait_until_finished()
    before = booted.boot_id("app-1")
    server.reset().wait_until_finished()
    eventually(lambda: booted.boot_id("app-1") not in {"", before}, "no rescue system")
    try:
        eventually(lambda: "LISTEN" in booted.run("app-1", "ss", "-Hltn", "sport", "22").stdout, "no sshd in it")
        closed(booted, "app-1")
        gateway = hosts.of(booted.description, booted.operator)["gateway-1"]
        jump = f"ssh {_options(tmp_path)} -W %h:%p {gateway.user}@{gateway.address}"
        words = ["ssh", *_options(tmp_path).split(), "-i", str(key), "-o", f"ProxyCommand={jump}"]
        address = booted.description["nodes"]["app-1"]["address"]
        prefix = entry.as_host(booted.up.folder, "operator")
        rescued = subprocess.run(
            [*prefix, *words, f"root@{address}", "hostname"],
            env=dict(booted.operator.variables),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert rescued.stdout == "rescue\n", rescued.stderr
        assert booted.logs_in("app-2")
    finally:
        booted.restarted("app-1", lambda: booted.server("app-1").reset().wait_until_finished())
        known.delete()
    closed(booted, "app-1")


def _options(folder: Path) -> str:
    return f"-o StrictHostKeyChecking=no -o UserKnownHostsFile={folder}/known -o BatchMode=yes -o ConnectTimeout=5"


def test_an_unloaded_ruleset_leaves_the_cloud_firewall_and_is_repaired(booted: Booted) -> None:
    booted.must("app-1", "nft", "flush", "ruleset")
    closed(booted, "app-1")
    assert list(booted.drifted()) == ["app-1"]
    assert booted.logs_in("app-1")
    assert booted.up.arqora("up", "sandbox").returncode == 0
    assert booted.drifted() == {}


SSHD = """
ListenAddress 0.0.0.0
ListenAddress ::
Port 22
Port 2222
PermitRootLogin yes
PasswordAuthentication yes
AuthorizedKeysFile /etc/ssh/authorized_keys/%u
UsePAM yes
Subsystem sftp internal-sftp
"""


def test_another_configuration_of_sshd_opens_nothing_and_is_found_and_repaired(booted: Booted) -> None:
    booted.must("app-1", "sh", "-c", f"echo '{SSHD}' > /etc/ssh/sshd_config && systemctl restart ssh")
    assert ":2222" in booted.must("app-1", "ss", "-Hltn")
    closed(booted, "app-1")
    assert list(booted.drifted()) == ["app-1"]
    assert booted.logs_in("app-1")
    assert booted.up.arqora("up", "sandbox").returncode == 0
    assert ":2222" not in booted.must("app-1", "ss", "-Hltn")
    assert booted.drifted() == {}


def test_a_drop_in_for_sshd_has_no_effect(booted: Booted) -> None:
    drop_in = "/etc/ssh/sshd_config.d/00-aaa.conf"
    booted.must("app-1", "sh", "-c", f"echo 'Port 2222' > {drop_in} && systemctl restart ssh")
    assert ":2222" not in booted.must("app-1", "ss", "-Hltn")
    booted.must("app-1", "rm", drop_in)


def test_a_container_that_publishes_ssh_is_closed_to_everybody(booted: Booted) -> None:
    booted.must("app-1", "systemctl", "start", "docker")
    booted.must("app-1", "sh", "-c", f"tar -C / -c {TREE} | docker import - door")
    try:
        public = booted.description["nodes"]["app-1"]["ipv4"]
        # On all addresses Docker refuses port 22: sshd has it on the private one.
        for port, addresses in {22: [f"{public}:"], 2222: ["0.0.0.0:", "[::]:"]}.items():
            published = [word for address in addresses for word in ("-p", f"{address}{port}:9")]
            run = ["docker", "run", "-d", "--name", f"door-{port}", *published, "door"]
            booted.must("app-1", *run, "python3", "-c", SERVICE)
        reach = "import socket; socket.create_connection(({address!r}, {port}), 2)"
        inside = booted.must("app-1", "docker", "inspect", "-f", "{{.NetworkSettings.IPAddress}}", "door-22").strip()
        own = ["python3", "-c", reach.format(address=inside, port=9)]
        eventually(lambda: booted.run("app-1", *own).returncode == 0, "the container does not listen")
        closed(booted, "app-1")
        address = booted.description["nodes"]["app-1"]["address"]
        for other in ("app-2", "data-1", "gateway-1"):
            for port in (22, 2222):
                tried = booted.run(other, "python3", "-c", reach.format(address=address, port=port))
                assert tried.returncode != 0, f"{other} reaches the container at {port}"
        assert booted.logs_in("app-1")
    finally:
        booted.run("app-1", "sh", "-c", "docker rm -f $(docker ps -aq); docker rmi door")
        booted.restarted("app-1", lambda: booted.server("app-1").reset().wait_until_finished())
