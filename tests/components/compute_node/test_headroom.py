"""Headroom is arithmetic over the catalogue's capacities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components._base.catalogue import server_types
from components.compute_node.headroom import Load, measure, problems

SOLD = list(server_types().values())


def load(memory: float, cpu: float = 0.1, disk: float = 1) -> list[Load]:
    return [Load(service="api", memory_gb=memory, cpu=cpu, disk_gb=disk)]


def test_the_error_names_value_limit_and_the_cheapest_type_that_fits() -> None:
    assert problems(load(3.64), server_types()["cx23"], 0.70, SOLD, "fsn1") == [
        "cx23 would run at 91 % memory (3.6 of 4.0 GB), ceiling 70 %; use cx33 or move a service"
    ]


def test_every_scarce_resource_is_named() -> None:
    lines = problems(load(3.0, 1.9, 39), server_types()["cx23"], 0.70, SOLD, "fsn1")
    assert [line.split(" % ")[1].split(" (")[0] for line in lines] == ["memory", "cpu", "disk"]


def test_a_load_at_the_ceiling_is_accepted() -> None:
    assert problems(load(2.8, 1.4, 28), server_types()["cx23"], 0.70, SOLD, "fsn1") == []


def test_a_load_that_no_type_carries_has_to_be_split() -> None:
    (line,) = problems(load(400), server_types()["ccx33"], 0.70, SOLD, "fsn1")
    assert line.endswith("no type is large enough: move a service")


def test_the_remedy_keeps_the_architecture() -> None:
    (line,) = problems(load(3.5), server_types()["cax11"], 0.70, SOLD, "fsn1")
    assert "use cax21" in line


@given(
    st.lists(st.floats(0.01, 8), min_size=1, max_size=6),
    st.sampled_from(sorted(server_types())),
    st.floats(0.1, 0.8),
)
def test_a_refused_load_is_exactly_one_above_the_ceiling(sizes: list[float], name: str, ceiling: float) -> None:
    services = [Load(service=f"s{i}", memory_gb=size, cpu=0.01) for i, size in enumerate(sizes)]
    refused = bool(problems(services, server_types()[name], ceiling, SOLD, "fsn1"))
    assert refused == (measure(services, server_types()[name]).worst > ceiling + 1e-9)


def test_shares_add_up_over_services() -> None:
    both = [*load(1, 0.5, 4), *load(1, 0.5, 4)]
    assert measure(both, server_types()["cx23"]).facts() == pytest.approx({"memory": 0.5, "cpu": 0.5, "disk": 0.2})
