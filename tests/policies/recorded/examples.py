"""A state with two firewalls, and plans on it, in the engine's notation."""

from typing import Any

STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev"
PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:hcloud::default"
OPEN = "urn:pulumi:dev::shop::hcloud:index/firewall:Firewall::open"
CLOSED = "urn:pulumi:dev::shop::hcloud:index/firewall:Firewall::closed"
PING = {"direction": "in", "protocol": "icmp", "sourceIps": ["0.0.0.0/0", "::/0"]}
SSH = {"direction": "in", "protocol": "tcp", "port": "22", "sourceIps": ["0.0.0.0/0"]}


def firewall(urn: str, identity: str, rules: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    inputs = {"__defaults": [], "name": urn.rpartition("::")[2], "rules": rules}
    return {
        "urn": urn,
        "type": "hcloud:index/firewall:Firewall",
        "custom": True,
        "id": identity,
        "inputs": inputs,
        "outputs": {**inputs, "rules": [{**rule, "description": ""} for rule in rules]},
        "parent": STACK,
        "provider": f"{PROVIDER}::7c1b",
        "propertyDependencies": {"rules": None, "name": []},
        **more,
    }


def state(*entries: dict[str, Any]) -> dict[str, Any]:
    stack = {"urn": STACK, "type": "pulumi:pulumi:Stack", "custom": False}
    provider = {
        "urn": PROVIDER,
        "type": "pulumi:providers:hcloud",
        "custom": True,
        "id": "7c1b",
        "inputs": {"endpoint": "https://example.invalid"},
    }
    return {"version": 3, "deployment": {"resources": [stack, provider, *entries]}}


def step(urn: str, *steps: str, state: dict[str, Any] | None = None, **difference: Any) -> dict[str, Any]:
    goal = {"type": "hcloud:index/firewall:Firewall", "custom": True, "inputDiff": difference, "parent": STACK}
    return {urn: {"goal": goal, "steps": list(steps), "state": state or {}}}


def plan(*steps: dict[str, Any], config: dict[str, Any] | None = None) -> dict[str, Any]:
    plans: dict[str, Any] = {}
    for each in steps:
        plans.update(each)
    return {"manifest": {}, "config": config or {}, "resourcePlans": plans}
