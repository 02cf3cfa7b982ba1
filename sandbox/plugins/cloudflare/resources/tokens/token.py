"""Tokens. The vendor tells a value once, in the answer to the creation; if that is lost, the token gets another."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sandbox.plugins.cloudflare.agreeing import kept
from sandbox.plugins.cloudflare.api import Api, Document
from sandbox.plugins.cloudflare.managed import Collected, Made
from sandbox.plugins.cloudflare.resources.tokens import wire
from sandbox.plugins.framework.journal import CLOCK_SECONDS, Journal
from sandbox.plugins.framework.schema.declare import list_of, nested, string
from sandbox.plugins.framework.schema.property import Generation, Property, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties

ACTIVE = "active"
TIMES = ("expiresOn", "notBefore")


def properties() -> dict[str, Property]:
    """Return what users' and accounts' tokens have in common."""
    policy = {
        "effect": string(required=True, rules=(one_of("allow", "deny"),)),
        "permissionGroups": list_of(nested({"id": string(required=True)}), required=True),
        "resources": string(required=True, rules=(wire.resources,)),
    }
    told = ("creatorEmailAtCreation", "issuedOn", "lastUsedOn", "modifiedOn", "provisionerId", "provisionerType")
    return {
        "name": string(required=True),
        "policies": list_of(nested(policy), required=True, ignores=wire.alike),
        "condition": nested({"requestIp": nested({"ins": list_of(string()), "notIns": list_of(string())})}),
        **{name: string(ignores=wire.at_once) for name in TIMES},
        "status": string(computed=True, rules=(one_of(ACTIVE, "disabled", "expired"),)),
        **{name: string(computed=True, output=True) for name in told},
        "value": string(computed=True, output=True, secret=True, keeps=True),
    }


class Token(Collected):
    """A token of whoever its path says."""

    def __init__(self, api: Callable[[], Api], journal: Callable[[], Journal]) -> None:
        """Know no values yet."""
        super().__init__(api, journal)
        self._values: dict[str, str] = {}

    def body(self, plan: Properties) -> Document:
        """Return what is sent for a plan."""
        optional = {
            "condition": wire.condition(plan.get("condition")),
            "expires_on": plan.get("expiresOn"),
            "not_before": plan.get("notBefore"),
            "status": plan.get("status"),
        }
        told = {key: value for key, value in optional.items() if value is not None}
        return {"name": plan["name"], "policies": wire.sent(plan["policies"]), **told}

    def make(self, plan: Properties) -> Made:
        """Make it, and keep its value for whoever looks next."""
        made = self.api.post(self.at(plan), self.body({**plan, "status": None}))
        self._values[made["id"]] = made["value"]
        return Made(str(made["id"]))

    def finish(self, resource_id: str, plan: Properties) -> None:
        """Give it another value if nobody knows the one it has, and switch it off if it is to be off."""
        place = f"{self.at(plan)}/{resource_id}"
        if resource_id not in self._values:
            self._values[resource_id] = str(self.api.put(f"{place}/value", {}))
        if plan.get("status") not in {None, ACTIVE}:
            self.api.put(place, self.body(plan))

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties, as the program wrote them where the vendor means the same."""
        plain = {key: value for key, value in document.items() if key not in {"policies", "condition"}}
        found = super().attributes(plain, state)
        policies, limits = wire.received(document["policies"]), wire.told_condition(document.get("condition"))
        given = state.get("policies")
        written: dict[str, Any] = {name: state[name] for name in TIMES if wire.at_once(state.get(name), found[name])}
        return {
            **found,
            **written,
            "policies": given if wire.alike(given, policies) else policies,
            "condition": kept(state.get("condition"), limits),
            "value": self._values.get(document["id"], state.get("value")),
        }

    def is_ours(self, resource_id: str, plan: Properties, since: float) -> bool:
        """Tell whether it was made after it was asked for: the vendor lets many have one name."""
        found = self.api.get(f"{self.at(plan)}/{resource_id}")
        return bool(found) and datetime.fromisoformat(found["issued_on"]).timestamp() >= since - CLOCK_SECONDS

    def seek(self, plan: Properties) -> str | None:
        """Return the id of the newest that has the name and may the same."""
        fitting = [
            each
            for each in self.api.all(self.at(plan))
            if each["name"] == plan["name"] and wire.alike(plan["policies"], wire.received(each["policies"]))
        ]
        return str(max(fitting, key=lambda each: str(each["issued_on"]))["id"]) if fitting else None


class ApiToken(Token):
    """A user's."""

    path = "/user/tokens"
    schema = Schema(
        type="cloudflare:index/apiToken:ApiToken",
        generation=Generation.FRAMEWORK,
        autonamed=False,
        properties=properties(),
    )


class AccountToken(Token):
    """An account's own, which stays when a user leaves."""

    path = "/accounts/{accountId}/tokens"
    schema = Schema(
        type="cloudflare:index/accountToken:AccountToken",
        generation=Generation.FRAMEWORK,
        autonamed=False,
        properties={"accountId": string(replaces=True), **properties()},
    )
