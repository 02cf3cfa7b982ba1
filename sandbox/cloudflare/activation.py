"""Zones become active: when their activation check is asked for, or by themselves after a while."""

from datetime import datetime, timedelta

from sandbox.cloudflare.documents import Document, Documents

KIND = "zone"
SECONDS = 2.0
"""Until the vendor asks a new zone's name servers by itself, which takes it minutes to hours."""


def activated(zone: Document, time: str) -> Document:
    """Return a zone whose name servers were found to be ours; in the sandbox they always are."""
    return {**zone, "status": "active", "activated_on": zone["activated_on"] or time}


def settle(documents: Documents, seconds: float | None) -> None:
    """Activate the zones that were pending for long enough.

    Args:
        documents: what exists.
        seconds: how long that is; None: only the activation check does it.

    """
    if seconds is None:
        return
    since = datetime.fromisoformat(documents.time) - timedelta(seconds=seconds)
    for each in documents.all(KIND, ""):
        if each["status"] == "pending" and datetime.fromisoformat(each["created_on"]) <= since:
            documents.put(KIND, "", each["id"], activated(each, documents.time))
