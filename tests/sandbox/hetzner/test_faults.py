"""Faults strike what they were asked for, and nothing else."""

from typing import Any

import pytest
import requests

from sandbox.emulator.faults import Fault
from sandbox.hetzner.control import Control, ControlError

NETWORK = {"name": "n", "ip_range": "10.0.0.0/16"}
SERVER = {"name": "web", "server_type": "cx23", "image": "debian-12", "location": "fsn1"}


def test_a_status_is_answered_before_or_after_the_effect(call: Any, control: Control) -> None:
    control.fault(Fault(kind="status", method="POST", path="/networks", status=503, count=1))
    refused = call("POST", "/networks", NETWORK)
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "unavailable")
    assert control.resources() == {}
    control.fault(Fault(kind="status", method="POST", path="/networks", status=500, after=True, count=1))
    assert call("POST", "/networks", NETWORK).status_code == 500
    assert control.resources() == {"network": 1}


@pytest.mark.parametrize(("kind", "left"), [("drop_before", {}), ("drop_after", {"network": 1})])
def test_a_connection_is_dropped_before_or_after_the_effect(
    call: Any, control: Control, kind: Any, left: dict[str, int]
) -> None:
    control.fault(Fault(kind=kind, method="POST", path="/networks", count=1))
    with pytest.raises(requests.ConnectionError):
        call("POST", "/networks", NETWORK)
    assert control.resources() == left
    assert call("GET", "/networks").status_code == 200


def test_an_action_fails_and_leaves_what_its_failure_leaves(call: Any, control: Control) -> None:
    control.fault(Fault(kind="fail_action", path="/servers", code="server_error", count=1))
    made = call("POST", "/servers", SERVER).json()
    action = call("GET", f"/actions/{made['action']['id']}").json()["action"]
    assert (action["status"], action["error"]["code"]) == ("error", "server_error")


def test_an_action_never_ends(call: Any, control: Control) -> None:
    control.fault(Fault(kind="endless_action", path="/servers", count=1))
    made = call("POST", "/servers", SERVER).json()
    assert call("GET", f"/actions/{made['action']['id']}").json()["action"]["status"] == "running"
    assert control.actions()["running"] >= 1


def test_latency_delays_and_changes_nothing(call: Any, control: Control) -> None:
    control.fault(Fault(kind="latency", path="/networks", seconds=0.05))
    answer = call("POST", "/networks", NETWORK)
    assert answer.status_code == 201
    assert answer.elapsed.total_seconds() >= 0.05


def test_a_type_is_sold_out_in_one_location_until_the_fault_is_removed(call: Any, control: Control) -> None:
    identity = control.fault(Fault(kind="resource_unavailable", server_type="cx23", location="fsn1"))
    refused = call("POST", "/servers", SERVER)
    assert (refused.status_code, refused.json()["error"]["code"]) == (412, "resource_unavailable")
    assert control.resources() == {}
    assert call("POST", "/servers", {**SERVER, "name": "other", "location": "nbg1"}).status_code == 201
    control.clear_faults(identity)
    assert call("POST", "/servers", SERVER).status_code == 201


def statuses(call: Any, times: int) -> list[int]:
    return [call("GET", "/networks").status_code for _ in range(times)]


def test_some_requests_are_let_through_and_a_number_is_struck(call: Any, control: Control) -> None:
    control.fault(Fault(kind="status", path="/networks", skip=2, count=2))
    assert statuses(call, 6) == [200, 200, 503, 503, 200, 200]
    (fault,) = control.faults()
    assert (fault["seen"], fault["struck"]) == (4, 2)  # once it is used up it looks no more


def test_chance_repeats_itself_for_the_same_seed_and_only_for_it(call: Any, control: Control) -> None:
    def drawn(seed: int) -> list[int]:
        control.clear_faults()
        control.fault(Fault(kind="status", path="/networks", probability=0.5, seed=seed))
        return statuses(call, 40)

    first = drawn(1)
    assert drawn(1) == first
    assert drawn(2) != first
    assert {200, 503} == set(first)


def test_other_paths_and_methods_are_spared(call: Any, control: Control) -> None:
    control.fault(Fault(kind="status", method="POST", path=r"/networks/\d+/actions/.*"))
    made = call("POST", "/networks", NETWORK)
    assert made.status_code == 201
    place = f"/networks/{made.json()['network']['id']}"
    assert call("GET", place).status_code == 200
    assert call("POST", f"{place}/actions/change_protection", {"delete": True}).status_code == 503


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "flood"}, "kind"),
        ({"path": "("}, "path"),
        ({"probability": 2}, "probability"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused_by_field(
    call: Any, control: Control, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(ControlError, match=field):
        control._call("POST", "/faults", {"kind": "status", **wrong})
    assert control.faults() == []
