"""The reader of bundles knows what components really send. It imports none of them; this test does, and compares."""

import base64
import bz2
import json

import pulumi
import pytest

from components._base import host
from components._base.bundle import Bundle, Check, File, Part, Secret, Unit, join
from components._base.bundle.bundle import content as document_of
from components._base.host.sending import pack, squeezed
from policies.host import bundle

PLAIN = Part(
    "web",
    packages=("nginx",),
    files=(File("/etc/x", "hello"), File("/usr/local/bin/x", "#!/bin/sh\nufw disable\n", 0o755)),
    units=(Unit("ssh.socket", change="none", state="masked"), Unit("x.service")),
    checks=(Check(("/usr/bin/x", "--check"), "it would not start", "after"),),
)
HIDDEN = Part("hidden", secrets=(Secret("/run/arqora/secrets/x", pulumi.Output.from_input("s3cret")),))


def sent(found: Bundle, texts: dict[str, str]) -> str:
    document = json.dumps({"digest": "0", **document_of(found, texts)})
    return pack(document, readable=not found.secrets)


@pytest.mark.parametrize(("parts", "texts"), [((PLAIN,), {}), ((PLAIN, HIDDEN), {"/run/arqora/secrets/x": "s3cret"})])
def test_it_reads_what_components_send(parts: tuple[Part, ...], texts: dict[str, str]) -> None:
    stdin = sent(join("web-1", parts), texts)
    assert bundle.is_bundle(stdin)
    content = bundle.read(stdin)
    assert not content.problems
    assert {file.path: file.text for file in content.files} == {
        "/etc/x": "hello",
        "/usr/local/bin/x": "#!/bin/sh\nufw disable\n",
        **texts,
    }
    assert content.packages == ["nginx"]
    assert content.units == {"ssh.socket": "masked", "x.service": "running"}
    assert [each.text for each in content.commands] == ["/usr/bin/x --check"]


def test_it_knows_the_command_that_confirms() -> None:
    assert bundle.CONFIRM.fullmatch(f"{host.CONFIRM} {'0' * 64}")
    assert not bundle.CONFIRM.fullmatch(f"{host.CONFIRM} {'0' * 64}; ufw disable")
    assert not bundle.CONFIRM.fullmatch(f"{host.CONFIRM} {'0' * 64}\nufw disable")


@pytest.mark.parametrize(
    "stdin",
    [
        '{"bundle": 1}',
        '{"bundle": "{"}',
        '{"bundle": "[]"}',
        '{"bundle": "{\\"files\\": {\\"/etc/x\\": {}}}"}',
        '{"start": "", "bundle"',
        "QlpoO",
        squeezed("hello"),
        base64.b64encode(bz2.compress(b'{"program": ""}')).decode(),
    ],
)
def test_what_cannot_be_read_is_a_problem(stdin: str) -> None:
    assert bundle.is_bundle(stdin)
    assert bundle.read(stdin).problems
