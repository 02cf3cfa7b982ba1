"""Errors as the API answers them: a list of numbered messages in the envelope, with an HTTP status."""


class ApiError(Exception):
    """An answer that is an error; whatever the request had changed is rolled back."""

    def __init__(self, code: int, message: str, status: int = 400, pointer: str | None = None) -> None:
        super().__init__(f"{message} ({code})")
        self.code = code
        self.message = message
        self.status = status
        self.pointer = pointer
        """Which part of the body is wrong, as a JSON pointer; some of the API's services say it."""


def unrouted(path: str) -> ApiError:
    """Say that a path, or an id in it, leads nowhere."""
    return ApiError(7003, f"Could not route to {path}, perhaps your object identifier is invalid?", 404)


def invalid(message: str) -> ApiError:
    """Say what is wrong with the input."""
    return ApiError(1004, f"DNS Validation Error: {message}")
