"""Errors as the API answers them: `{"error": {"code", "message", "details"}}` with the documented status."""

from typing import Any

STATUS = {
    "json_error": 400,
    "unauthorized": 401,
    "token_readonly": 401,
    "forbidden": 403,
    "maintenance": 403,
    "resource_limit_exceeded": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "uniqueness_error": 409,
    "conflict": 409,
    "deprecated_api_endpoint": 410,
    "resource_unavailable": 412,
    "invalid_input": 422,
    "service_error": 422,
    "unsupported_error": 422,
    "locked": 423,
    "protected": 423,
    "rate_limit_exceeded": 429,
    "server_error": 500,
    "bad_gateway": 502,
    "unavailable": 503,
    "timeout": 504,
}
"""Error code -> HTTP status (API reference, "Error Codes")."""

UNPROCESSABLE = 422
"""Status of the codes that belong to single calls (`server_not_stopped`, ...), but for those that say another one."""


class ApiError(Exception):
    """An answer that is an error; whatever the request had changed is rolled back."""

    def __init__(
        self, code: str, message: str, details: dict[str, Any] | None = None, *, status: int | None = None
    ) -> None:
        super().__init__(f"{message} ({code})")
        self.code = code
        self.message = message
        self.details = details or {}
        self.status = status or STATUS.get(code, UNPROCESSABLE)

    def body(self) -> dict[str, Any]:
        """Return the response body."""
        return {"error": {"code": self.code, "message": self.message, "details": self.details}}


def not_found(kind: str, identity: int | str) -> ApiError:
    """Say that something does not exist."""
    return ApiError("not_found", f"{kind.replace('_', ' ')} with ID '{identity}' not found")


def invalid(field: str, *messages: str) -> ApiError:
    """Say what is wrong with one field of the input."""
    return ApiError(
        "invalid_input",
        f"invalid input in field '{field}': {', '.join(messages)}",
        {"fields": [{"name": field, "messages": list(messages)}]},
    )


def taken(kind: str, field: str) -> ApiError:
    """Say that a value that must be unique is used already."""
    message = f"{kind.replace('_', ' ')} {field} is already used"
    return ApiError("uniqueness_error", message, {"fields": [{"name": field}]})
