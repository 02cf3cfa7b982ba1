"""A zone that this stack only has records in is judged elsewhere, or by nobody."""

from policies.settings import Settings
from tests.policies.inputs import TODAY, Declare, Find
from tests.policies.rules.edge.conftest import IDENTIFIER, Build

RULE = "zone-unseen"
RECORD = "cloudflare:index/dnsRecord:DnsRecord"


def test_a_zone_of_this_stack_passes(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone()) == []


def test_a_zone_of_another_stack_is_named_once(find_in_stack: Find, declare: Declare) -> None:
    records = [declare(RECORD, name, {"zoneId": IDENTIFIER, "name": name}, {}) for name in ("a", "b")]
    assert find_in_stack(RULE, *records) == ["a: is in a zone of which this stack shows neither itself nor a setting"]


def test_a_zone_of_which_this_stack_keeps_a_setting_is_judged_by_the_others(find_in_stack: Find, zone: Build) -> None:
    assert find_in_stack(RULE, *zone(without=("shop",))) == []


def test_a_zone_that_is_judged_elsewhere_passes(find_in_stack: Find, declare: Declare) -> None:
    entry = {"zone": IDENTIFIER, "reason": "the stack edge of the same project"}
    own = Settings(TODAY, options={RULE: {"elsewhere": [entry]}})
    assert find_in_stack(RULE, declare(RECORD, "a", {"zoneId": IDENTIFIER}, {}), own=own) == []
    assert len(find_in_stack(RULE, declare(RECORD, "a", {"zoneId": "0" * 32}, {}), own=own)) == 1
