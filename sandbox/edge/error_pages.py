"""What the edge answers in an origin's place when that fails.

The codes are the vendor's own (cloudflare-docs, support/troubleshooting/http-status-codes/cloudflare-5xx-errors/).
"""

from sandbox.edge.messages import Response

TITLES = {
    500: "Internal server error",
    502: "Bad gateway",
    503: "Service temporarily unavailable",
    504: "Gateway time-out",
    520: "Web server is returning an unknown error",
    521: "Web server is down",
    522: "Connection timed out",
    523: "Origin is unreachable",
    524: "A timeout occurred",
    525: "SSL handshake failed",
    526: "Invalid SSL certificate",
    530: "Origin DNS error",
}


def page(status: int, reason: str, *, number: int | None = None) -> Response:
    """Return the page of a status, which says why in a sentence.

    `number` is the vendor's four-digit number of an error, such as 1016 with 530.
    """
    title = TITLES.get(status, "Access denied")
    shown = f"error code: {number or status}"
    body = (
        f"<!doctype html>\n<title>{title} | {shown}</title>\n"
        f"<h1>{title}</h1>\n<p>{escaped(reason)}</p>\n<p>{shown}</p>\n"
    )
    return Response(
        status,
        (
            ("content-type", "text/html; charset=UTF-8"),
            ("cache-control", "private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0"),
        ),
        body.encode(),
    )


def refused(reason: str) -> Response:
    """521: the origin refuses the connection."""
    return page(521, reason)


def timed_out(reason: str) -> Response:
    """522: the connection to the origin is not made in time."""
    return page(522, reason)


def unreachable(reason: str) -> Response:
    """523: there is no way to the origin."""
    return page(523, reason)


def late(reason: str) -> Response:
    """524: the origin took the request and does not answer in time."""
    return page(524, reason)


def garbled(reason: str) -> Response:
    """520: the origin's answer is empty, cut off or not HTTP."""
    return page(520, reason)


def handshake_failed(reason: str) -> Response:
    """525: the TLS handshake with the origin fails, for one because it refuses the client certificate."""
    return page(525, reason)


def certificate_invalid(reason: str) -> Response:
    """526: the origin's certificate is not valid for the host, and the SSL mode is strict."""
    return page(526, reason)


def unresolved(reason: str) -> Response:
    """530 with 1016: the origin's name does not resolve."""
    return page(530, reason, number=1016)


def tunnel_down(reason: str) -> Response:
    """530 with 1033: no connector of the tunnel is connected."""
    return page(530, reason, number=1033)


def escaped(text: str) -> str:
    """Return a text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
