"""Rules: what is stored of them, and which of them are the same as before.

A rule keeps its id if it is sent with it, or with the reference it had; its version and time stay if nothing in it
changed (Terraform documentation, "The rule ID changes when I modify a rule"). One that is sent with neither is a new
one to the vendor. Whether it knows one again that is the same to the letter is not documented; here it does.
"""

from sandbox.cloudflare.documents import Document, identity
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.rulesets import actions, expressions, phases, ratelimits

INVALID = 20217
BOOKKEEPING = frozenset({"id", "version", "last_updated", "ref"})
FIELDS = frozenset(
    {"id", "ref", "action", "action_parameters", "description", "enabled", "expression", "logging", "ratelimit"}
)
IGNORED = frozenset({"version", "last_updated", "categories", "position"})
"""What answers have, and clients may send back."""


def stored(zone: Document, phase: str, sent: list[object], before: list[Document], time: str) -> list[Document]:
    """Return the rules that a body asks for, with those of before known again.

    Raises:
        ApiError: one of them cannot be.

    """
    wanted = [checked(zone, phase, each, f"/rules/{place}") for place, each in enumerate(sent)]
    references = [each["ref"] for each in wanted if each.get("ref")]
    for each in references:
        if references.count(each) > 1:
            raise ApiError(
                INVALID, f"'{each}' is not a valid value for ref because two rules have it", pointer="/rules"
            )
    left = list(before)
    matched = [_taken(left, each) for each in wanted]
    return [_numbered(each, old or _same(left, each), time) for each, old in zip(wanted, matched, strict=True)]


def checked(zone: Document, phase: str, sent: object, pointer: str) -> Document:
    """Return one rule as it is stored, without its bookkeeping.

    Raises:
        ApiError: it cannot be.

    """
    if not isinstance(sent, dict):
        raise ApiError(INVALID, "a rule must be an object", pointer=pointer)
    unknown = sorted(set(sent) - FIELDS - IGNORED)
    if unknown:
        raise ApiError(INVALID, f"{unknown[0]} is not a field of a rule in a zone", pointer=f"{pointer}/{unknown[0]}")
    told = actions.judge(zone, phase, sent, pointer)
    limited = phase == phases.LIMITS
    rule: Document = {
        "action": sent["action"],
        "expression": expressions.judge(zone, sent.get("expression"), f"{pointer}/expression", limits=limited),
        "description": sent.get("description") or "",
        "enabled": sent.get("enabled", True),
    }
    if not isinstance(rule["enabled"], bool):
        raise ApiError(INVALID, "enabled must be true or false", pointer=f"{pointer}/enabled")
    limit = ratelimits.judge(zone, phase, sent, pointer)
    logging = sent.get("logging") or ({"enabled": True} if sent["action"] == "skip" else {})
    more = {"action_parameters": told, "ratelimit": limit, "logging": logging}
    kept = {key: sent[key] for key in ("id", "ref") if sent.get(key)}
    return {**rule, **{key: value for key, value in more.items() if value}, **kept}


def _taken(left: list[Document], wanted: Document) -> Document | None:
    """Take the old rule that one means by its id or reference out of those that are left."""
    named = wanted.get("id")
    if named:
        found = next((each for each in left if each["id"] == named), None)
        if found is None:
            raise ApiError(
                INVALID, f"'{named}' is not a valid value for id because there is no such rule", pointer="/rules"
            )
    else:
        found = next((each for each in left if wanted.get("ref") and each["ref"] == wanted["ref"]), None)
    if found:
        left.remove(found)
    return found


def _same(left: list[Document], wanted: Document) -> Document | None:
    """Take an old rule that is the same to the letter."""
    if wanted.get("ref"):
        return None
    found = next((each for each in left if _content(each) == _content(wanted)), None)
    if found:
        left.remove(found)
    return found


def _numbered(wanted: Document, old: Document | None, time: str) -> Document:
    own = old["id"] if old else identity()
    rule = {**wanted, "id": own, "ref": wanted.get("ref") or (old["ref"] if old else own)}
    if old and {**_content(old), "ref": old["ref"]} == {**_content(rule), "ref": rule["ref"]}:
        return old
    version = int(old["version"]) + 1 if old else 1
    return {**rule, "version": str(version), "last_updated": time}


def _content(rule: Document) -> Document:
    return {key: value for key, value in rule.items() if key not in BOOKKEEPING}
