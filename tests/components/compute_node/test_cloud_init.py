"""What a host is told at its first boot."""

from collections.abc import Callable
from ipaddress import IPv4Address
from typing import Any

import pulumi
import pytest
import yaml

from components._base.boot import Boot, BootSecret
from components._base.bundle import File
from components._base.errors import ArgumentError
from components._base.exposure import WireGuardPort
from components._base.keys import KeyPair
from components.compute_node import Administration, ComputeNodeArgs, Public, contents
from components.compute_node.cloud_init import Host, render

SSH = KeyPair("-----BEGIN A KEY-----\nnot a real one\n-----END A KEY-----\n", "ssh-ed25519 AAAA app-1")
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGUXx3q/zn+3XnQ0wmPH/WRWWfLxP4/5LtSr6k8GvxTR ada"
WIREGUARD = Boot(
    packages=("wireguard-tools",),
    files=(File("/etc/systemd/system/tunnel.service", "[Unit]\n"),),
    secrets=(BootSecret("/etc/wireguard/wg0.conf", pulumi.Output.from_input("resolved by the caller")),),
    units=("tunnel.service",),
)
GATEWAY: dict[str, Any] = {
    "role": "gateway",
    "address": IPv4Address("10.20.0.4"),
    "public": Public(ipv4=True, ipv6=True),
    "exposures": (WireGuardPort(),),
    "forwards": True,
    "boot": WIREGUARD,
}
DATA: dict[str, Any] = {"role": "data", "address": IPv4Address("10.20.3.4")}
Node = Callable[..., ComputeNodeArgs]


def document(name: str, args: ComputeNodeArgs, *secrets: str) -> str:
    host = Host(name, args.administration.user, contents.at_first_boot(args), args.boot)
    return render(host, SSH, secrets)


def written(text: str) -> dict[str, dict[str, str]]:
    return {each["path"]: each for each in yaml.safe_load(text)["write_files"]}


def test_the_document_of_a_private_host_is_as_reviewed(node: Node, golden: Callable[[str, str], None]) -> None:
    golden("private.yaml", document("data-1", node(**DATA)))


def test_the_document_of_a_gateway_is_as_reviewed(node: Node, golden: Callable[[str, str], None]) -> None:
    golden("gateway.yaml", document("gateway-1", node(**GATEWAY), "not-a-real-one="))


def test_the_document_survives_a_yaml_parser_unchanged(node: Node) -> None:
    args = node(**DATA)
    text = document("data-1", args)
    assert yaml.safe_load(text)["ssh_keys"]["ed25519_private"] == SSH.private
    assert written(text)["/etc/nftables.conf"]["content"] == contents.firewall(args, first_boot=True)


def test_a_secret_of_the_first_boot_is_readable_by_root_alone(node: Node) -> None:
    (key,) = [each for path, each in written(document("g", node(**GATEWAY), "text")).items() if "wireguard" in path]
    assert (key["permissions"], key["content"]) == ("0600", "text")


def test_the_first_bundle_finds_the_files_of_the_first_boot_in_place(node: Node) -> None:
    """Apart from the ruleset, which closes the metadata service, it changes nothing of what lets people in."""
    args = node(**DATA)
    bundled = {each.path: each for part in contents.in_bundle(args) for each in part.files}
    differing = [each.path for each in contents.at_first_boot(args) if bundled[each.path] != each]
    assert differing == ["/etc/nftables.conf"]


def test_too_much_user_data_is_refused_before_the_vendor_does(node: Node) -> None:
    many = node(**DATA, administration=Administration(keys=(KEY,) * 400))
    with pytest.raises(ArgumentError, match=r"data-1\.user_data: \d+ bytes, the vendor takes 32768; use an authority"):
        document("data-1", many)
