"""How rules refuse."""

import pytest

from sandbox.edge.refusals import refusal


def test_a_block_is_403_with_the_vendors_number() -> None:
    response = refusal({"action": "block"})
    assert response.status == 403
    assert b"error code: 1020" in response.body
    assert response.get("cf-mitigated") is None


def test_a_block_answers_with_the_rules_own_response() -> None:
    told = {"status_code": 418, "content": "no", "content_type": "text/plain"}
    response = refusal({"action": "block", "action_parameters": {"response": told}})
    assert (response.status, response.body, response.get("content-type")) == (418, b"no", "text/plain")


@pytest.mark.parametrize("action", ["challenge", "js_challenge", "managed_challenge"])
def test_a_challenge_is_403_that_says_so(action: str) -> None:
    response = refusal({"action": action}, status=429)
    assert (response.status, response.get("cf-mitigated")) == (403, "challenge")
