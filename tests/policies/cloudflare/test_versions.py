"""What cannot be read as a version, or as a cipher, counts as a weak one."""

from typing import Any

import pytest

from policies.cloudflare.versions import weak_ciphers, weaker
from policies.reading import UNKNOWN


@pytest.mark.parametrize("version", ["1.0", "1.1", UNKNOWN, None, "1.20", 1.2])
def test_an_older_version_or_none_is_weaker(version: Any) -> None:
    assert weaker(version, "1.2")


@pytest.mark.parametrize("version", ["1.2", "1.3"])
def test_the_same_version_or_a_newer_one_is_not(version: str) -> None:
    assert not weaker(version, "1.2")


@pytest.mark.parametrize("value", [["AES128-SHA"], ["ECDHE-RSA-AES128-SHA"], ["DES-CBC3-SHA"], [UNKNOWN], UNKNOWN, "x"])
def test_a_weak_cipher_is_found(value: Any) -> None:
    assert weak_ciphers(value)


@pytest.mark.parametrize("value", [None, [], ["ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-CHACHA20-POLY1305"]])
def test_ciphers_of_today_pass(value: Any) -> None:
    assert not weak_ciphers(value)
