"""Why there is no answer of an origin."""

from sandbox.edge.messages import Response


class FailedError(Exception):
    """No answer came; holds the page to show instead."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


class NotConnectedError(FailedError):
    """An address cannot be connected to; another one perhaps can."""


class StaleError(Exception):
    """The origin closed the connection before it said anything: if it was a kept one, it just had no more time."""
