"""Confirms a bundle over a second connection: proof that the host can still be reached."""

from . import apply, credentials, deadman, document, manifest, own, previous
from .failure import Code, Failure
from .places import LAPSED
from .voice import say

AGAIN_SECONDS = 900
"""How long a bundle that lapsed once waits when it is applied again: a person has to run the update again."""


def confirm(digest: str) -> None:
    """Keep a bundle. There is no way back afterwards.

    Raises:
        Failure: the host does not hold it. If it was undone for lack of a confirmation, it is applied again first.

    """
    intent = previous.read()
    if intent and intent["digest"] == digest and intent["applied"]:
        deadman.disarm()
        previous.forget()
        own.tidy()
        return say(f"confirmed: {digest}")
    holds = manifest.read().get("digest")
    if intent is None and holds == digest:
        return say(f"confirmed before: {digest}")
    kept = next((LAPSED / digest).glob("document.*"), None)
    if kept is None:
        held = f"holds {holds[:12]}" if holds else "holds no bundle"
        raise Failure("confirm", f"this host {held}, not {digest[:12]}; apply it again (`--replace` its resource)")
    text = credentials.decrypted(kept.name, kept.parent) if kept.suffix == ".cred" else kept.read_text()
    apply.apply(document.read(text), text, AGAIN_SECONDS)
    reason = "nobody confirmed in time, so it was undone; it is applied again"
    raise Failure("confirm", f"{reason}. Run the update again within {AGAIN_SECONDS} s", Code.AGAIN)
