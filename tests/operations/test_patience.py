"""A read outlasts the vendor's trouble, and nothing else."""

from collections.abc import Callable, Iterator

import pytest
import requests
from hcloud import APIException

from operations import patience


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST_PAUSE_SECONDS", 0)


def answers(*outcomes: Exception | str) -> Callable[[], str]:
    left: Iterator[Exception | str] = iter(outcomes)

    def read() -> str:
        outcome = next(left)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return read


def refusal(code: str | int) -> APIException:
    return APIException(code, "no", None)


TROUBLE = [requests.ConnectionError(), requests.Timeout(), refusal("unavailable"), refusal(503)]


@pytest.mark.parametrize("trouble", TROUBLE)
def test_trouble_is_outlasted(trouble: Exception) -> None:
    assert patience.patiently(answers(trouble, trouble, "found")) == "found"


@pytest.mark.parametrize("trouble", TROUBLE)
def test_trouble_that_stays_is_reported(trouble: Exception) -> None:
    with pytest.raises(type(trouble)):
        patience.patiently(answers(*[trouble] * patience.ATTEMPTS, "too late"))


def test_a_refusal_is_reported_at_once() -> None:
    with pytest.raises(APIException, match="unauthorized"):
        patience.patiently(answers(refusal("unauthorized"), "never asked"))
