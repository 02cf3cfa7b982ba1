"""Whether an action belongs into a phase, is told something that it understands, and is included in the zone's plan."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from sandbox.cloudflare import plans
from sandbox.cloudflare.documents import Document
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.rulesets import expressions, phases
from sandbox.cloudflare.resources.rulesets.parameters import SHAPES, Nothing, Parameters, RewriteAddress, RewriteHeaders

MANAGED_RULESETS = Path(__file__).parents[4] / "catalogue/cloudflare/managed_rulesets.yaml"
INVALID = 20217
"""Number for values that are none here; the vendor has one for nearly each of them, and most are not known to us."""
NO_PRODUCT, NOT_SKIPPABLE = 20119, 20120
"""As others quote them."""
PRODUCTS = frozenset({"bic", "hot", "rateLimit", "securityLevel", "uaBlock", "waf", "zoneLockdown"})
SKIPPABLE = {
    "http_request_firewall_custom": frozenset({phases.LIMITS, phases.MANAGED, "http_request_sbfm"}),
    phases.MANAGED: frozenset[str](),
}
"""Phase of a skip -> phases that it may switch off (WAF, custom rules, skip options)."""
SHORTEST = {"edge_ttl": "shortest_edge_ttl", "browser_ttl": "shortest_browser_ttl"}


@cache
def managed() -> dict[str, Document]:
    """Return the vendor's own rulesets by id."""
    listed = yaml.safe_load(MANAGED_RULESETS.read_text())["rulesets"]
    return {each["id"]: each for each in listed}


def judge(zone: Document, phase: str, rule: Document, pointer: str) -> Document:
    """Return the parameters of a rule's action, completed as the vendor does; empty if it has none.

    Raises:
        ApiError: action or parameters do not fit.

    """
    action = rule.get("action")
    allowed = phases.PHASES[phase].actions
    if action not in allowed:
        listed = ", ".join(sorted(allowed))
        message = f"'{action}' is not a valid value for action because the phase {phase} has {listed}"
        raise ApiError(INVALID, message, pointer=f"{pointer}/action")
    if action == "log" and not plans.offered(zone, "log_action"):
        raise plans.refusal("not entitled to use the action log", f"{pointer}/action")
    place = f"{pointer}/action_parameters"
    given = rule.get("action_parameters") or {}
    _shape(phase, str(action), given, place)
    completed: Document = dict(given)
    if action == "execute":
        _require_ruleset(zone, given["id"], f"{place}/id")
        completed.setdefault("version", "latest")
    if action == "skip":
        _require_skippable(phase, given, place)
    if action == "set_cache_settings":
        _require_ttl(zone, given, place)
    for path, text in _computed(str(action), given):
        expressions.judge_value(zone, text, f"{place}/{path}")
    return completed


def _shape(phase: str, action: str, given: Any, place: str) -> None:  # noqa: ANN401 (whatever the body has)
    shape: type[Parameters] = SHAPES.get(action, Nothing)
    if action == "rewrite":
        shape = RewriteAddress if phase == phases.REWRITE else RewriteHeaders
    try:
        shape.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        path = "/".join(str(part) for part in first["loc"])
        name = str(first["loc"][-1]) if first["loc"] else "action_parameters"
        shown = first["input"] if isinstance(first["input"], str | int | float) else ""
        message = f"'{shown}' is not a valid value for {name} because {first['msg']}"
        raise ApiError(INVALID, message, pointer=f"{place}/{path}".rstrip("/")) from error


def _computed(action: str, given: Document) -> Iterator[tuple[str, str]]:
    """Go through the expressions among the parameters, with where they stand."""
    if action == "redirect":
        parts = [("from_value/target_url", given["from_value"]["target_url"])]
    elif action == "rewrite":
        parts = [(f"headers/{name}", each) for name, each in (given.get("headers") or {}).items()]
        parts += [(f"uri/{name}", each) for name, each in (given.get("uri") or {}).items()]
    else:
        parts = []
    yield from ((f"{path}/expression", each["expression"]) for path, each in parts if each.get("expression"))


def _require_ruleset(zone: Document, identity: str, pointer: str) -> None:
    ruleset = managed().get(identity)
    if ruleset is None:
        message = f"'{identity}' is not a valid value for id because there is no such managed ruleset"
        raise ApiError(INVALID, message, pointer=pointer)
    order = list(plans.TITLES)
    if order.index(plans.of(zone)) < order.index(ruleset["plan"]):
        raise plans.refusal("not entitled to execute this managed ruleset", pointer)


def _require_skippable(phase: str, given: Document, place: str) -> None:
    for product in given.get("products") or []:
        if product not in PRODUCTS:
            message = f"skip action parameter product '{product}' is invalid"
            raise ApiError(NO_PRODUCT, message, pointer=f"{place}/products")
    for skipped in given.get("phases") or []:
        if skipped not in SKIPPABLE[phase]:
            message = f"skip action parameter phase '{skipped}' is not authorized"
            raise ApiError(NOT_SKIPPABLE, message, pointer=f"{place}/phases")


def _require_ttl(zone: Document, given: Document, place: str) -> None:
    for name, capability in SHORTEST.items():
        default = (given.get(name) or {}).get("default")
        least = plans.offered(zone, capability)
        if default is not None and default < least:
            message = f"'{default}' is not a valid value for default because the plan allows at least {least} seconds"
            raise plans.refusal(message, f"{place}/{name}/default")
