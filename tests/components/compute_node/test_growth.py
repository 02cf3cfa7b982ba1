"""A volume has room for three months of what it is said to grow."""

import pytest

from components.compute_node.growth import Volume, problems


def volume(used: float = 0, growth: float = 1, size: int = 20) -> Volume:
    return Volume(purpose="data", size_gb=size, used_gb=used, growth_gb_per_month=growth)


@pytest.mark.parametrize("fine", [volume(), volume(16, 0), volume(10, 2), volume(0.1, 5.3)])
def test_a_volume_with_room_is_accepted(fine: Volume) -> None:
    assert problems([fine]) == []


def test_the_error_names_the_volume_its_size_the_limit_and_the_size_that_fits() -> None:
    assert problems([volume(), volume(12, 2)]) == [
        "volumes.1.size_gb: 20 GB would hold 18 GB in 3 months, ceiling 80 %; use 23 or keep less"
    ]


@pytest.mark.parametrize(("used", "growth"), [(12, 2), (16.5, 0), (1, 40), (0, 5.4)])
def test_the_size_that_it_names_is_accepted_and_one_less_is_not(used: float, growth: float) -> None:
    (line,) = problems([volume(used, growth)])
    enough = int(line.partition("use ")[2].split()[0])
    assert problems([volume(used, growth, enough)]) == []
    assert problems([volume(used, growth, enough - 1)])


def test_what_is_stated_stands_on_the_volume_as_labels_that_the_vendor_takes() -> None:
    assert volume(0.5, 12).labels() == {"arqora.dev/used-gb": "0.5", "arqora.dev/growth-gb-per-month": "12"}
