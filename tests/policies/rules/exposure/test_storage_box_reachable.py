"""A storage box, or an account on it, does not answer the internet."""

from typing import Any

import pytest

from policies.hetzner.tokens import STORAGE_BOX, STORAGE_BOX_SUBACCOUNT
from policies.reading import UNKNOWN
from tests.policies.inputs import Find

EITHER = pytest.mark.parametrize("token", [STORAGE_BOX, STORAGE_BOX_SUBACCOUNT])
RULE = "storage-box-reachable"


@EITHER
@pytest.mark.parametrize(
    "access",
    [None, {}, {"sshEnabled": True}, {"reachableExternally": False, "sshEnabled": True, "webdavEnabled": True}],
)
def test_a_box_that_answers_the_vendors_network_passes(find: Find, token: str, access: Any) -> None:
    assert find(RULE, {"accessSettings": access}, token) == []


@EITHER
@pytest.mark.parametrize("reachable", [True, UNKNOWN, "yes"])
def test_a_box_that_answers_the_internet_is_named_with_its_doors(find: Find, token: str, reachable: Any) -> None:
    access = {"reachableExternally": reachable, "sshEnabled": True, "sambaEnabled": False}
    assert find(RULE, {"accessSettings": access}, token) == [
        "x: is, or may be, reachable from the internet by SFTP, SSH"
    ]
    others = {"reachableExternally": reachable, "sambaEnabled": UNKNOWN, "webdavEnabled": True}
    assert find(RULE, {"accessSettings": others}, token) == [
        "x: is, or may be, reachable from the internet by SFTP, Samba, WebDAV"
    ]


@EITHER
@pytest.mark.parametrize("access", [UNKNOWN, "open", []])
def test_settings_that_cannot_be_read_are_refused(find: Find, token: str, access: Any) -> None:
    assert len(find(RULE, {"accessSettings": access}, token)) == 1
