"""Request bodies: the base of their models, and the field types that many of them share."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

HOSTNAME = re.compile(
    r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*", re.IGNORECASE
)
"""Names of servers must be valid host names as in RFC 1123 (API reference, create a server)."""

LABEL_NAME = re.compile(r"[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,61}[a-zA-Z0-9])?")
LABEL_PREFIX = re.compile(
    r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE
)


class Body(BaseModel):
    """A request body. Unknown fields are ignored, as the vendor does (API reference, "Do not send extra fields")."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Empty(Body):
    """A body without fields."""


def hostname(value: str) -> str:
    """Accept a host name."""
    if not HOSTNAME.fullmatch(value):
        msg = "must be a valid hostname as per RFC 1123"
        raise ValueError(msg)
    return value


def name(value: str) -> str:
    """Accept a name."""
    if not value.strip():
        msg = "may not be blank"
        raise ValueError(msg)
    if len(value) > 128:
        msg = "is too long (maximum is 128 characters)"
        raise ValueError(msg)
    return value


def labels(value: dict[str, str]) -> dict[str, str]:
    """Accept labels (API reference, "Labels": keys with an optional prefix, keys and values of up to 63 characters)."""
    for key, content in value.items():
        prefix, slash, rest = key.rpartition("/")
        if not LABEL_NAME.fullmatch(rest) or (slash and not HOSTNAME.fullmatch(prefix)):
            msg = f"label key '{key}' is invalid"
            raise ValueError(msg)
        if content and not LABEL_NAME.fullmatch(content):
            msg = f"label value '{content}' is invalid"
            raise ValueError(msg)
    return value


def port(value: int) -> int:
    """Accept a port."""
    if not 1 <= value <= 65535:
        msg = "must be between 1 and 65535"
        raise ValueError(msg)
    return value


def id_or_name(value: object) -> object:
    """Accept a number in place of a text: most things can be named by id or by name."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Hostname = Annotated[str, AfterValidator(hostname)]
Name = Annotated[str, AfterValidator(name)]
Labels = Annotated[dict[str, str], AfterValidator(labels)]
Port = Annotated[int, AfterValidator(port)]
IdOrName = Annotated[str, BeforeValidator(id_or_name)]


class Update(Body):
    """Change name and labels; what is absent or null stays."""

    name: Name | None = None
    labels: Labels | None = None


class Protection(Body):
    """Change protection."""

    delete: bool | None = None
    rebuild: bool | None = None


class Pointer(Body):
    """Set or, with null, reset a reverse DNS entry."""

    ip: str
    dns_ptr: str | None
