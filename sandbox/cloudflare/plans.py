"""What the plan of a zone can do: the numbers of catalogue/cloudflare/plans.yaml, which the component checks too."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sandbox.cloudflare.documents import Document
from sandbox.cloudflare.errors import ApiError

CATALOGUE = Path(__file__).parents[2] / "catalogue/cloudflare/plans.yaml"
NOT_ENTITLED = 50002
"""Number of the refusals of something that a plan lacks; seen in answers that others quote, as are the texts."""
TITLES = {"free": "Free", "pro": "Pro", "business": "Business", "enterprise": "Enterprise"}


@cache
def table() -> dict[str, Any]:
    """Return the catalogue."""
    data: dict[str, Any] = yaml.safe_load(CATALOGUE.read_text())
    return data


def described(plan: str) -> Document:
    """Return a plan as the API shows it in a zone. Only the id of the free one is the vendor's.

    Raises:
        ValueError: there is no such plan.

    """
    if plan not in TITLES:
        raise ValueError(f"{plan!r} is no plan; known are {', '.join(TITLES)}")
    identity = f"{list(TITLES).index(plan)}{'fe' * 16}"[:32] if plan != "free" else "0fe" + "e" * 29
    return {"id": identity, "name": f"{TITLES[plan]} Website", "legacy_id": plan, "is_subscribed": plan != "free"}


def of(zone: Document) -> str:
    """Return the name of a zone's plan."""
    return str(zone["plan"]["legacy_id"])


def offered(zone: Document, capability: str) -> Any:  # noqa: ANN401 (a number, a list or a truth, by capability)
    """Return what a zone's plan offers of a capability."""
    return table()["capabilities"][capability][of(zone)]


def refusal(message: str, pointer: str | None = None) -> ApiError:
    """Say that a plan does not include something."""
    return ApiError(NOT_ENTITLED, message, pointer=pointer)
