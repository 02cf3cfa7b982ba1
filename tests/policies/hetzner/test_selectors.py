"""Label selectors mean the servers that the vendor says they mean."""

import pytest

from policies.hetzner.selectors import SelectorError, parse

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
