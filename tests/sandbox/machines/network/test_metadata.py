"""Metadata as a server sees it, over the wire."""

from typing import Any

import pytest
import yaml

from sandbox.machines.namespace import Namespace
from tests.sandbox.machines.network.pictures import NETWORK, nic, server
from tests.sandbox.machines.network.site import Site
from tests.sandbox.machines.network.traffic import connected

SECRET = "#cloud-config\npassword: of a database\n"
KEY = "ssh-ed25519 AAAA ada"


def get(machine: Namespace, path: str, address: str = "169.254.169.254") -> tuple[int, str]:
    with connected(machine, address, 80) as connection:
        connection.sendall(f"GET /hetzner/v1/{path} HTTP/1.1\r\nHost: {address}\r\n\r\n".encode())
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
    head, _, body = received.decode().partition("\r\n\r\n")
    return int(head.split()[1]), body


def read(machine: Namespace, path: str) -> Any:
    status, body = get(machine, path)
    assert status == 200
    return yaml.safe_load(body)


def test_a_server_reads_who_it_is_and_how_its_public_interface_is_configured(site: Site) -> None:
    (machine,) = site.boot(server(1, ssh_keys=(KEY,)))
    assert read(machine, "metadata") == {
        "availability-zone": "fsn1-dc14",
        "hostname": "srv-1",
        "instance-id": 1,
        "local-ipv4": "",
        "network-config": {
            "version": 1,
            "config": [
                {
                    "type": "physical",
                    "name": "eth0",
                    "mac_address": "92:00:00:00:00:01",
                    "subnets": [
                        {"ipv4": True, "type": "dhcp"},
                        {"ipv6": True, "type": "static", "address": "2001:db8:0:1::1/64", "gateway": "fe80::1"},
                    ],
                }
            ],
        },
        "public-ipv4": "203.0.113.1",
        "public-keys": [KEY],
        "region": "eu-central",
        "vendor_data": "#cloud-config\ndisable_root: false\n",
    }


@pytest.mark.parametrize(
    ("path", "text"),
    [("hostname", "srv-1"), ("instance-id", "1"), ("public-ipv4", "203.0.113.1"), ("hostname/", "srv-1")],
)
def test_single_facts_have_paths_of_their_own(site: Site, path: str, text: str) -> None:
    (machine,) = site.boot(server(1))
    assert get(machine, f"metadata/{path}") == (200, text)


def test_private_networks_are_listed_as_they_are_now(site: Site) -> None:
    (machine,) = site.boot(server(1, nics=(nic(5, aliases=("10.20.3.100",)),)), networks=(NETWORK,))
    (shown,) = read(machine, "metadata/private-networks")
    assert shown == {
        "ip": "10.20.0.5",
        "alias_ips": ["10.20.3.100"],
        "interface_num": 1,
        "mac_address": "86:00:00:00:07:05",
        "network_id": 7,
        "network": "10.20.0.0/16",
        "subnet": "10.20.0.0/24",
        "gateway": "10.20.0.1",
    }
    site.change(1, nics=())
    assert read(machine, "metadata/private-networks") == []


def test_each_server_reads_its_own_user_data(site: Site) -> None:
    one, two = site.boot(server(1, user_data=SECRET), server(2, user_data="#!/bin/sh\n"))
    assert get(one, "userdata") == (200, SECRET)
    assert get(two, "userdata") == (200, "#!/bin/sh\n")


def test_no_user_data_is_an_empty_document_since_cloud_init_waits_for_a_missing_one(site: Site) -> None:
    (machine,) = site.boot(server(1))
    assert get(machine, "userdata") == (200, "")


def test_a_server_without_public_interface_reads_it_over_its_private_one(site: Site) -> None:
    inside, _ = site.boot(
        server(1, ipv4=None, ipv6=None, nics=(nic(5),), user_data=SECRET),
        server(2, nics=(nic(6),)),
        networks=(NETWORK,),
    )
    assert read(inside, "metadata")["network-config"] == {"version": 1, "config": []}
    assert get(inside, "metadata/instance-id") == (200, "1")
    assert get(inside, "userdata") == (200, SECRET)


def test_the_same_is_told_over_ipv6_before_there_is_an_address(site: Site) -> None:
    (machine,) = site.boot(server(1))
    assert get(machine, "metadata/hostname", "fe80::a9fe:a9fe%eth0") == (200, "srv-1")


@pytest.mark.parametrize("path", ["", "metadata/password", "../../etc/passwd", "metadata/hostname/x"])
def test_what_does_not_exist_is_not_found(site: Site, path: str) -> None:
    (machine,) = site.boot(server(1))
    assert get(machine, path)[0] == 404


@pytest.mark.parametrize("line", [b"POST / HTTP/1.1", b"\xff\xff\xff", b"GET /", b"GET / FTP/1.0"])
def test_nonsense_is_refused_and_the_next_one_is_served(site: Site, line: bytes) -> None:
    (machine,) = site.boot(server(1))
    with connected(machine, "169.254.169.254", 80) as connection:
        connection.sendall(line + b"\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 40")
    assert get(machine, "metadata/hostname") == (200, "srv-1")


def test_user_data_is_nowhere_but_in_the_answer(
    site: Site, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    (machine,) = site.boot(server(1, user_data=SECRET))
    get(machine, "userdata")
    printed = capfd.readouterr()
    assert "database" not in printed.out + printed.err + caplog.text + repr(vars(site.fabric._answering))
    (counter,) = site.fabric._answering._counters.values()
    assert "database" not in repr(counter.station)
