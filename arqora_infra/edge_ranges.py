"""From where the edge calls origins: the vendor's own list, asked at every plan and never written down here.

The firewalls of origins admit exactly these ranges, so a list that is empty or too wide is refused: the one would close
every origin, the other open it to strangers. The list that people have seen is in the catalogue, with its date. A
difference is said on every run until somebody looks at it (`arqora edge ranges`); the policy pack admits no range that
nobody has looked at.
"""

from collections.abc import Sequence
from ipaddress import ip_network

import pulumi

from components._base import catalogue
from components._base.errors import ArgumentError
from components._base.exposure import Ranges

WIDEST = {4: 12, 6: 28}
"""Shortest prefixes that are believed. The widest of the list are /13 and /29 (catalogue/cloudflare/ranges.yaml)."""
REVIEW = "`arqora edge ranges --write` records it"


def current() -> Ranges:
    """Return the edge's ranges as the vendor lists them now, and say if that is not the recorded list.

    Raises:
        ArgumentError: the list cannot be believed.

    """
    # Not by the SDK's function: loading the whole SDK takes longer than the question, and this is asked in stacks that
    # have no zone too.
    answer = pulumi.runtime.invoke("cloudflare:index/getIpRanges:getIpRanges", {}).value or {}
    found = believed([*(answer.get("ipv4Cidrs") or []), *(answer.get("ipv6Cidrs") or [])])
    for line in differences(recorded(), found):
        pulumi.log.warn(line)
    return found


def recorded() -> Ranges:
    """Return the list that people have seen."""
    listed = catalogue.read("cloudflare/ranges.yaml")
    return believed([*listed["ipv4"], *listed["ipv6"]])


def believed(listed: Sequence[str]) -> Ranges:
    """Return a list of ranges as networks.

    Raises:
        ArgumentError: it lacks a family, or one of its ranges is none, or too wide, or nothing of the internet.

    """
    found, problems = [], []
    for text in listed:
        try:
            network = ip_network(text)
        except ValueError as error:
            problems.append(f"edge ranges: {error}; ask the vendor what `/ips` should answer")
            continue
        if network.prefixlen < WIDEST[network.version] or not network.is_global:
            limit = f"a public network of /{WIDEST[network.version]} or smaller"
            problems.append(f"edge ranges: {network} is not {limit}; origins would be open to strangers")
        found.append(network)
    missing = WIDEST.keys() - {each.version for each in found}
    problems += [
        f"edge ranges: none of IPv{each} is listed, so origins would be closed; plan again later"
        for each in sorted(missing)
    ]
    if problems:
        raise ArgumentError(problems)
    return tuple(found)


def differences(before: Ranges, now: Ranges) -> list[str]:
    """Return how a list differs from the recorded one, in lines for people."""
    added, gone = sorted(map(str, set(now) - set(before))), sorted(map(str, set(before) - set(now)))
    lines = [f"the edge calls from new ranges: {', '.join(added)}; look at them, {REVIEW}"] if added else []
    return lines + ([f"the edge no longer calls from: {', '.join(gone)}; {REVIEW}"] if gone else [])
