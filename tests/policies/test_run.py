"""A run sees what resources declared together with what became of them, and notices waivers that nothing needs."""

import dataclasses

from policies.catalogue import Catalogue
from policies.finding import Verdict
from policies.hetzner.tokens import COMPUTE_NODE, FIREWALL, PRIMARY_IP, SERVER
from policies.resource import Resource
from policies.run import Run
from policies.settings import Settings
from policies.waivers import Waiver
from tests.policies.inputs import HTTPS, PING, TODAY, Declare


def deployed(declare: Declare, resource: Resource, **outputs: object) -> Resource:
    """Return the resource as the engine sends it in the end: outputs only."""
    result = declare(resource.type, resource.name, None, outputs)
    result.parent = resource.parent
    return result


def rules(verdicts: list[Verdict]) -> set[str]:
    return {verdict.rule for verdict in verdicts if verdict.mandatory}


def test_a_components_facts_reach_rules_on_the_stack_although_its_outputs_lack_them(
    catalogue: Catalogue, settings: Settings, declare: Declare
) -> None:
    run = Run(catalogue, settings)
    node = declare(COMPUTE_NODE, "app-1", {"serverType": "cx33", "load": []})
    server = declare(SERVER, "s", {"serverType": "cx23", "firewallIds": [1]}, parent=node)
    for resource in (node, server):
        run.judge(resource)
    verdicts = run.judge_stack([deployed(declare, node), deployed(declare, server, serverType="cx23")])
    assert "headroom-server-type" in rules(verdicts)


def test_what_was_declared_counts_and_not_what_the_vendor_kept(
    catalogue: Catalogue, settings: Settings, declare: Declare
) -> None:
    run = Run(catalogue, settings)
    firewall = declare(FIREWALL, "fw", {"rules": [PING]})
    server = declare(SERVER, "s", {"firewallIds": [1]})
    run.judge(firewall), run.judge(server)
    after = [deployed(declare, firewall, id="1", rules=[HTTPS]), deployed(declare, server, id="12", firewallIds=[1])]
    assert rules(run.judge_stack(after)) == set()


def test_a_resource_that_was_only_read_is_judged_by_its_outputs(
    catalogue: Catalogue, settings: Settings, declare: Declare
) -> None:
    run = Run(catalogue, settings)
    server = declare(SERVER, "s", {"firewallIds": [1]})
    run.judge(server)
    read = declare(FIREWALL, "fw", None, {"id": "1", "rules": [HTTPS]})
    assert rules(run.judge_stack([read, deployed(declare, server, id="12")])) == {"server-exposure"}


def waived(settings: Settings, rule: str, resource: str) -> Settings:
    return dataclasses.replace(settings, waivers=(Waiver(rule, resource, "moves next week", "ops", TODAY),))


def test_a_needed_waiver_is_applied_and_not_reported(
    catalogue: Catalogue, settings: Settings, declare: Declare
) -> None:
    run = Run(catalogue, waived(settings, "stated-public-address", "ip"))
    address = declare(PRIMARY_IP, "ip", {"assigneeId": 7})
    (verdict,) = run.judge(address)
    assert not verdict.mandatory
    assert run.judge_stack([deployed(declare, address)]) == []


def test_a_waiver_that_nothing_needs_is_a_violation(catalogue: Catalogue, settings: Settings, declare: Declare) -> None:
    run = Run(catalogue, waived(settings, "stated-public-address", "ip"))
    address = declare(PRIMARY_IP, "ip", {})
    run.judge(address)
    (verdict,) = run.judge_stack([deployed(declare, address)])
    assert verdict.mandatory
    assert verdict.rule == "waivers-hold"
    assert verdict.facts == "waiver of stated-public-address for ip: nothing that it waives"


def test_a_waiver_for_a_resource_that_does_not_exist_is_a_violation(catalogue: Catalogue, settings: Settings) -> None:
    (verdict,) = Run(catalogue, waived(settings, "stated-public-address", "gone")).judge_stack([])
    assert "no such resource in this stack" in verdict.message


def test_a_waiver_for_a_resource_that_this_run_left_out_may_still_be_needed(
    catalogue: Catalogue, settings: Settings, declare: Declare
) -> None:
    run = Run(catalogue, waived(settings, "stated-public-address", "ip"))
    assert run.judge_stack([declare(PRIMARY_IP, "ip", None, {})]) == []
