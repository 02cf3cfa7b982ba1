"""What an operator is told when something cannot be done."""


class OperationError(RuntimeError):
    """A command cannot do what it was asked; the message names the remedy."""
