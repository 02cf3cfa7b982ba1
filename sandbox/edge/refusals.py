"""How a rule refuses a request."""

from sandbox.edge import error_pages
from sandbox.edge.messages import Response
from sandbox.edge.zone_state import Document

CHALLENGES = frozenset({"challenge", "js_challenge", "managed_challenge"})
REFUSING = CHALLENGES | {"block"}
DENIED, LIMITED = 1020, 1015
"""The vendor's numbers: blocked by a rule, and by a rate limit."""


def refusal(rule: Document, *, status: int = 403, number: int = DENIED) -> Response:
    """Return the answer of a rule that blocks or challenges.

    A challenge is a page that nobody in the sandbox can solve; clients know it by `cf-mitigated` (cloudflare-docs,
    cloudflare-challenges/challenge-types/challenge-pages/detect-response.mdx).
    """
    if rule.get("action") in CHALLENGES:
        return error_pages.page(403, "prove that you are human").having("cf-mitigated", "challenge")
    told = (rule.get("action_parameters") or {}).get("response") or {}
    if not told:
        return error_pages.page(status, "a rule of this site refuses the request", number=number)
    return Response(
        int(told.get("status_code") or status),
        (("content-type", str(told.get("content_type") or "text/html")),),
        str(told.get("content", "")).encode(),
    )
