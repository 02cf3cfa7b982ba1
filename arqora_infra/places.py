"""Problems of a component's arguments, by the places in the settings that the arguments come from."""

import re
from collections.abc import Mapping

FIELD = re.compile("([.:])")
"""What ends the first part of a path."""


def placed(problem: str, places: Mapping[str, str], otherwise: str = "") -> str:
    """Return a problem's line with the first part of its path replaced.

    Args:
        problem: starts with the name of an argument.
        places: argument -> its place in the settings.
        otherwise: what stands before the name of an argument that is in no place of its own.

    """
    field, end, rest = FIELD.split(problem, 1)
    return places.get(field, otherwise + field) + end + rest
