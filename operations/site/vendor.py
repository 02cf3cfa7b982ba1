"""Talks to the vendor about sites."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from cloudflare import APIStatusError, Cloudflare, CloudflareError

from operations.errors import OperationError

TOKEN = "CLOUDFLARE_API_TOKEN"  # noqa: S105 (the variable's name)
BASE = "CLOUDFLARE_BASE_URL"


@contextmanager
def connected(variables: Mapping[str, str]) -> Iterator[Cloudflare]:
    """Give a client with the token and the endpoint that the engine's variables have.

    Raises:
        OperationError: there is no token, or the vendor refused something inside.

    """
    token = variables.get(TOKEN)
    if not token:
        raise OperationError(f"{TOKEN} is not set: it takes a token of the account that may edit Workers scripts")
    try:
        with Cloudflare(api_token=token, base_url=variables.get(BASE)) as client:
            yield client
    except CloudflareError as error:
        raise OperationError(f"Cloudflare: {said(error)}") from error


def said(error: CloudflareError) -> str:
    """Return a failure as people read it."""
    if isinstance(error, APIStatusError) and isinstance(error.body, Mapping):
        reasons = [f"{each.get('message')} ({each.get('code')})" for each in error.body.get("errors") or []]
        return "; ".join(reasons) or f"answered with status {error.status_code}"
    return str(error)
