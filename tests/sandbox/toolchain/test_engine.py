"""Which engine is taken."""

import pytest

from sandbox.toolchain.engine import PINNED, compatible, parse


@pytest.mark.parametrize(
    ("printed", "version"),
    [
        ("v3.259.0\n", (3, 259, 0)),
        ("3.300.1", (3, 300, 1)),
        ("v3.260.0-alpha.1+dirty", (3, 260, 0)),
        ("pulumi?", None),
        ("", None),
    ],
)
def test_a_version_is_read_from_what_pulumi_prints(printed: str, version: tuple[int, int, int] | None) -> None:
    assert parse(printed) == version


@pytest.mark.parametrize(
    ("version", "fits"),
    [((3, 254, 9), False), ((3, 255, 0), True), ((3, 999, 0), True), ((4, 0, 0), False)],
)
def test_the_range_starts_with_executable_packs_and_ends_before_four(
    version: tuple[int, int, int], *, fits: bool
) -> None:
    assert compatible(version) is fits


def test_what_is_built_is_in_the_range() -> None:
    version = parse(PINNED)
    assert version
    assert compatible(version)
