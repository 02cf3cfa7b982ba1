"""What paths of Workers name, and the script behind them."""

import re
from datetime import datetime, timedelta

from sandbox.cloudflare.api import Request
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError, unrouted

SCRIPT = "worker_script"
ACCOUNT = re.compile(r"[0-9a-f]{32}")
SCRIPT_NAME = re.compile(r"[a-z0-9_][a-z0-9-_]*")
LONGEST = 255
"""Characters of a script's name (wrangler, configuration; 63 where it is part of an address)."""


def account(request: Request) -> str:
    """Return the account that a path names.

    Raises:
        ApiError: it is no id.

    """
    found = str(request.parameters["account"])
    if not ACCOUNT.fullmatch(found):
        raise unrouted(request.path)
    return found


def script_name(request: Request) -> str:
    """Return the script's name in a path, whether there is such a script or not.

    Raises:
        ApiError: it cannot be a name. The number is ours.

    """
    found = str(request.parameters["script"])
    if not SCRIPT_NAME.fullmatch(found) or len(found) > LONGEST:
        raise ApiError(10016, f"{found!r} is no name for a script: lower case letters, digits, - and _")
    return found


def script(documents: Documents, request: Request) -> Document:
    """Return the script that a path names.

    Raises:
        ApiError: there is none. Number, text and status are known from the answers that others quote.

    """
    found = documents.find(SCRIPT, account(request), script_name(request))
    if found is None:
        raise missing()
    return found


def missing() -> ApiError:
    """Say that a script does not exist."""
    return ApiError(10007, "This Worker does not exist on your account.", 404)


def below(account_id: str, name: str) -> str:
    """Return the parent of what belongs to a script."""
    return f"{account_id}/{name}"


def later(time: str, seconds: int) -> str:
    """Return a time of the API some seconds after another."""
    return (datetime.fromisoformat(time) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
