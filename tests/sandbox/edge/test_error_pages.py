"""Pages in an origin's place."""

from collections.abc import Callable

import pytest

from sandbox.edge import error_pages
from sandbox.edge.messages import Response


@pytest.mark.parametrize(
    ("made", "status", "number"),
    [
        (error_pages.garbled, 520, 520),
        (error_pages.refused, 521, 521),
        (error_pages.timed_out, 522, 522),
        (error_pages.unreachable, 523, 523),
        (error_pages.late, 524, 524),
        (error_pages.handshake_failed, 525, 525),
        (error_pages.certificate_invalid, 526, 526),
        (error_pages.unresolved, 530, 1016),
        (error_pages.tunnel_down, 530, 1033),
    ],
)
def test_a_page_says_what_failed_and_why(made: Callable[[str], Response], status: int, number: int) -> None:
    page = made("because <b>")
    assert page.status == status
    assert f"error code: {number}".encode() in page.body
    assert b"because &lt;b&gt;" in page.body
    assert "no-store" in str(page.get("cache-control"))
