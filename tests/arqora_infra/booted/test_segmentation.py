"""Inside, a role reaches exactly what a flow names: private and public addresses, hosts and containers."""

from operations.audit import exposure
from tests.arqora_infra.booted.conftest import LOOKS, TREE, Booted

LISTENER = "import socket, time; s = socket.create_server(('0.0.0.0', 9999)); time.sleep(600)"


def test_every_node_reaches_what_flows_name_and_nothing_else(booted: Booted) -> None:
    seen = exposure.between_roles(booted.description, booted.operator, LOOKS, every_node=True)
    assert [str(each) for each in seen.findings] == []
    assert set(seen.sights) == set(booted.description["nodes"])
    addresses = {address for sight in seen.sights.values() for address in sight.addresses}
    assert any(":" in each for each in addresses)
    assert {node["address"] for node in booted.description["nodes"].values()} <= addresses


def test_a_container_reaches_no_more_than_its_host(booted: Booted) -> None:
    booted.must("app-1", "sh", "-c", f"tar -C / -c {TREE} | docker import - inner")
    try:
        booted.must("app-1", "docker", "run", "-d", "--name", "inner", "inner", "sleep", "600")
        seen = exposure.between_roles(booted.description, booted.operator, LOOKS, within=True)
        assert "app-1/inner" in seen.sights
        assert [str(each) for each in seen.findings] == []
        metadata = seen.sights["app-1/inner"].addresses["169.254.169.254"]
        assert not metadata.tcp.answering
    finally:
        booted.must("app-1", "sh", "-c", "docker rm -f inner; docker rmi inner")


def test_a_host_without_its_ruleset_is_seen_from_other_roles(booted: Booted) -> None:
    booted.must("data-1", "nft", "delete", "table", "inet", "arqora")
    booted.must("data-1", "systemd-run", "--unit=open-door", "python3", "-c", LISTENER)
    try:
        seen = exposure.between_roles(booted.description, booted.operator, LOOKS)
        assert {each.source for each in seen.findings} >= {"app-1", "ops-1"}
        assert {each.node for each in seen.findings} == {"data-1"}
    finally:
        booted.must("data-1", "systemctl", "stop", "open-door")
        assert booted.up.arqora("up", "sandbox").returncode == 0
    assert booted.drifted() == {}


def test_nobody_on_a_host_reads_the_user_data_after_the_first_boot(booted: Booted) -> None:
    for name in booted.description["nodes"]:
        read = booted.run(name, "curl", "-s", "-m", "2", "http://169.254.169.254/hetzner/v1/userdata")
        assert read.returncode != 0, name
        assert read.stdout == ""
