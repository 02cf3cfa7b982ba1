"""An image's packages come from where the host's come from."""

import pytest

from sandbox.machines.image import sources
from sandbox.toolchain import apt

TARGETS = """\
http://mirror.example/debian/ trixie-updates main
http://mirror.example/debian/ trixie main
http://mirror.example/debian/ trixie contrib
https://other.example/ nodistro main
http://mirror.example/security/ trixie-security main
"""


@pytest.fixture(autouse=True)
def host(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a host of another release than the image, with a mirror of its own."""
    monkeypatch.setattr(apt, "ask", lambda _: TARGETS)
    monkeypatch.setattr(sources, "host_codename", lambda: "trixie")


def test_the_hosts_mirror_serves_the_images_release_and_its_updates() -> None:
    assert sources.sources_list(sources.of_host("bookworm")) == (
        "deb http://mirror.example/debian/ bookworm main\n"
        "deb http://mirror.example/debian/ bookworm-updates main\n"
        "deb http://mirror.example/security/ bookworm-security main\n"
    )


def test_a_host_that_is_no_debian_has_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "host_codename", lambda: "")
    assert sources.of_host("bookworm") == []
