"""A rule as the API takes it."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

MANAGED: Literal["http_request_firewall_managed"] = "http_request_firewall_managed"
FIREWALL: Literal["http_request_firewall_custom"] = "http_request_firewall_custom"
LIMITS: Literal["http_ratelimit"] = "http_ratelimit"
CACHE: Literal["http_request_cache_settings"] = "http_request_cache_settings"
REDIRECTS: Literal["http_request_dynamic_redirect"] = "http_request_dynamic_redirect"
HEADERS: Literal["http_response_headers_transform"] = "http_response_headers_transform"
PHASES = (REDIRECTS, FIREWALL, LIMITS, MANAGED, CACHE, HEADERS)
"""All that we write, in the vendor's order."""

RuleName = Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$")]
Rule = dict[str, Any]


def rule(name: str, action: str, expression: str, parameters: Mapping[str, Any] | None = None, **more: object) -> Rule:
    """Return a rule. Its reference is its name, so that it keeps its identity when others come before it."""
    told = {"action_parameters": dict(parameters)} if parameters else {}
    return {
        "ref": name,
        "description": name,
        "action": action,
        "expression": expression,
        "enabled": True,
        **told,
        **more,
    }
