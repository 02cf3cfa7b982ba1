"""Rulesets as they are kept: one of a phase and zone, with all its versions."""

from sandbox.cloudflare.api import Request
from sandbox.cloudflare.documents import Document, Documents, identity
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.rulesets import actions, phases, rules
from sandbox.cloudflare.resources.zones import zone

KIND, VERSION = "ruleset", "ruleset_version"
MISSING = 10003
"""Number of what is not there, as others quote it of phases without rules."""
SECOND = 20217
"""Number of the refusal of a second ruleset of a phase (terraform-provider-cloudflare, issue 6273, and others)."""
ENTRY_POINT = "default"
"""Name of a ruleset that is made by writing rules into a phase that has none."""


def at_phase(documents: Documents, owner: str, phase: str) -> Document | None:
    """Return the ruleset of a phase, None if the zone has none."""
    return next((each for each in documents.all(KIND, owner) if each["phase"] == phase), None)


def of_path(documents: Documents, request: Request) -> Document:
    """Return the ruleset that a path names by its id.

    Raises:
        ApiError: the zone has none of that id.

    """
    named = str(request.parameters["ruleset"])
    found = documents.find(KIND, zone(documents, request)["id"], named)
    if found is None:
        raise ApiError(MISSING, f"could not find ruleset {named}", 404)
    return found


def of_phase(documents: Documents, request: Request) -> Document:
    """Return the ruleset of the phase that a path names.

    Raises:
        ApiError: there is none.

    """
    phase = str(request.parameters["phase"])
    phases.known(phase, None)
    found = at_phase(documents, zone(documents, request)["id"], phase)
    if found is None:
        raise ApiError(MISSING, f"could not find entrypoint ruleset in the {phase} phase", 404)
    return found


def make(documents: Documents, owner: Document, body: Document) -> Document:
    """Make the ruleset of a phase.

    Raises:
        ApiError: the phase has one, or the body is wrong.

    """
    phase, kind, name = body.get("phase"), body.get("kind"), body.get("name")
    phases.known(phase)
    if kind != "zone":
        message = f"'{kind}' is not a valid value for kind because a zone's rulesets are of the kind zone"
        raise ApiError(rules.INVALID, message, pointer="/kind")
    if not isinstance(name, str) or not name:
        raise ApiError(rules.INVALID, "'' is not a valid value for name because it cannot be blank", pointer="/name")
    if at_phase(documents, owner["id"], str(phase)):
        message = "'zone' is not a valid value for kind because exceeded maximum number of zone rulesets for phase"
        raise ApiError(SECOND, f"{message} {phase}", pointer="/kind")
    made = {
        "id": identity(),
        "name": name,
        "description": body.get("description") or "",
        "kind": kind,
        "version": "0",
        "phase": phase,
        "rules": [],
    }
    return write(documents, owner, made, body.get("rules") or [])


def change(documents: Documents, owner: Document, old: Document, body: Document) -> Document:
    """Replace the rules of a ruleset, or its description; what the body does not have stays.

    Raises:
        ApiError: the body is wrong, or wants it to be another one.

    """
    for field in ("id", "kind", "phase"):
        if body.get(field) not in (None, old[field]):
            message = f"'{body[field]}' is not a valid value for {field} because it cannot be changed"
            raise ApiError(rules.INVALID, message, pointer=f"/{field}")
    changed = dict(old)
    if body.get("name") not in (None, ""):
        changed["name"] = body["name"]
    if body.get("description") is not None:
        changed["description"] = body["description"]
    return write(documents, owner, changed, body.get("rules", old["rules"]))


def write(documents: Documents, owner: Document, ruleset: Document, sent: object) -> Document:
    """Keep a ruleset with new rules as its next version."""
    if not isinstance(sent, list):
        raise ApiError(rules.INVALID, "rules must be a list", pointer="/rules")
    beside = {each["phase"]: len(each["rules"]) for each in documents.all(KIND, owner["id"])}
    phases.require_room(owner, ruleset["phase"], len(sent), beside)
    made = {
        **ruleset,
        "rules": rules.stored(owner, ruleset["phase"], sent, ruleset["rules"], documents.time),
        "version": str(int(ruleset["version"]) + 1),
        "last_updated": documents.time,
    }
    documents.put(KIND, owner["id"], made["id"], made)
    documents.put(VERSION, made["id"], made["version"], made)
    return made


def vendors() -> list[Document]:
    """Return the vendor's own rulesets as a zone's list shows them."""
    return [
        {
            "id": each["id"],
            "name": each["name"],
            "description": "",
            "kind": "managed",
            "version": "1",
            "phase": phases.MANAGED,
            "last_updated": "2026-11-25T00:00:00.000000Z",
        }
        for each in actions.managed().values()
    ]
