"""Label selectors mean the servers that the vendor says they mean."""

from typing import Any

import pytest
from google.protobuf.struct_pb2 import Struct
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.hetzner.selectors import Labelled, SelectorError, parse
from policies.reading import UNKNOWN
from policies.resource import Resource
from tests.policies.inputs import wire_value

LABELS = {"role": "edge", "env": "prod", "arqora.dev/node": "edge-1", "empty": ""}


@pytest.mark.parametrize(
    "text",
    [
        "role",
        "role=edge",
        "role==edge",
        "role!=app",
        "!gone",
        "env in (prod,staging)",
        "env in ( prod , staging )",
        "env notin (dev)",
        "gone notin (dev)",
        "gone!=x",
        "role=edge,env=prod",
        " role = edge , !gone",
        "arqora.dev/node=edge-1",
        "empty=",
        "empty",
    ],
)
def test_a_selector_means_servers_with_these_labels(text: str) -> None:
    assert parse(text)(LABELS)


@pytest.mark.parametrize(
    "text",
    [
        "gone",
        "role=app",
        "role!=edge",
        "!role",
        "env in (dev)",
        "env notin (prod,dev)",
        "gone in (x)",
        "role=edge,env=dev",
        "role=Edge",
        "empty=x",
    ],
)
def test_a_selector_leaves_out_the_others(text: str) -> None:
    assert not parse(text)(LABELS)


def test_an_empty_value_is_a_value() -> None:
    assert parse("role=")({"role": ""})
    assert not parse("role=")({})


@pytest.mark.parametrize(
    "text", ["", " ", ",", "role=edge,", "role in prod", "in (a)", "a=b=c", "role edge", "a;b", "(a)", "!"]
)
def test_what_does_not_follow_the_grammar_is_not_guessed(text: str) -> None:
    with pytest.raises(SelectorError):
        parse(text)


KEYS, VALUES = ["role", "door", "arqora.dev/role"], ["app", "edge", ""]
labels = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES))
terms = st.one_of(
    st.builds(
        lambda key, sign, value: f"{key}{sign}{value}",
        st.sampled_from(KEYS),
        st.sampled_from(["=", "==", "!="]),
        st.sampled_from(VALUES),
    ),
    st.builds(lambda sign, key: f"{sign}{key}", st.sampled_from(["", "!"]), st.sampled_from(KEYS)),
    st.builds(lambda key, word: f"{key} {word} (app, edge)", st.sampled_from(KEYS), st.sampled_from(["in", "notin"])),
)


@settings(derandomize=True, deadline=None)
@given(st.lists(labels, max_size=6), st.lists(terms, min_size=1, max_size=3).map(",".join))
def test_looking_up_what_a_selector_means_is_asking_each_resource(every: list[dict[str, str]], selector: str) -> None:
    servers = [labelled(str(number), each) for number, each in enumerate(every)]
    meant = {server.name for server in Labelled(servers).meant(selector)}
    assert meant == {server.name for server, each in zip(servers, every, strict=True) if parse(selector)(each)}


@pytest.mark.parametrize("selector", [UNKNOWN, None, ";", 7])
def test_a_selector_that_cannot_be_read_may_mean_anybody(selector: Any) -> None:
    servers = [labelled("a", {"role": "app"}), labelled("b", {})]
    assert Labelled(servers).meant(selector) == servers


@pytest.mark.parametrize("doubtful", [UNKNOWN, {"door": UNKNOWN}, "labels"])
def test_labels_that_are_not_known_may_be_the_ones(doubtful: Any) -> None:
    server = labelled("a", doubtful)
    assert Labelled([server]).meant("role=edge") == [server]
    assert Labelled([labelled("b", None)]).meant("role=edge") == []


def labelled(name: str, value: Any) -> Resource:
    struct = Struct()
    struct.update({"labels": wire_value(value)})
    return Resource("hcloud:index/server:Server", name, name, declared=struct)
