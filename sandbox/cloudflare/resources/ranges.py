"""The address ranges of the edge, and what a token tells about itself."""

from functools import cache
from pathlib import Path

import yaml

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents

RANGES = Path(__file__).parents[3] / "catalogue/cloudflare/ranges.yaml"


@cache
def ranges() -> Document:
    """Return the ranges as the catalogue has them."""
    data: Document = yaml.safe_load(RANGES.read_text())
    return data


def addresses(_: Documents, __: Request) -> Answer:
    """Return the ranges; anybody may ask."""
    data = ranges()
    etag = str(data["as_of"])
    return result({"ipv4_cidrs": data["ipv4"], "ipv6_cidrs": data["ipv6"], "etag": etag})


def verify(_: Documents, __: Request) -> Answer:
    """Say that the token is one: without it nothing gets here."""
    return result({"id": "70ce" * 8, "status": "active"})


ROUTES: list[Route] = [("GET", "/ips", addresses), ("GET", "/user/tokens/verify", verify)]
