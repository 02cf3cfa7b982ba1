"""What a host is told at its first boot."""

from collections.abc import Callable
from ipaddress import IPv4Address

import pytest
import yaml

from components._base.errors import ArgumentError
from components._base.keys import KeyPair
from components.compute_node.cloud_init import Host, render

SSH = KeyPair("-----BEGIN A KEY-----\nnot a real one\n-----END A KEY-----\n", "ssh-ed25519 AAAA app-1")
WIREGUARD = KeyPair("not-a-real-one=", "public=")
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGUXx3q/zn+3XnQ0wmPH/WRWWfLxP4/5LtSr6k8GvxTR ada"


def host(keys: int = 1, *, gateway: bool = False) -> Host:
    return Host(
        name="gateway-1" if gateway else "data-1",
        address=IPv4Address("10.20.3.4"),
        user="ops",
        keys=[KEY] * keys,
        authorities=[KEY],
        ruleset="table inet arqora {\n}\n",
        forwards=gateway,
        egress=None if gateway else IPv4Address("10.20.0.1"),
    )


def test_the_document_of_a_private_host_is_as_reviewed(golden: Callable[[str, str], None]) -> None:
    golden("private.yaml", render(host(), SSH, None))


def test_the_document_of_a_gateway_is_as_reviewed(golden: Callable[[str, str], None]) -> None:
    golden("gateway.yaml", render(host(gateway=True), SSH, WIREGUARD))


def test_the_document_survives_a_yaml_parser_unchanged() -> None:
    document = yaml.safe_load(render(host(), SSH, None))
    assert document["ssh_keys"]["ed25519_private"] == SSH.private
    written = {each["path"]: each["content"] for each in document["write_files"]}
    assert written["/etc/nftables.conf"] == "table inet arqora {\n}\n"


def test_a_private_key_is_readable_by_root_alone() -> None:
    document = yaml.safe_load(render(host(gateway=True), SSH, WIREGUARD))
    (key,) = [each for each in document["write_files"] if each["path"] == "/etc/wireguard/private.key"]
    assert key["permissions"] == "0600"


def test_too_much_user_data_is_refused_before_the_vendor_does() -> None:
    with pytest.raises(ArgumentError, match=r"data-1\.user_data: \d+ bytes, the vendor takes 32768; use an authority"):
        render(host(keys=400), SSH, None)
