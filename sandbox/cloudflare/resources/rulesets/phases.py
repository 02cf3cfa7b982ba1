"""The phases of a zone that have rules here: which actions they take, and how many rules a plan allows them.

Names and actions: the API reference, rulesets (cloudflare-python 5.9.0, `types/rulesets`), and the documentation of the
products. The phase of single redirects is `http_request_dynamic_redirect`; `http_request_redirect` belongs to bulk
redirects, which exist for accounts only.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.cloudflare import plans
from sandbox.cloudflare.documents import Document
from sandbox.cloudflare.errors import ApiError

STOPPING = frozenset({"block", "challenge", "js_challenge", "managed_challenge"})
TOO_MANY = 50001
"""Number of the refusal of more rules than the plan allows, as others quote it."""


@dataclass(frozen=True)
class Phase:
    """One phase."""

    actions: frozenset[str]
    limit: str | None = None
    """Capability that says how many rules a plan allows, in the catalogue; None: as many as one likes. Phases of one
    capability share it."""


LIMITS = "http_ratelimit"
MANAGED = "http_request_firewall_managed"
RESPONSE_HEADERS = "http_response_headers_transform"
REWRITE = "http_request_transform"
PHASES: Mapping[str, Phase] = {
    "http_request_dynamic_redirect": Phase(frozenset({"redirect"}), "redirects"),
    REWRITE: Phase(frozenset({"rewrite"}), "transform_rules"),
    "http_config_settings": Phase(frozenset({"set_config"}), "configuration_rules"),
    "http_request_firewall_custom": Phase(STOPPING | {"log", "skip"}, "custom_rules"),
    LIMITS: Phase(STOPPING | {"log"}, "rate_limits"),
    MANAGED: Phase(frozenset({"execute", "skip"})),
    "http_request_late_transform": Phase(frozenset({"rewrite"}), "transform_rules"),
    "http_request_cache_settings": Phase(frozenset({"set_cache_settings"}), "cache_rules"),
    RESPONSE_HEADERS: Phase(frozenset({"rewrite"}), "transform_rules"),
}
"""In the order in which they apply to a request."""


def known(name: object, pointer: str | None = "/phase") -> Phase:
    """Return a phase.

    Raises:
        ApiError: it is none, or none that the emulator has.

    """
    phase = PHASES.get(name) if isinstance(name, str) else None
    if phase is None:
        message = f"'{name}' is not a valid value for phase because the emulator has {', '.join(PHASES)}"
        raise ApiError(20217, message, pointer=pointer)
    return phase


def require_room(zone: Document, name: str, count: int, beside: Mapping[str, int]) -> None:
    """Refuse more rules than the zone's plan allows a phase.

    Args:
        zone: whose plan counts.
        name: of the phase.
        count: of its rules.
        beside: how many rules the zone's other phases have.

    Raises:
        ApiError: there are more.

    """
    limit = PHASES[name].limit
    if limit is None:
        return
    count += sum(rules for other, rules in beside.items() if other != name and PHASES[other].limit == limit)
    most = plans.offered(zone, limit)
    if count > most:
        raise ApiError(TOO_MANY, f"exceeded the maximum number of rules in the phase {name}: {count} out of {most}")
