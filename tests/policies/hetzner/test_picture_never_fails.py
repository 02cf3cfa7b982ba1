"""Whatever stands in the vendor's properties, a picture is drawn and judged: no oddity hides what the rest shows."""

from typing import Any

from google.protobuf.struct_pb2 import Struct
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.hetzner import tokens
from policies.hetzner.picture import READS
from policies.picture.judge import Reached, Way
from policies.picture.whole import exposures_of, places_of
from policies.reading import UNKNOWN, Secret
from policies.resource import Resource, Stack
from tests.policies.inputs import SSH, wire_value

KEYS = (
    "aliasIps",
    "applyTos",
    "assigneeId",
    "destination",
    "destinationPort",
    "enablePublicInterface",
    "exposeRoutesToVswitch",
    "firewallId",
    "firewallIds",
    "floatingIpId",
    "gateway",
    "http",
    "id",
    "ip",
    "ipAddress",
    "ipRange",
    "ipv4",
    "labelSelector",
    "labelSelectors",
    "labels",
    "listenPort",
    "loadBalancerId",
    "networkId",
    "networks",
    "publicNets",
    "rules",
    "serverId",
    "serverIds",
    "subnetId",
    "targets",
    "type",
    "vswitchId",
)
plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 12),
    st.floats(),
    st.sampled_from(
        ["", "0", "7", "10.0.0.1", "::/0", "0.0.0.0/0.0.0.0", "role=app", ";", "7-10.0.0.0/24", "server", "ip"]
    ),
    st.just(UNKNOWN),
)
values = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.sampled_from([*KEYS, "server", "networkId", "direction", "port"]), inner, max_size=3),
        inner.map(Secret),
    ),
    max_leaves=6,
)
odd = st.tuples(
    st.sampled_from(READS),
    st.dictionaries(st.sampled_from(KEYS), values, max_size=6),
    st.dictionaries(st.sampled_from(KEYS), values, max_size=3),
    st.lists(st.integers(0, 5), max_size=2),
)


def resource(token: str, name: str, inputs: dict[str, Any], outputs: dict[str, Any], *sources: str) -> Resource:
    declared, deployed = Struct(), Struct()
    declared.update({key: wire_value(value) for key, value in inputs.items()})
    deployed.update({key: wire_value(value) for key, value in outputs.items()})
    return Resource(token, name, name, declared, deployed, dependencies=dict.fromkeys(KEYS, sources))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.lists(odd, max_size=6))
def test_an_open_server_is_found_among_any_others(others: list[Any]) -> None:
    resources = [
        resource(token, f"r{number}", inputs, outputs, *(f"r{source}" for source in sources))
        for number, (token, inputs, outputs, sources) in enumerate(others)
    ]
    firewall = resource(tokens.FIREWALL, "open", {"rules": [SSH]}, {"id": "4711"})
    server = resource(tokens.SERVER, "web", {"firewallIds": [4711]}, {"id": "4712"})
    stack = Stack([*resources, firewall, server])
    found = {(each.way, each.at.key) for each in exposures_of(stack) if isinstance(each, Reached)}
    assert (Way.FIREWALL, "open") in found
    assert places_of(stack).at("web") is not None
