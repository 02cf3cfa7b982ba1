"""How an object differs from what its stack asks for, property by property, in words."""

import ipaddress
import json
from collections.abc import Callable, Iterator, Mapping, Set
from typing import Any

from ..reading import UNKNOWN, Value
from .observed import Observed

ABSENT: Mapping[str, Value] = {
    "labels": {},
    "rules": [],
    "networks": [],
    "publicNets": [],
    "firewallIds": [],
    "applyTos": [],
    "deleteProtection": False,
    "rebuildProtection": False,
    "backups": False,
    "exposeRoutesToVswitch": False,
    "proxyprotocol": False,
    "usePrivateIp": False,
    "enablePublicInterface": True,
    "rescue": None,
    "iso": None,
    "serverId": None,
    "assigneeId": None,
    "placementGroupId": None,
    "description": None,
}
"""What a property is for a program that does not state it. One that is neither stated nor here may be anything."""
LONGEST = 80
"""Characters of a value that are shown."""
PROTOCOLS_WITHOUT_PORTS = frozenset({"icmp", "gre", "esp"})
Compare = Callable[[str, Any, Any], Iterator[str]]


def differences(
    wanted: Mapping[str, Value], recorded: Mapping[str, Value], found: Observed, ignored: Set[str]
) -> Iterator[str]:
    """Yield how an object differs from what it should be.

    Args:
        wanted: what the program asks for, without marks of secrets.
        recorded: what the provider answered last, for what the program leaves to it.
        found: the object.
        ignored: properties whose changes the program wants to be left alone.

    """
    for key, value in found.properties.items():
        if key in ignored:
            continue
        if key in wanted:
            expected = wanted[key]
        elif key in ABSENT:
            expected = ABSENT[key]
        elif key in recorded:
            expected = recorded[key]
        else:
            continue
        if expected is not UNKNOWN:
            compare: Compare = DETAILED.get(key, _plain)
            yield from compare(key, expected, value)


def _plain(key: str, expected: Value, found: Any) -> Iterator[str]:  # noqa: ANN401 - whatever the vendor answers
    if _scalar(expected) != _scalar(found):
        yield f"{key} is {shown(found)}, not {shown(expected)}"


def _scalar(value: Any) -> str:  # noqa: ANN401 - any JSON
    """Return a value in one notation: the provider has identifiers as numbers and as texts, and 0 or "" for none."""
    if value in (None, "", 0) and not isinstance(value, bool):
        return ""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=repr)


def _labels(_: str, expected: Value, found: Mapping[str, str]) -> Iterator[str]:
    asked = expected if isinstance(expected, dict) else {}
    for key in sorted({*asked, *found}):
        if key not in asked:
            yield f"label {key} was added: {shown(found[key])}"
        elif key not in found:
            yield f"label {key} was removed; it should be {shown(asked[key])}"
        elif asked[key] is not UNKNOWN and str(asked[key]) != found[key]:
            yield f"label {key} is {shown(found[key])}, not {shown(asked[key])}"


def _rules(_: str, expected: Value, found: list[Mapping[str, Any]]) -> Iterator[str]:
    asked = expected if isinstance(expected, list) else []
    if any(not isinstance(each, dict) or UNKNOWN in each.values() for each in asked):
        return
    before = [_rule(each) for each in asked if isinstance(each, dict)]
    after = [_rule(each) for each in found]
    yield from (f"rule was added: {each}" for each in after if each not in before)
    yield from (f"rule was removed: {each}" for each in before if each not in after)


def _rule(rule: Mapping[str, Any]) -> str:
    """Return a rule in words that are the same for every spelling of it."""
    protocol = str(rule.get("protocol"))
    port = "" if protocol in PROTOCOLS_WITHOUT_PORTS else str(rule.get("port") or "")
    sides = (("from", rule.get("sourceIps")), ("to", rule.get("destinationIps")))
    places = [f"{word} {_networks(blocks)}" for word, blocks in sides if blocks]
    said = f"({rule['description']})" if rule.get("description") else ""
    return " ".join(part for part in (str(rule.get("direction")), protocol, port, *places, said) if part)


def _networks(blocks: Any) -> str:  # noqa: ANN401 - a list of texts, if the program is right
    return ", ".join(sorted(_network(str(block)) for block in blocks))


def _network(block: str) -> str:
    try:
        return str(ipaddress.ip_network(block, strict=False))
    except ValueError:
        return block


def _attachments(_: str, expected: Value, found: list[Mapping[str, Any]]) -> Iterator[str]:
    asked = {_of_network(each): each for each in expected or [] if isinstance(each, dict)}  # type: ignore[union-attr]
    there = {str(each["networkId"]): each for each in found}
    yield from (f"private network {each} was joined" for each in there if each not in asked)
    yield from (f"private network {each} was left" for each in asked if each not in there)
    for key in asked.keys() & there.keys():
        address, aliases = asked[key].get("ip"), asked[key].get("aliasIps")
        if isinstance(address, str) and address and address != there[key]["ip"]:
            yield f"address in private network {key} is {there[key]['ip']}, not {address}"
        if isinstance(aliases, list) and sorted(map(str, aliases)) != there[key]["aliasIps"]:
            yield f"aliases in private network {key} are {shown(there[key]['aliasIps'])}, not {shown(aliases)}"


def _of_network(attachment: Mapping[str, Any]) -> str:
    """Return the network of an attachment; it may name a subnet, whose identifier begins with the network's."""
    return str(attachment.get("networkId") or str(attachment.get("subnetId")).partition("-")[0])


def _identifiers(key: str, expected: Value, found: list[int]) -> Iterator[str]:
    asked = {str(each) for each in expected} if isinstance(expected, list) else set()
    noun = key.removesuffix("Ids")
    yield from (f"{noun} {each} was attached" for each in sorted({str(each) for each in found} - asked))
    yield from (f"{noun} {each} was detached" for each in sorted(asked - {str(each) for each in found}))


def _public(_: str, expected: Value, found: list[Mapping[str, Any]]) -> Iterator[str]:
    asked = expected[0] if isinstance(expected, list) and expected and isinstance(expected[0], dict) else {}
    for family in ("ipv4", "ipv6"):
        wanted = asked.get(f"{family}Enabled", True) is not False or bool(asked.get(family))
        there = found[0][f"{family}Enabled"]
        if wanted != there:
            yield f"public {family} address was {'added' if there else 'removed'}"
        elif there and asked.get(family) and str(asked[family]) != str(found[0][family]):
            yield f"public {family} address is primary IP {found[0][family]}, not {asked[family]}"


def _selectors(_: str, expected: Value, found: list[Mapping[str, Any]]) -> Iterator[str]:
    asked = {each.get("labelSelector") for each in expected or [] if isinstance(each, dict)}  # type: ignore[union-attr]
    there = {each["labelSelector"] for each in found}
    wanted = {str(each) for each in asked if each}
    yield from (f"applies to new servers with label {each}" for each in sorted(there - wanted))
    yield from (f"applies to servers with label {each} no more" for each in sorted(wanted - there))


DETAILED: Mapping[str, Compare] = {
    "labels": _labels,
    "rules": _rules,
    "networks": _attachments,
    "firewallIds": _identifiers,
    "publicNets": _public,
    "applyTos": _selectors,
}


def shown(value: object) -> str:
    """Return a value in words, not too long."""
    if value in (None, "") or value == []:
        return "none"
    text = value if isinstance(value, str) else json.dumps(value, default=repr)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
