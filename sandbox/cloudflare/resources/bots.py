"""What a zone does about robots: Bot Fight Mode on the free plan, Super Bot Fight Mode on the others.

Fields: the API reference, bot management (cloudflare-python 5.9.0, `types/bot_management`). The text about likely
robots is quoted by others from the API's answers; the other texts, and the number, are our own.
"""

from pydantic import BaseModel, ConfigDict, StrictBool, ValidationError

from sandbox.cloudflare import plans
from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.zones import zone

KIND = "bot_management"
INVALID, LACKING = 10001, 10002
ANY_PLAN: Document = {
    "enable_js": False,
    "ai_bots_protection": "disabled",
    "content_bots_protection": "disabled",
    "crawler_protection": "disabled",
    "is_robots_txt_managed": False,
    "cf_robots_variant": "policy_only",
}
FREE: Document = {"fight_mode": False}
SUPER: Document = {
    "sbfm_definitely_automated": "allow",
    "sbfm_verified_bots": "allow",
    "sbfm_static_resource_protection": False,
    "optimize_wordpress": False,
}
LIKELY: Document = {"sbfm_likely_automated": "allow"}
CHOICES = {
    "ai_bots_protection": {"block", "disabled", "only_on_ad_pages"},
    "content_bots_protection": {"block", "disabled"},
    "crawler_protection": {"enabled", "disabled"},
    "cf_robots_variant": {"off", "policy_only"},
    "sbfm_definitely_automated": {"allow", "block", "managed_challenge"},
    "sbfm_likely_automated": {"allow", "block", "managed_challenge"},
    "sbfm_verified_bots": {"allow", "block"},
}


class Switches(BaseModel):
    """What is on or off."""

    model_config = ConfigDict(extra="ignore")

    enable_js: StrictBool = False
    fight_mode: StrictBool = False
    is_robots_txt_managed: StrictBool = False
    optimize_wordpress: StrictBool = False
    sbfm_static_resource_protection: StrictBool = False


def defaults(owner: Document) -> Document:
    """Return what a new zone of a plan has."""
    have = plans.offered(owner, "bots")
    own = {**SUPER, **(LIKELY if "likely" in have else {})} if "actions" in have else FREE
    return {**ANY_PLAN, **own, "using_latest_model": True}


def read(documents: Documents, request: Request) -> Answer:
    """Return it."""
    return result(current(documents, zone(documents, request)))


def current(documents: Documents, owner: Document) -> Document:
    """Return what a zone has, as far as its plan still has it."""
    kept = documents.find(KIND, owner["id"], KIND) or {}
    known = defaults(owner)
    return {**known, **{key: value for key, value in kept.items() if key in known}}


def change(documents: Documents, request: Request) -> Answer:
    """Change what the body names; there is only PUT, and it leaves the rest alone."""
    owner, sent = zone(documents, request), request.json()
    known = defaults(owner)
    try:
        Switches.model_validate(sent)
    except ValidationError as error:
        name = error.errors()[0]["loc"][0]
        raise ApiError(INVALID, f"{name} must be true or false") from error
    for name, value in sent.items():
        if name in CHOICES and value not in CHOICES[name]:
            raise ApiError(INVALID, f"{name} must be one of {', '.join(sorted(CHOICES[name]))}")
        if name not in known and value not in (False, "allow", None):
            raise ApiError(LACKING, lacking(name))
    changed = {**current(documents, owner), **{key: value for key, value in sent.items() if key in known}}
    documents.put(KIND, owner["id"], KIND, changed)
    return result(changed)


def lacking(name: str) -> str:
    """Return why a plan does not take a field."""
    if name == "sbfm_likely_automated":
        return "zone not entitled to enable likely automated bots ruleset"
    return f"zone not entitled to set {name}"


ROUTES: list[Route] = [
    ("GET", "/zones/{zone}/bot_management", read),
    ("PUT", "/zones/{zone}/bot_management", change),
]
