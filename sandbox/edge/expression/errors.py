"""What is wrong with an expression, and where."""


class ExpressionError(ValueError):
    """An expression that the language does not allow.

    Its text has the vendor's form: the line, and under it what is meant, and why.
    """

    def __init__(self, reason: str, text: str, start: int, end: int) -> None:
        self.reason = reason
        self.position = start
        """Characters before what is wrong."""
        before = text[:start]
        row, column = before.count("\n") + 1, start - (before.rfind("\n") + 1)
        line = (text.splitlines() or [""])[row - 1 : row] or [""]
        marks = "^" * max(1, min(end, start + len(line[0]) - column) - start)
        super().__init__(f"Filter parsing error ({row}:{column + 1}):\n{line[0]}\n{' ' * column}{marks} {reason}")
