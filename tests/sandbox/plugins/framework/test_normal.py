"""Numbers and values of any type, in the shape of their kind."""

import pytest

from sandbox.plugins.framework.schema.declare import anything, nested, number
from sandbox.plugins.framework.schema.normal import ShapeError, judged, shaped


@pytest.mark.parametrize(("given", "wanted"), [(1, 1), (1.5, 1.5), ("23.5", 23.5), ("-2", -2)])
def test_a_number_need_not_be_whole(given: object, wanted: float) -> None:
    assert shaped(number(), given) == wanted


@pytest.mark.parametrize("given", [True, "far", [1], {}])
def test_what_is_no_number_is_refused(given: object) -> None:
    with pytest.raises(ShapeError, match="should be a number"):
        shaped(number(), given)


def test_a_number_in_a_text_is_refused_where_the_newer_library_refuses_it() -> None:
    judged(number(), 1.5, strictly=True)
    with pytest.raises(ShapeError, match="not a string"):
        judged(number(), "1.5", strictly=True)


@pytest.mark.parametrize("given", ["on", 300, True, ["a"], {"a": {"b": [1, "2"]}}])
def test_a_value_of_any_type_stays_as_it_is(given: object) -> None:
    assert shaped(anything(), given) == given
    judged(nested({"flags": anything()}), {"flags": given}, strictly=True)
