"""Secrets are found wherever they stand in a tree of properties; what is marked or unknown is left out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.reading import UNKNOWN, Secret
from policies.secrets.plaintext import Plain, plain_secrets, plain_texts

TOKEN = "ghp_" + "a1" * 18

leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.just(UNKNOWN), st.sampled_from(["", "web-1", "10.0.0.0/8"])
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["a", "b", "value", "name"]), inner, max_size=3)
    ),
    max_leaves=12,
)


def paths(value: Any) -> list[tuple[Any, ...]]:
    match value:
        case dict():
            return [(key, *rest) for key, item in value.items() for rest in paths(item)]
        case list():
            return [(index, *rest) for index, item in enumerate(value) for rest in paths(item)]
        case _:
            return [()]


def put(value: Any, path: tuple[Any, ...], leaf: Any) -> Any:
    if not path:
        return leaf
    step, *rest = path
    changed = put(value[step], tuple(rest), leaf)
    return {**value, step: changed} if isinstance(value, dict) else [*value[:step], changed, *value[step + 1 :]]


@given(tree=st.dictionaries(st.sampled_from(["a", "b", "value"]), trees, min_size=1), data=st.data())
def test_a_token_is_found_in_any_place_of_any_tree_and_nothing_else_is(
    tree: dict[str, Any], data: st.DataObject
) -> None:
    assert plain_secrets(tree) == []
    places = paths(tree)
    if places:
        planted = put(tree, data.draw(st.sampled_from(places)), TOKEN)
        assert [found.kind for found in plain_secrets(planted)] == ["a GitHub token"]
        assert plain_texts(planted) == {TOKEN}


@given(tree=st.dictionaries(st.sampled_from(["a", "b", "value"]), trees, min_size=1), data=st.data())
def test_the_same_token_is_left_out_where_a_mark_covers_it(tree: dict[str, Any], data: st.DataObject) -> None:
    places = paths(tree)
    if places:
        path = data.draw(st.sampled_from(places))
        depth = data.draw(st.integers(min_value=0, max_value=len(path)))
        planted = put(tree, path, TOKEN)
        marked = put(planted, path[:depth], Secret(TOKEN)) if depth else {"all": Secret(planted)}
        assert plain_secrets(marked) == []


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({"a": {"b": ["x", {"password": "hunter2"}]}}, "a.b[1].password holds a value that is named like a secret"),
        ({"text": f"one\ntwo {TOKEN}"}, "line 2 of text holds a GitHub token"),
        ({"envVars": {"API_KEY": {"type": "plain_text", "value": "hunter2"}}}, "envVars.API_KEY.value holds"),
        ({"env": [{"name": "API_KEY", "value": "hunter2"}]}, "env[0].value holds"),
        ({"keyName": "api-key", "value": "hunter2"}, "value holds"),
        ({"a": {TOKEN: 1}}, "a.(a name) holds a GitHub token as its name"),
    ],
)
def test_it_is_named_by_its_path(properties: dict[str, Any], words: str) -> None:
    (found,) = plain_secrets(properties)
    assert str(found).startswith(words)


@pytest.mark.parametrize(("text", "found"), [("a://b:ccc@", 1), ("a://b:cc@", 0)])
def test_the_shortest_text_with_a_secret_is_found(text: str, found: int) -> None:
    assert len(plain_secrets({"address": text})) == found
    assert len(plain_secrets({"object": {text: 1}})) == found


def test_words_of_a_line() -> None:
    assert str(Plain("a", "a key", None)) == "a holds a key"
