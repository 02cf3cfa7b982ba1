"""What the official provider refuses of rules before it asks the vendor (its schema's validators)."""

from collections.abc import Mapping
from typing import Any

from sandbox.plugins.cloudflare.resources.rulesets.cache import CACHE
from sandbox.plugins.cloudflare.resources.rulesets.parameters import SETTINGS

KINDS = ("managed", "custom", "root", "zone")
PHASES = (
    "ddos_l4",
    "ddos_l7",
    "http_config_settings",
    "http_custom_errors",
    "http_log_custom_fields",
    "http_ratelimit",
    "http_request_cache_settings",
    "http_request_dynamic_redirect",
    "http_request_firewall_custom",
    "http_request_firewall_managed",
    "http_request_late_transform",
    "http_request_origin",
    "http_request_redirect",
    "http_request_sanitize",
    "http_request_sbfm",
    "http_request_transform",
    "http_response_cache_settings",
    "http_response_compression",
    "http_response_firewall_managed",
    "http_response_headers_transform",
    "magic_transit",
    "magic_transit_ids_managed",
    "magic_transit_managed",
    "magic_transit_ratelimit",
)
LOGGED = ("cookieFields", "rawResponseFields", "requestFields", "responseFields", "transformedRequestFields")
BELONGS: Mapping[str, str] = {
    "response": "block",
    "algorithms": "compress_response",
    **dict.fromkeys(("id", "matchedData", "overrides"), "execute"),
    **dict.fromkeys(LOGGED, "log_custom_field"),
    **dict.fromkeys(("fromList", "fromValue"), "redirect"),
    **dict.fromkeys(("headers", "uri"), "rewrite"),
    **dict.fromkeys(("hostHeader", "origin", "sni"), "route"),
    "increment": "score",
    **dict.fromkeys(("assetName", "content", "contentType", "statusCode"), "serve_error"),
    **dict.fromkeys(CACHE.keys() - {"stripEtags", "stripLastModified", "stripSetCookie"}, "set_cache_settings"),
    **dict.fromkeys(SETTINGS, "set_config"),
    **dict.fromkeys(("phases", "products", "rules", "ruleset", "rulesets"), "skip"),
}
"""Parameter -> the one action that takes it. Parameters of newer actions are not here."""


def fitting(rules: Any) -> str | None:  # noqa: ANN401 -- a list of rules, of which some may be unknown
    """Refuse rules whose action is not told what it needs, or what belongs to another one."""
    problems = (_problem(each) for each in rules if isinstance(each, Mapping))
    return next((problem for problem in problems if problem), None)


def _problem(rule: Mapping[str, Any]) -> str | None:
    action, told = rule.get("action"), rule.get("actionParameters")
    if not isinstance(action, str) or not isinstance(told, Mapping):
        return None
    for name in told:
        if name in BELONGS and BELONGS[name] != action and told[name] is not None:
            return f"actionParameters.{name} belongs to the action {BELONGS[name]}, not to {action}"
    target = (told.get("fromValue") or {}).get("targetUrl") if isinstance(told.get("fromValue"), Mapping) else None
    if isinstance(target, Mapping) and len([each for each in target.values() if each is not None]) != 1:
        return "actionParameters.fromValue.targetUrl: set exactly one of value and expression"
    return None
