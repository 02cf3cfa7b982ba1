"""Lists are filtered, sorted and paged as the reference says, and mistakes are answered in its form."""

from typing import Any

import pytest

LABELS = {"a": {"role": "app", "env": "prod"}, "b": {"role": "db"}, "c": {"role": "app", "env": "dev"}, "d": {}}


@pytest.fixture(autouse=True)
def networks(client: Any) -> None:
    for name, labels in LABELS.items():
        client.networks.create(name, "10.0.0.0/16", labels=labels)


def names(call: Any, query: str) -> str:
    answer = call("GET", f"/networks?{query}")
    assert answer.status_code == 200, answer.text
    return "".join(each["name"] for each in answer.json()["networks"])


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("role=app", "ac"),
        ("role==app", "ac"),
        ("role!=app", "bd"),
        ("role in (app,db)", "abc"),
        ("role notin (app)", "bd"),
        ("env", "ac"),
        ("!env", "bd"),
        ("role=", ""),
        ("role=app,env!=dev", "a"),
        ("role=app,env in (dev),!nothing", "c"),
    ],
)
def test_labels_select(call: Any, selector: str, found: str) -> None:
    assert names(call, f"sort=name&label_selector={selector.replace(' ', '%20')}") == found


@pytest.mark.parametrize("selector", ["=app", "role in app", "role in (", "a b"])
def test_a_selector_that_makes_no_sense_is_refused(call: Any, selector: str) -> None:
    answer = call("GET", f"/networks?label_selector={selector.replace(' ', '%20')}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_input")


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("sort=name", "abcd"),
        ("sort=name:desc", "dcba"),
        ("sort=id:asc", "abcd"),
        ("sort=id:desc", "dcba"),
    ],
)
def test_lists_are_sorted(call: Any, order: str, found: str) -> None:
    assert names(call, order) == found


def test_an_order_that_does_not_exist_is_refused(call: Any) -> None:
    for order in ("colour", "name:sideways"):
        answer = call("GET", f"/networks?sort={order}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_input")


def test_lists_come_in_pages_that_say_where_they_are(call: Any) -> None:
    first = call("GET", "/networks?sort=name&per_page=3").json()
    assert [each["name"] for each in first["networks"]] == ["a", "b", "c"]
    assert first["meta"]["pagination"] == {
        "page": 1,
        "per_page": 3,
        "previous_page": None,
        "next_page": 2,
        "last_page": 2,
        "total_entries": 4,
    }
    second = call("GET", "/networks?sort=name&per_page=3&page=2").json()
    assert [each["name"] for each in second["networks"]] == ["d"]
    assert second["meta"]["pagination"]["next_page"] is None
    assert call("GET", "/networks?page=9").json()["networks"] == []
    for wrong in ("page=0", "page=x", "per_page=0"):
        assert call("GET", f"/networks?{wrong}").json()["error"]["code"] == "invalid_input"


def test_a_name_selects_and_an_unknown_path_or_method_is_refused(call: Any) -> None:
    assert names(call, "name=b") == "b"
    assert names(call, "name=nobody") == ""
    missing = call("GET", "/no/such/path")
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "not_found")
    assert call("GET", "/networks/4711").json()["error"]["code"] == "not_found"
    wrong = call("PATCH", "/networks")
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (405, "method_not_allowed")


def test_an_error_has_the_documented_form(call: Any) -> None:
    answer = call("POST", "/networks", {"name": "x"})
    assert answer.status_code == 422
    assert set(answer.json()) == {"error"}
    assert {"code", "message", "details"} <= set(answer.json()["error"])
    assert answer.json()["error"]["details"]["fields"][0]["name"] == "ip_range"
    assert answer.headers["X-Correlation-Id"]
