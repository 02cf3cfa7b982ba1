"""User data holds no secret that is not marked as one, and a violation never repeats it."""

from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.hetzner.tokens import SERVER
from policies.reading import UNKNOWN, Secret
from policies.settings import Settings
from tests.policies.inputs import Declare, Find

RULE = "plaintext-secret-in-user-data"
CONTENT = "#cloud-config\nhostname: web-1\npassword: hunter2\n"


@pytest.mark.parametrize("user_data", [None, "", "#cloud-config\nhostname: web-1\n", Secret(CONTENT), Secret(UNKNOWN)])
def test_user_data_without_a_plain_secret_passes(find: Find, user_data: Any) -> None:
    assert find(RULE, {"userData": user_data}) == []


def test_a_plain_secret_is_refused_by_line_and_kind_and_not_repeated(find: Find) -> None:
    facts = find(RULE, {"userData": CONTENT})
    assert facts == ["x: line 3 of its user data holds a value that is named like a secret"]


def test_every_secret_is_named(find: Find) -> None:
    assert len(find(RULE, {"userData": f"{CONTENT}token: 0123456789\n"})) == 2


def test_a_value_that_is_not_known_is_announced_and_judged_later(
    catalogue: Catalogue, settings: Settings, declare: Declare
) -> None:
    (verdict,) = judge_resource([catalogue.by_id[RULE]], declare(SERVER, "x", {"userData": UNKNOWN}), settings)
    assert not verdict.mandatory
    assert "judged on apply" in verdict.message


def test_what_is_no_text_cannot_pass_unseen(find: Find) -> None:
    assert find(RULE, {"userData": {"password": "hunter2"}}) == ["x: its user data is not text, and cannot be searched"]
