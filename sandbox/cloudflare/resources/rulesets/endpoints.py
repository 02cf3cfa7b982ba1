"""The endpoints of a zone's rulesets."""

from sandbox.cloudflare.api import NOTHING, Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.rulesets import phases, rules, store
from sandbox.cloudflare.resources.rulesets.store import KIND, MISSING, VERSION
from sandbox.cloudflare.resources.zones import zone


def create(documents: Documents, request: Request) -> Answer:
    """Make the ruleset of a phase."""
    return result(store.make(documents, zone(documents, request), request.json()))


def find(documents: Documents, request: Request) -> Answer:
    """List the rulesets that a zone has and can execute, without their rules."""
    own = [_short(each) for each in documents.all(KIND, zone(documents, request)["id"])]
    listed = [*store.vendors(), *own]
    return result(listed, result_info={"count": len(listed), "per_page": 50, "cursors": {}})


def read(documents: Documents, request: Request) -> Answer:
    """Return a ruleset with its rules."""
    return result(store.of_path(documents, request))


def update(documents: Documents, request: Request) -> Answer:
    """Replace rules or description of a ruleset."""
    old = store.of_path(documents, request)
    return result(store.change(documents, zone(documents, request), old, request.json()))


def remove(documents: Documents, request: Request) -> Answer:
    """Remove a ruleset with its versions."""
    gone = store.of_path(documents, request)
    documents.remove(KIND, zone(documents, request)["id"], gone["id"])
    return NOTHING


def entry_point(documents: Documents, request: Request) -> Answer:
    """Return the ruleset of a phase; PUT makes it if the phase has none."""
    if request.method == "GET":
        return result(store.of_phase(documents, request))
    owner, phase, body = zone(documents, request), str(request.parameters["phase"]), request.json()
    phases.known(phase, None)
    old = store.at_phase(documents, owner["id"], phase)
    if old:
        return result(store.change(documents, owner, old, body))
    named = {"name": store.ENTRY_POINT, **{key: value for key, value in body.items() if value}}
    return result(store.make(documents, owner, {**named, "kind": "zone", "phase": phase}))


def versions(documents: Documents, request: Request) -> Answer:
    """List the versions of a ruleset, newest first, without their rules."""
    kept = documents.all(VERSION, store.of_path(documents, request)["id"])
    return result([_short(each) for each in sorted(kept, key=lambda each: -int(each["version"]))])


def version(documents: Documents, request: Request) -> Answer:
    """Return a version, or remove one that is not the newest."""
    ruleset, wanted = store.of_path(documents, request), str(request.parameters["version"])
    kept = documents.find(VERSION, ruleset["id"], wanted)
    if kept is None:
        raise ApiError(MISSING, f"could not find version {wanted} of ruleset {ruleset['id']}", 404)
    if request.method == "GET":
        return result(kept)
    if wanted == ruleset["version"]:
        raise ApiError(rules.INVALID, f"version {wanted} is in use and cannot be removed")
    documents.remove(VERSION, ruleset["id"], wanted)
    return NOTHING


def add_rule(documents: Documents, request: Request) -> Answer:
    """Add a rule, at the end or where `position` says."""
    old, sent = store.of_path(documents, request), request.json()
    new = {key: value for key, value in sent.items() if key not in ("id", "position")}
    listed = _placed(old["rules"], new, sent.get("position") or {})
    return result(store.change(documents, zone(documents, request), old, {"rules": listed}))


def edit_rule(documents: Documents, request: Request) -> Answer:
    """Replace a rule, or move it: a body with nothing but `position` changes nothing else."""
    old, sent = store.of_path(documents, request), request.json()
    current, position = _rule(old, request), sent.pop("position", None)
    new = {"ref": current["ref"], **sent, "id": current["id"]} if sent else current
    if position is None:
        listed = [new if each is current else each for each in old["rules"]]
    else:
        listed = _placed([each for each in old["rules"] if each is not current], new, position)
    return result(store.change(documents, zone(documents, request), old, {"rules": listed}))


def remove_rule(documents: Documents, request: Request) -> Answer:
    """Remove a rule; the answer is the ruleset without it."""
    old = store.of_path(documents, request)
    gone = _rule(old, request)
    listed = [each for each in old["rules"] if each is not gone]
    return result(store.change(documents, zone(documents, request), old, {"rules": listed}))


def _rule(ruleset: Document, request: Request) -> Document:
    named = str(request.parameters["rule"])
    found: Document | None = next((each for each in ruleset["rules"] if each["id"] == named), None)
    if found is None:
        raise ApiError(MISSING, f"could not find rule {named} in ruleset {ruleset['id']}", 404)
    return found


def _placed(listed: list[Document], new: Document, position: Document) -> list[Document]:
    """Return rules with one more: before or after another one, or at a place that counts from 1; "" is the edge."""
    ids = [each["id"] for each in listed]
    at = len(listed)
    if "index" in position:
        at = int(position["index"]) - 1
    elif "before" in position:
        at = ids.index(position["before"]) if position["before"] in ids else 0 if position["before"] == "" else -1
    elif position.get("after"):
        at = ids.index(position["after"]) + 1 if position["after"] in ids else -1
    if not 0 <= at <= len(listed):
        raise ApiError(rules.INVALID, f"{position} is not a valid value for position", pointer="/position")
    return [*listed[:at], new, *listed[at:]]


def _short(ruleset: Document) -> Document:
    return {key: value for key, value in ruleset.items() if key != "rules"}


ROUTES: list[Route] = [
    ("POST", "/zones/{zone}/rulesets", create),
    ("GET", "/zones/{zone}/rulesets", find),
    *((method, "/zones/{zone}/rulesets/phases/{phase}/entrypoint", entry_point) for method in ("GET", "PUT")),
    ("GET", "/zones/{zone}/rulesets/{ruleset}", read),
    ("PUT", "/zones/{zone}/rulesets/{ruleset}", update),
    ("DELETE", "/zones/{zone}/rulesets/{ruleset}", remove),
    ("GET", "/zones/{zone}/rulesets/{ruleset}/versions", versions),
    *((method, "/zones/{zone}/rulesets/{ruleset}/versions/{version}", version) for method in ("GET", "DELETE")),
    ("POST", "/zones/{zone}/rulesets/{ruleset}/rules", add_rule),
    ("PATCH", "/zones/{zone}/rulesets/{ruleset}/rules/{rule}", edit_rule),
    ("DELETE", "/zones/{zone}/rulesets/{ruleset}/rules/{rule}", remove_rule),
]
