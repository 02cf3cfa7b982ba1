"""`unreadable-host-content`."""

from typing import Any

import pytest

from policies.hetzner.tokens import COPY_FILE, COPY_TO_REMOTE, REMOTE_COMMAND, SERVER
from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "unreadable-host-content"


@pytest.mark.parametrize("user_data", ["#include\nhttps://boot.example/x\n", "#cloud-config\na: [\n", ["x"]])
def test_user_data_that_cannot_be_read(find: Find, user_data: Any) -> None:
    assert find(RULE, {"userData": user_data}, SERVER)


@pytest.mark.parametrize("user_data", [None, "", "#cloud-config\npackages: [nginx]\n", UNKNOWN])
def test_user_data_that_can_be_read_or_is_judged_on_apply(find: Find, user_data: Any) -> None:
    assert not find(RULE, {} if user_data is None else {"userData": user_data}, SERVER)


def test_a_bundle_that_cannot_be_read(find: Find) -> None:
    assert find(RULE, {"stdin": '{"bundle": "nonsense"}'}, REMOTE_COMMAND) == ["x: the bundle cannot be read"]


@pytest.mark.parametrize("path", ["/etc/nftables.conf", "/opt/x/compose.yaml", "/usr/local/bin/x", UNKNOWN, None])
@pytest.mark.parametrize("token", [COPY_TO_REMOTE, COPY_FILE])
def test_a_file_that_decides_who_gets_in(find: Find, token: str, path: Any) -> None:
    assert find(RULE, {"remotePath": path, "source": {"path": "x"}}, token)


def test_a_file_that_decides_nothing(find: Find) -> None:
    assert not find(RULE, {"remotePath": "/srv/site/index.html", "source": {"path": "x"}}, COPY_TO_REMOTE)


def test_a_file_that_can_be_read(find: Find) -> None:
    assert not find(RULE, {"remotePath": "/etc/nftables.conf", "source": {"text": "x"}}, COPY_TO_REMOTE)
