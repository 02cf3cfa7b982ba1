"""sshd's configuration: where it listens, and whom it lets in."""

import pytest

from policies.host import sockets, sshd
from policies.host.content import Content, Text
from tests.policies.host.told import at, script

BOUND = "ListenAddress 10.0.0.1\n"
DROP_IN = "/etc/ssh/sshd_config.d/10.conf"


def read(**texts: str) -> sshd.Sshd:
    paths = {"main": sshd.MAIN, "drop": DROP_IN, "other": "/etc/ssh/sshd_config.d/50-cloud-init.conf"}
    return sshd.read([Text("test", text, paths[name]) for name, text in texts.items()])


@pytest.mark.parametrize(
    "text",
    [
        "ListenAddress 0.0.0.0",
        "ListenAddress ::",
        "ListenAddress *",
        "listenaddress = 0.0.0.0",
        "ListenAddress\t0.0.0.0",
        '"ListenAddress" 0.0.0.0',
        "  ListenAddress=0.0.0.0 # for now",
        'ListenAddress "0.0.0.0"',
        "ListenAddress 0.0.0.0:2222",
        "ListenAddress [::]:22",
        "ListenAddress 198.51.100.7",
        "ListenAddress web-1.shop.example",
        "ListenAddress 10.0.0.1\nListenAddress 2001:db8::7",
        "Port 2222",
    ],
)
def test_it_listens_for_everybody(text: str) -> None:
    found = read(drop=text)
    assert found.public_addresses
    assert not found.bound


@pytest.mark.parametrize(
    "text", [BOUND, "ListenAddress 10.0.0.1:2222\nPort 2222", "ListenAddress [fd00::1]:22", "ListenAddress 100.64.0.1"]
)
def test_it_listens_at_private_addresses_alone(text: str) -> None:
    found = read(main=text)
    assert not found.public_addresses
    assert found.bound


def test_a_whole_configuration_without_an_address_listens_everywhere_and_a_drop_in_says_nothing() -> None:
    assert read(main="X11Forwarding no").public_addresses == ["every address"]
    assert read(drop="X11Forwarding no").public_addresses == []
    assert not read(drop="X11Forwarding no").bound


@pytest.mark.parametrize(
    "text",
    [
        "PermitRootLogin yes",
        "permitrootlogin=YES",
        "PasswordAuthentication yes",
        "PasswordAuthentication yes # for now",
        "KbdInteractiveAuthentication yes",
        "PermitEmptyPasswords yes",
        "GatewayPorts yes",
        "Match User ops\nPasswordAuthentication yes",
        "Match all\nPermitRootLogin yes",
        "Match Address 0.0.0.0/0\nPermitRootLogin yes",
        "Match Address 10.0.0.0/8,198.51.100.7\nPermitRootLogin yes",
        "Match Address 10.0.0.0/8\nMatch User ops\nPermitRootLogin yes",
    ],
)
def test_it_lets_in_whom_it_should_not(text: str) -> None:
    assert list(read(drop=text).weak)


@pytest.mark.parametrize(
    "text",
    [
        "PermitRootLogin no",
        "PermitRootLogin prohibit-password",
        "# PasswordAuthentication yes",
        "PasswordAuthentication no\nPasswordAuthentication yes",
        "Match Address 10.0.0.0/8\nPasswordAuthentication yes",
    ],
)
def test_it_lets_in_nobody_else(text: str) -> None:
    assert not list(read(drop=text).weak)


def test_what_a_whole_configuration_leaves_out_is_openssh_s_default() -> None:
    assert list(read(main=BOUND).weak) == ["PasswordAuthentication yes by default"]
    assert not list(read(main=f"{BOUND}PasswordAuthentication no").weak)


def test_files_are_read_where_they_are_included() -> None:
    include = "Include /etc/ssh/sshd_config.d/*.conf\n"
    safe = "PasswordAuthentication no\n"
    assert list(read(main=include + BOUND + safe, other="PasswordAuthentication yes").weak)
    assert not list(read(main=BOUND + safe + include, other="PasswordAuthentication yes").weak)
    assert not list(read(main=BOUND + safe, other="PasswordAuthentication yes").weak)
    assert not list(read(main="Include sshd_config.d/*.conf\n" + safe, drop=BOUND).public_addresses)


def test_drop_ins_alone_are_read_in_the_order_of_their_names() -> None:
    assert not list(read(drop="PasswordAuthentication no", other="PasswordAuthentication yes").weak)
    assert list(read(drop="PasswordAuthentication yes", other="PasswordAuthentication no").weak)


def test_lines_that_a_script_adds_are_a_drop_in() -> None:
    added = script("echo 'PermitRootLogin yes' >> /etc/ssh/sshd_config\n")
    found = sshd.read(added.files)
    assert not found.whole
    assert list(found.weak) == ["PermitRootLogin yes"]


@pytest.mark.parametrize(
    "content",
    [
        at("/etc/systemd/system/ssh.socket", "[Socket]\nListenStream=22\n"),
        at("/etc/systemd/system/ssh.socket.d/x.conf", "[Socket]\nListenStream=\nListenStream=0.0.0.0:22\n"),
        at("/etc/systemd/system/ssh.socket.d/x.conf", "[Socket]\nListenStream=[::]:22\n"),
        script("systemctl enable --now ssh.socket"),
        script("systemctl unmask ssh.socket"),
        script("systemctl enable --now ssh"),
        Content(units={"ssh.socket": "running"}),
    ],
)
def test_something_listens_in_its_place(content: Content) -> None:
    assert list(sockets.opened(content, bound=False))


@pytest.mark.parametrize(
    "content",
    [
        at("/etc/systemd/system/ssh.socket.d/x.conf", "[Socket]\nListenStream=\nListenStream=10.0.0.1:22\n"),
        script("systemctl mask ssh.socket"),
        script("systemctl restart ssh"),
        Content(units={"ssh.socket": "masked", "ssh.service": "running"}),
    ],
)
def test_nothing_listens_in_its_place(content: Content) -> None:
    assert not list(sockets.opened(content, bound=False))


def test_sshd_may_be_started_where_it_is_bound() -> None:
    assert not list(sockets.opened(script("systemctl enable --now ssh"), bound=True))
