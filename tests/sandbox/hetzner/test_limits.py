"""Quotas and the rate limit are those of the vendor, with its headers."""

from typing import Any

from sandbox.hetzner.control import Control

NETWORK = {"name": "n", "ip_range": "10.0.0.0/16"}


def test_every_answer_tells_what_is_left_of_the_rate_limit(call: Any, control: Control) -> None:
    control.set(requests_per_hour=3600)
    first, second = call("GET", "/networks"), call("GET", "/networks")
    assert first.headers["RateLimit-Limit"] == "3600"
    assert int(second.headers["RateLimit-Remaining"]) <= int(first.headers["RateLimit-Remaining"]) < 3600
    assert int(first.headers["RateLimit-Reset"]) > 0


def test_too_many_requests_are_refused_without_effect_until_the_bucket_fills(call: Any, control: Control) -> None:
    control.set(requests_per_hour=3)
    assert [call("GET", "/networks").status_code for _ in range(3)] == [200, 200, 200]
    refused = call("POST", "/networks", NETWORK)
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "rate_limit_exceeded")
    assert refused.headers["RateLimit-Remaining"] == "0"
    assert control.resources() == {}
    control.set(requests_per_hour=3600)
    assert call("POST", "/networks", NETWORK).status_code == 201


def test_a_quota_is_refused_by_name(call: Any, control: Control) -> None:
    control.set(quotas={"networks": 1})
    assert call("POST", "/networks", NETWORK).status_code == 201
    refused = call("POST", "/networks", {**NETWORK, "name": "m"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "resource_limit_exceeded")
    assert refused.json()["error"]["details"]["limits"] == [{"name": "network_limit"}]
    assert control.resources() == {"network": 1}
