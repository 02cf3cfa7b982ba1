"""What takes effect a moment after it was asked for: client certificates on their way to the edge, and from it."""

from datetime import datetime, timedelta

from sandbox.cloudflare.documents import Document, Documents

MOMENT = timedelta(seconds=1)
"""The vendor takes minutes."""
PENDING, ACTIVE, LEAVING = "pending_deployment", "active", "pending_deletion"
KINDS = ("origin_pull_certificate", "origin_pull_hostname_certificate")
SINCE = "changing_since"
"""Private field of a document whose status changes by itself: when that began."""


def begun(content: Document, status: str, time: str) -> Document:
    """Return a document whose status is to end by itself."""
    return {**content, "status": status, SINCE: time}


def settle(documents: Documents) -> None:
    """Let end what has gone on for a moment."""
    now = datetime.fromisoformat(documents.time)
    for kind in KINDS:
        for parent, each in documents.changing(kind, SINCE):
            if datetime.fromisoformat(each[SINCE]) + MOMENT > now:
                continue
            if each["status"] == LEAVING:
                documents.remove(kind, parent, each["id"])
            else:
                settled = {key: value for key, value in each.items() if key != SINCE}
                documents.put(kind, parent, each["id"], {**settled, "status": ACTIVE})
