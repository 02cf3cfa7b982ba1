"""The document of a bundle: the same for the same content, secret where there are secrets."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import pulumi
import pytest

from components._base.bundle import Bundle, File, Part, Secret, Unit, join

T = TypeVar("T")
HIDDEN = "correct horse battery staple"


def resolved(make: Callable[[], pulumi.Output[Any]]) -> tuple[Any, bool]:
    """Return the value of an output, and whether it is a secret; other tests' event loop stays as it is."""

    async def wait() -> tuple[Any, bool]:
        output = make()
        return await output.future(), await output.is_secret()

    return alone(wait())


def alone(work: Coroutine[Any, Any, T]) -> T:
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


def bundle(text: str = HIDDEN, file: str = "one\n", path: str = "/run/arqora/secrets/key") -> Bundle:
    secret = Secret(path, pulumi.Output.secret(text))
    part = Part("ssh", files=(File("/etc/a", file),), secrets=(secret,), units=(Unit("a.service", ("/etc/a", path)),))
    return join("app-1", [part])


def plain() -> Bundle:
    return join("app-1", [Part("ssh", ("sudo", "openssh-server"), (File("/etc/a", "one\n"),))])


def test_a_document_says_everything_a_host_must_hold() -> None:
    text, secret = resolved(lambda: plain().document())
    document = json.loads(text)
    assert not secret
    assert document["files"] == {"/etc/a": {"text": "one\n", "mode": 0o644, "owner": "root", "group": "root"}}
    assert document["packages"] == ["openssh-server", "sudo"]
    assert document["host"] == "app-1"
    assert document["digest"] == resolved(lambda: plain().digest)[0]


def test_a_document_with_a_secret_is_one_and_its_digest_is_not() -> None:
    text, secret = resolved(lambda: bundle().document())
    digest, shown = resolved(lambda: bundle().digest)
    assert secret
    assert HIDDEN in text
    assert not shown
    assert len(digest) == 64


@pytest.mark.parametrize(
    "other",
    [
        lambda: bundle(text="another"),
        lambda: bundle(file="two\n"),
        lambda: bundle(path="/run/arqora/secrets/other"),
    ],
)
def test_every_change_of_content_changes_the_digest(other: Callable[[], Bundle]) -> None:
    assert resolved(lambda: other().digest) != resolved(lambda: bundle().digest)


def test_the_same_content_has_the_same_digest_always() -> None:
    assert resolved(lambda: bundle().digest) == resolved(lambda: bundle().digest)


def test_a_secret_does_not_show_its_text() -> None:
    async def shown() -> str:
        return repr(bundle())

    assert HIDDEN not in alone(shown())
