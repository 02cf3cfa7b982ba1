"""From where the edge calls origins."""

from ipaddress import ip_network

import pytest

from arqora_infra import edge_ranges
from components._base.errors import ArgumentError

GOOD = ["104.16.0.0/13", "2606:4700::/32"]


def test_the_recorded_list_is_one_that_is_believed() -> None:
    assert {each.version for each in edge_ranges.recorded()} == {4, 6}


@pytest.mark.parametrize(
    ("listed", "complaint"),
    [
        ([], "none of IPv4 is listed, so origins would be closed"),
        (["104.16.0.0/13"], "none of IPv6 is listed"),
        ([*GOOD, "0.0.0.0/0"], "0.0.0.0/0 is not a public network of /12 or smaller"),
        ([*GOOD, "2000::/3"], "2000::/3 is not a public network of /28 or smaller"),
        ([*GOOD, "10.0.0.0/16"], "10.0.0.0/16 is not a public network"),
        ([*GOOD, "104.16.0.1/13"], "104.16.0.1/13 has host bits set"),
        ([*GOOD, "<html>"], "does not appear to be an IPv4 or IPv6 network"),
    ],
)
def test_a_list_that_would_open_or_close_origins_is_refused(listed: list[str], complaint: str) -> None:
    with pytest.raises(ArgumentError, match=complaint):
        edge_ranges.believed(listed)


def test_a_changed_list_is_said_in_both_directions() -> None:
    before = edge_ranges.believed([*GOOD, "162.158.0.0/15"])
    now = edge_ranges.believed([*GOOD, "188.114.96.0/20"])
    new, gone = edge_ranges.differences(before, now)
    assert "new ranges: 188.114.96.0/20;" in new
    assert "no longer calls from: 162.158.0.0/15;" in gone
    assert edge_ranges.differences(before, before) == []


def test_ranges_are_networks_in_the_vendors_order() -> None:
    assert edge_ranges.believed(GOOD) == tuple(ip_network(each) for each in GOOD)
