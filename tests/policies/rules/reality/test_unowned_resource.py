"""What exists without a stack is named, with the stack that its labels speak of."""

from tests.policies.inputs import Find

RULE = "unowned-resource"


def test_it_is_named_with_its_identifier(find: Find) -> None:
    assert find(RULE, {"id": "7", "labels": {}}) == ["x: exists as 7, and no stack has it"]


def test_a_label_gives_a_hint_and_no_right(find: Find) -> None:
    labels = {"arqora.dev/stack": "prod"}
    assert find(RULE, {"id": "7", "labels": labels}) == [
        "x: exists as 7, and no stack has it, although its label says prod"
    ]
