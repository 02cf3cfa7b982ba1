"""`Ruleset`: the rules of one phase of a zone or an account.

The vendor has one ruleset for each phase. It refuses a second one, but does not say what to do; this plugin does.
"""

from typing import Any

from sandbox.plugins.cloudflare.managed import Collected
from sandbox.plugins.cloudflare.resources.rulesets.refusals import KINDS, PHASES, fitting
from sandbox.plugins.cloudflare.resources.rulesets.rules import NUMBERED, RULE, known_again, same_rules
from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.managed import Made
from sandbox.plugins.framework.schema.declare import list_of, nested, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.framework.vendor import Document, VendorError

OWNERS = {"zones": "zoneId", "accounts": "accountId"}
SECOND = "exceeded maximum number of"
"""What the vendor says of a second ruleset of a phase."""


def one_owner(inputs: Properties) -> list[tuple[str, str]]:
    """Refuse a ruleset of nobody, and one of two."""
    given = [name for name in OWNERS.values() if inputs.get(name) is not None]
    return [] if len(given) == 1 else [("zoneId", "Ruleset needs either 'zoneId' or 'accountId'; set one of them")]


class Ruleset(Collected):
    """The rules of a phase."""

    path = "/zones/{zoneId}/rulesets"
    schema = Schema(
        type="cloudflare:index/ruleset:Ruleset",
        generation=Generation.FRAMEWORK,
        autonamed=False,
        checks=(one_owner,),
        properties={
            "accountId": string(replaces=True),
            "zoneId": string(replaces=True),
            "kind": string(required=True, replaces=True, rules=(one_of(*KINDS),)),
            "name": string(required=True, replaces=True),
            "phase": string(required=True, replaces=True, rules=(one_of(*PHASES),)),
            "description": string(default=""),
            "rules": list_of(nested(RULE), default=[], ignores=same_rules, rules=(fitting,)),
            "lastUpdated": string(computed=True, output=True),
            "version": string(computed=True, output=True),
        },
    )

    def at(self, values: Properties) -> str:
        """Return the path of the zone's or the account's rulesets."""
        account = values.get("accountId")
        return f"/accounts/{account}/rulesets" if account else super().at(values)

    def body(self, plan: Properties) -> Document:
        """Return what is sent: no owner, and of each rule the reference but not the id."""
        rules = [{key: value for key, value in each.items() if key != "id"} for each in plan["rules"]]
        return super().body({**plan, "rules": rules, "accountId": None})

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the vendor's document as properties."""
        return {**super().attributes(document, state), "accountId": state.get("accountId")}

    def planned(self, inputs: Properties, state: Properties | None) -> dict[str, Any]:
        """Return all properties as they will be; rules that stay keep what the vendor gave them."""
        plan = super().planned(inputs, state)
        return plan if state is None else {**plan, "rules": known_again(plan["rules"], state.get("rules"))}

    def make(self, plan: Properties) -> Made:
        """Make the ruleset of the phase."""
        try:
            return super().make(plan)
        except VendorError as error:
            if SECOND not in str(error):
                raise
            remedy = "give one Ruleset all rules of the phase, or import or remove the one that is there"
            said = f"Ruleset {plan['name']}: the phase {plan['phase']} has a ruleset already; {remedy}: {error}"
            second = VendorError(said, error.code)
            second.repeated = error.repeated
            raise second from error

    def seek(self, plan: Properties) -> str | None:
        """Return the id of the phase's ruleset."""
        found = self.api.get(f"{self.at(plan)}/phases/{plan['phase']}/entrypoint")
        return None if found is None else str(found["id"])

    def is_ours(self, resource_id: str, plan: Properties, since: float) -> bool:  # noqa: ARG002 -- the rules tell
        """Tell whether it has the plan's name and rules: what others made there is theirs."""
        found = self.look(resource_id, plan)
        return found is not None and found["name"] == plan["name"] and same_rules(_told(found), _told(plan))

    def located(self, text: str) -> tuple[str, Properties]:
        """Return the parts of `zones/<zone id>/<ruleset id>`, or of an account's.

        Raises:
            PluginError: it has not that form.

        """
        kind, _, rest = text.partition("/")
        owner, _, own = rest.partition("/")
        if kind not in OWNERS or not owner or not own or "/" in own:
            raise PluginError(f"Ruleset {text!r}: no such id; write zones/<zone_id>/<id>", Outcome.INVALID)
        return own, {OWNERS[kind]: owner}


def _told(properties: Properties) -> list[Document]:
    return [{key: value for key, value in each.items() if key not in NUMBERED} for each in properties["rules"]]
