"""What a host of ours is told at its first boot is its identity and nothing else, and it closes the door behind it."""

from pathlib import Path

import pytest

from policies.detector import detect
from policies.secrets.identity import closes_metadata_service, holds_secrets, strangers

GOLDEN = Path(__file__).parents[2] / "components" / "compute_node" / "golden"
WIREGUARD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


def told(name: str) -> str:
    """Return the user data of a host of ours, with keys as they look in earnest."""
    text = (GOLDEN / f"{name}.yaml").read_text()
    assert "BEGIN A KEY" in text
    return text.replace("BEGIN A KEY", "BEGIN OPENSSH PRIVATE KEY").replace(
        "not-a-real-one=", f"PrivateKey = {WIREGUARD}"
    )


@pytest.mark.parametrize(("name", "kinds"), [("private", 1), ("gateway", 2)])
def test_a_host_of_ours_brings_its_identity_only(name: str, kinds: int) -> None:
    text = told(name)
    assert len({kind for kind, _ in detect(text)}) == kinds
    assert holds_secrets(text)
    assert strangers(text) == []
    assert closes_metadata_service(text)


@pytest.mark.parametrize("path", ["/etc/app/tls.key", "/etc/ssh/ssh_config.d/deploy_key", "/root/.ssh/id_ed25519"])
def test_a_key_beside_it_is_a_stranger(path: str) -> None:
    key = f"- path: {path}\n  content: |\n    -----BEGIN PRIVATE KEY-----\n    MIIE\n"
    text = told("private").replace("write_files:\n", f"write_files:\n{key}")
    assert [kind for kind, _ in strangers(text)][:1] == ["a private key"]


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("nft insert rule inet filter output ip daddr 169.254.169.254 drop", True),
        ("iptables -I OUTPUT -d 169.254.169.254 -j REJECT", True),
        ("ip route add blackhole 169.254.169.254/32", True),
        ("ip daddr 169.254.169.254 accept", False),
        ("curl http://169.254.169.254/hetzner/v1/userdata", False),
        ("# drop what goes to 169.254.169.254, then drop it again", False),
        ("", False),
    ],
)
def test_what_closes_the_metadata_service(line: str, closed: bool) -> None:
    assert closes_metadata_service(f"#!/bin/sh\n{line}\n") is closed
