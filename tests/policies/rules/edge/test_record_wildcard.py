"""No record answers for all names that somebody makes up."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Find

RULE = "record-wildcard"


@pytest.mark.parametrize("kind", ["A", "AAAA", "CNAME", "HTTPS", "MX", "SRV", "SVCB", UNKNOWN])
@pytest.mark.parametrize("name", ["*", "*.shop.example", "*.api"])
def test_a_wildcard_that_leads_somewhere_is_named(find: Find, kind: Any, name: str) -> None:
    facts = find(RULE, {"name": name, "type": kind, "proxied": True})
    assert facts == ["x: answers for every name that has no record of its own"]


def test_the_older_spelling_is_judged_too(find: Find) -> None:
    assert len(find(RULE, {"name": "*", "type": "A"}, "cloudflare:index/record:Record")) == 1


@pytest.mark.parametrize(
    ("name", "kind"), [("www", "A"), ("@", "AAAA"), ("*", "TXT"), ("*._domainkey", "TXT"), (UNKNOWN, "A")]
)
def test_a_name_of_its_own_and_a_text_pass(find: Find, name: Any, kind: str) -> None:
    assert find(RULE, {"name": name, "type": kind}) == []
