"""A resource is known by its current name and by its older ones."""

import pytest

from policies.cloudflare import tokens
from policies.cloudflare.tokens import ALIASES, spellings


def test_the_current_name_comes_first() -> None:
    assert spellings("DnsRecord") == ("cloudflare:index/dnsRecord:DnsRecord", "cloudflare:index/record:Record")
    assert spellings("Zone") == ("cloudflare:index/zone:Zone",)


@pytest.mark.parametrize(("older", "now"), ALIASES.items())
def test_an_older_name_is_judged_as_the_current_one(older: str, now: str) -> None:
    known = {token for value in vars(tokens).values() if isinstance(value, tuple) for token in value}
    assert set(spellings(now)) <= known
    assert spellings(now)[-1].endswith(f":{older}")
