"""The address ranges of the edge."""

import hashlib
import json
from functools import cache
from pathlib import Path

import yaml

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents

KIND = "ranges"
RANGES = Path(__file__).parents[3] / "catalogue/cloudflare/ranges.yaml"


@cache
def catalogue() -> Document:
    """Return the ranges as the catalogue has them."""
    data: Document = yaml.safe_load(RANGES.read_text())
    return data


def addresses(documents: Documents, request: Request) -> Answer:
    """Return the ranges; anybody may ask. The tag changes with them, as the vendor's does."""
    own = catalogue()
    told = documents.find(KIND, "", KIND) or {"ipv4_cidrs": own["ipv4"], "ipv6_cidrs": own["ipv6"]}
    etag = hashlib.md5(json.dumps(told).encode(), usedforsecurity=False).hexdigest()
    partner: Document = {"jdcloud_cidrs": []} if request.value("networks") == "jdcloud" else {}
    return result({**told, **partner, "etag": etag})


def change(documents: Documents, told: Document) -> None:
    """Tell other ranges from now on."""
    documents.put(KIND, "", KIND, told)


ROUTES: list[Route] = [("GET", "/ips", addresses)]
