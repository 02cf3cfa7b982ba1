"""Restarts for updates never take two of a role at once, and take what holds data last."""

import itertools

import pytest

from components.compute_node.hardening.window import HIGHEST, STATEFUL_MINUTE, Window, window

ROLES = ("gateway", "app", "data", "ops")


@pytest.mark.parametrize("stateful", [False, True])
@pytest.mark.parametrize("role", ROLES)
def test_no_two_nodes_of_a_role_share_a_window(role: str, stateful: bool) -> None:
    found = [window(role, number, ROLES, stateful=stateful) for number in range(1, HIGHEST + 1)]
    assert len(set(found)) == HIGHEST


def test_neighbours_in_a_role_restart_on_different_days() -> None:
    for one, two in itertools.pairwise(range(1, HIGHEST)):
        assert window("app", one, ROLES, stateful=False).day != window("app", two, ROLES, stateful=False).day


def test_the_first_nodes_of_different_roles_do_not_restart_together() -> None:
    found = [window(role, 1, ROLES, stateful=role == "data") for role in ROLES]
    assert len(set(found)) == len(ROLES)


def test_in_each_night_what_holds_data_comes_last() -> None:
    for number in range(1, HIGHEST + 1):
        assert window("data", number, ROLES, stateful=True).minute >= STATEFUL_MINUTE
        assert window("app", number, ROLES, stateful=False).minute < STATEFUL_MINUTE


def test_a_window_is_written_as_systemd_reads_it() -> None:
    assert Window("Mon", 65).calendar == "Mon *-*-* 01:05:00 UTC"
