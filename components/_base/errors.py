"""How a component says no."""

from collections.abc import Sequence


class ArgumentError(ValueError):
    """Arguments that cannot be built, all of them at once.

    Each problem is one line: the path, the value, the limit and the remedy. Nothing was registered when this is raised.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep the problems, in the order they were found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def refuse(problems: Sequence[str]) -> None:
    """Raise if there is any problem."""
    if problems:
        raise ArgumentError(problems)
