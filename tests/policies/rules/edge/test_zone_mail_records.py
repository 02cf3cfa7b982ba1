"""Nobody else writes mail in the zone's name."""

from typing import Any

import pytest

from policies.reading import UNKNOWN
from tests.policies.inputs import Declare, Find
from tests.policies.rules.edge.conftest import Build

RULE = "zone-mail-records"


def test_a_well_kept_zone_passes(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone()) == []


NO_SPF = "shop: has no SPF record in this stack that ends in -all or ~all"
NO_DMARC = "shop: has no DMARC record in this stack that quarantines or rejects"
NO_DKIM = "shop: has mail, and no DKIM key in this stack"


@pytest.mark.parametrize(
    "content",
    [
        "v=spf1 +all",
        "v=spf1 ?all",
        "v=spf1 a mx",
        "v=spf10 -all",
        "v=spf1 +all redirect=a.example",
        "v=spf1 +all -all",
        UNKNOWN,
    ],
)
def test_a_policy_that_lets_others_send_is_named(find_in_stack: Find, zone: Build, content: Any) -> None:
    assert NO_SPF in find_in_stack(RULE, *zone({"shop-spf": {"content": content}}))


@pytest.mark.parametrize("content", ['"v=spf1 -all"', "v=spf1 ~all", "V=SPF1 -ALL"])
def test_a_policy_that_refuses_others_passes(find_in_stack: Find, zone: Build, content: str) -> None:
    assert find_in_stack(RULE, *zone({"shop-spf": {"content": content}})) == []


@pytest.mark.parametrize("content", ["v=DMARC1; p=none", "v=DMARC1", "p=reject", "v=DMARC1; p=reject; pct=0", UNKNOWN])
def test_a_report_that_keeps_nothing_away_is_named(find_in_stack: Find, zone: Build, content: Any) -> None:
    assert find_in_stack(RULE, *zone({"shop-dmarc": {"content": content}})) == [NO_DMARC]


def test_a_zone_with_mail_signs_it(find_in_stack: Find, zone: Build, declare: Declare) -> None:
    mail = zone({"shop-spf": {"content": "v=spf1 include:mail.example -all"}})
    assert find_in_stack(RULE, *mail) == [NO_DKIM]
    where = {"zoneId": mail[0].outputs["id"], "name": "k1._domainkey", "type": "CNAME", "content": "k1.mail.example"}
    assert find_in_stack(RULE, *mail, declare("cloudflare:index/dnsRecord:DnsRecord", "key", where, {})) == []
