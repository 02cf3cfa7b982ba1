"""User data in every form that cloud-init knows."""

import base64
import gzip

import pytest

from policies.host import cloud_init

CONFIG = """\
#cloud-config
packages: [nginx, [redis, 8], {apt: [ttyd]}]
ssh_pwauth: true
write_files:
- path: /etc/x
  content: hello
runcmd:
- ufw disable
- [ufw, disable]
- [sh, -c, "ufw disable; true"]
bootcmd:
- ufw disable
"""


def wrapped(text: str) -> str:
    return f"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/cloud-config\n\n{text}\n--b--\n"


@pytest.mark.parametrize(
    "text",
    [
        CONFIG,
        base64.b64encode(CONFIG.encode()).decode(),
        base64.b64encode(gzip.compress(CONFIG.encode())).decode(),
        "## template: jinja\n" + CONFIG,
        wrapped(CONFIG),
        base64.b64encode(wrapped(CONFIG).encode()).decode(),
        "#cloud-config-archive\n- type: text/cloud-config\n  content: |\n"
        + "".join(f"    {line}\n" for line in CONFIG.splitlines()),
    ],
    ids=["plain", "base64", "gzip", "jinja", "parts", "parts in base64", "archive"],
)
def test_it_is_read(text: str) -> None:
    content = cloud_init.read(text)
    assert not content.problems
    assert content.packages == ["nginx", "redis", "ttyd"]
    assert [(file.path, file.text) for file in content.files] == [("/etc/x", "hello")]
    assert [command.text for command in content.commands] == ["ufw disable"] * 2 + ["ufw disable; true"] + [
        "ufw disable"
    ]
    assert content.settings["ssh_pwauth"] is True


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("b64", base64.b64encode(b"hello").decode()),
        ("base64", base64.b64encode(b"hello").decode()),
        ("gz+b64", base64.b64encode(gzip.compress(b"hello")).decode()),
    ],
)
def test_encoded_files_are_decoded(encoding: str, text: str) -> None:
    content = cloud_init.read(
        f"#cloud-config\nwrite_files:\n- {{path: /etc/x, encoding: {encoding}, content: {text}}}\n"
    )
    assert [file.text for file in content.files] == ["hello"]


def test_a_script_is_a_command() -> None:
    assert [each.text for each in cloud_init.read("#!/bin/sh\nufw disable\n").commands] == ["#!/bin/sh\nufw disable\n"]


@pytest.mark.parametrize(
    "text",
    [
        "#include\nhttps://boot.example/x\n",
        "#part-handler\ndef handle_part(): ...\n",
        "#cloud-config\n- a\n",
        "#cloud-config\na: [\n",
        "hello",
        "#cloud-config\nwrite_files: [hello]\n",
        "#cloud-config\nwrite_files: [{path: /etc/x, source: {uri: https://boot.example/x}}]\n",
        "#cloud-config\nwrite_files: [{path: /etc/x, encoding: b64, content: '*'}]\n",
        "#cloud-config\nansible: {pull: {url: https://boot.example/x}}\n",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/x-include-url\n\nhttps://x\n--b--\n",
        base64.b64encode(b"\x1f\x8bnonsense").decode() + "==",
    ],
)
def test_what_cannot_be_read_is_a_problem(text: str) -> None:
    assert cloud_init.read(text).problems


def test_nothing_is_none() -> None:
    assert cloud_init.read("").is_empty
    assert not cloud_init.read("\n").problems
