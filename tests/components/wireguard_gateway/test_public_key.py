"""What is taken as somebody's public key."""

import base64

import pytest

from components.wireguard_gateway.public_key import checked

PRIME = 2**255 - 19
FIRST = 325606250916557431795983626356110631294008115727848805560023387167927233504
SECOND = 39382357235489614581723060781553021112529911719440698176882885853963445705823


def encoded(number: int) -> str:
    return base64.b64encode(number.to_bytes(32, "little")).decode()


def test_a_key_as_wg_prints_it_is_accepted() -> None:
    key = "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08="  # RFC 7748, section 6.1
    assert checked(key) == key


@pytest.mark.parametrize(
    "value",
    [
        "",
        "AAAA",
        "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08",
        "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08=\n",
        "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK09=",  # the last character holds bits that decode to nothing
        "3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08=",
        base64.b64encode(bytes(31)).decode(),
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGUXx3q/zn+3XnQ0wmPH/WRWWfLxP4/5LtSr6k8GvxTR",
    ],
)
def test_anything_else_is_refused_and_not_repeated(value: str) -> None:
    with pytest.raises(ValueError, match=r"^is no public key as `wg pubkey` prints it \(32 bytes in base64\)$"):
        checked(value)


@pytest.mark.parametrize("point", [0, 1, FIRST, SECOND, PRIME - 1, PRIME, PRIME + 1, 2**255 + 1])
def test_a_point_of_low_order_is_refused(point: int) -> None:
    # The list is the one at https://cr.yp.to/ecdh.html#validate; the last has the bit set that is ignored.
    with pytest.raises(ValueError, match=r"^is a point of low order"):
        checked(encoded(point))
