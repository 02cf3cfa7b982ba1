"""What no rule can judge is a violation."""

from tests.policies.inputs import Find


def test_it_is_reported_with_the_kind_of_trouble(find: Find) -> None:
    assert find("unreadable-object", {"why": "KeyError: its document is not as described"}) == [
        "x: cannot be judged: KeyError: its document is not as described"
    ]
