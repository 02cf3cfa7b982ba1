"""What is in the state and nowhere else is named."""

from tests.policies.inputs import Find


def test_it_is_named_with_its_identifier(find: Find) -> None:
    assert find("missing-resource", {"id": "7"}) == ["x: is in the state as 7, and does not exist"]
