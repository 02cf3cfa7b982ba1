"""What systemd says of units is read as it stands."""

from components._base.host.program.units import State, parse

SHOWN = """\
LoadState=loaded
ActiveState=active
UnitFileState=enabled

LoadState=not-found
ActiveState=inactive
UnitFileState=

LoadState=masked
ActiveState=inactive
UnitFileState=masked
"""


def test_units_are_read_in_the_order_they_were_asked_for() -> None:
    assert parse(SHOWN) == [
        State("loaded", "active", "enabled"),
        State("not-found", "inactive", ""),
        State("masked", "inactive", "masked"),
    ]


def test_a_unit_on_its_way_counts_as_running_and_a_failed_one_does_not() -> None:
    assert State("loaded", "activating", "enabled").up
    assert not State("loaded", "failed", "enabled").up
