"""A secret is not made by a generator whose result is public."""

from collections.abc import Callable

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.settings import Settings
from tests.policies.inputs import Declare

RULE = "random-value-is-no-secret"
Judged = Callable[[str, str], list[bool]]


@pytest.fixture
def judged(catalogue: Catalogue, settings: Settings, declare: Declare) -> Judged:
    def judge(token: str, name: str) -> list[bool]:
        verdicts = judge_resource([catalogue.by_id[RULE]], declare(token, name, {"length": 16}), settings)
        return [verdict.mandatory for verdict in verdicts]

    return judge


@pytest.mark.parametrize(
    ("token", "name", "refused"),
    [
        ("random:index/randomString:RandomString", "db-password", True),
        ("random:index/randomId:RandomId", "api_token", True),
        ("random:index/randomUuid:RandomUuid", "webhook-secret", True),
        ("random:index/randomString:RandomString", "bucket-suffix", False),
        ("random:index/randomPet:RandomPet", "environment", False),
    ],
)
def test_its_name_says_what_it_is_for(judged: Judged, token: str, name: str, refused: bool) -> None:
    assert judged(token, name) == [True] * refused
