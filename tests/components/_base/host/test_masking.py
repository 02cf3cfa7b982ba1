"""No secret is repeated, however another program cut it up."""

import pytest

from components._base.host.program.masking import masked

SECRET = "PrivateKey = c2VjcmV0IGtleQ==\nPresharedKey = b3RoZXI=\n"


@pytest.mark.parametrize(
    "said",
    [
        SECRET,
        "line 2: b3RoZXI= is no key",
        "cannot parse `PrivateKey = c2VjcmV0IGtleQ==`",
        "unexpected c2VjcmV0IGtleQ==",
    ],
)
def test_neither_a_secret_nor_a_line_nor_a_word_of_it_is_repeated(said: str) -> None:
    shown = masked(said, [SECRET])
    assert "c2Vj" not in shown
    assert "b3Ro" not in shown


def test_what_is_no_secret_stays_readable() -> None:
    assert masked("app-1: /etc/nftables.conf: syntax error", [SECRET]) == "app-1: /etc/nftables.conf: syntax error"


def test_a_piece_that_is_too_short_to_be_one_does_not_tear_a_text_apart() -> None:
    assert masked("a = b", ["= a long secret"]) == "a = b"
