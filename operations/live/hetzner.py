"""Reads a whole Hetzner project through the vendor's own client. Never writes: there is only one kind of request."""

from collections.abc import Iterator, Mapping
from typing import Any

from hcloud import Client

from operations.console import err
from operations.engine import Target
from operations.errors import OperationError
from policies.live import hetzner
from policies.live.observed import Reading

READ_ONLY = "HCLOUD_AUDIT_TOKEN"
FULL = "HCLOUD_TOKEN"
PAGE = 50
"""Entries. The most that the vendor puts on a page."""
OWN = {"images": {"type": "snapshot"}}
"""What narrows a collection to what belongs to the project: the vendor's own images are in it too."""
ELSEWHERE = frozenset({"storage_boxes"})
"""Collections of the vendor's other API, `api.hetzner.com`."""


def read(target: Target) -> Reading:
    """Return everything that exists in an environment's Hetzner project.

    Raises:
        OperationError: there is no token to read it with.
        APIException: the vendor refused, after the client's own repetitions.

    """
    token = token_of(target.variables)
    endpoints = {key: target.variables.get(f"{key}_ENDPOINT") for key in ("HCLOUD", "HETZNER")}
    cloud = client(token, endpoints["HCLOUD"])
    other = client(token, endpoints["HETZNER"] or "https://api.hetzner.com/v1")
    return hetzner.read({kind: list(pages(other if kind in ELSEWHERE else cloud, kind)) for kind in hetzner.KINDS})


def token_of(variables: Mapping[str, str]) -> str:
    """Return the token to read with, and warn of one that could write as well.

    Raises:
        OperationError: there is none.

    """
    token = variables.get(READ_ONLY)
    if token:
        return token
    token = variables.get(FULL)
    if not token:
        raise OperationError(f"{READ_ONLY} is not set: an audit needs a token of the Hetzner project that may read")
    err.print(
        f"warning: {READ_ONLY} is not set, so {FULL} is used, which may write: an audit never does, but make it one "
        "that may only read",
        style="yellow",
        soft_wrap=True,
    )
    return token


def client(token: str, endpoint: str | None) -> Client:
    """Return a client of one of the vendor's APIs."""
    return Client(token, api_endpoint=endpoint) if endpoint else Client(token)


def pages(cloud: Client, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the documents of a collection, page by page."""
    page: int | None = 1
    while page:
        query = {"page": page, "per_page": PAGE, **OWN.get(kind, {})}
        answer = cloud.request(method="GET", url=f"/{kind}", params=query)
        yield from answer[kind]
        page = answer["meta"]["pagination"]["next_page"]
