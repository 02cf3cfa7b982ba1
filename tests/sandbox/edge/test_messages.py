"""Requests and responses."""

from sandbox.edge.messages import OriginTarget, Request, Response
from tests.sandbox.edge.requests import request

BEFORE = Response(200, (("a", "1"), ("set-cookie", "x"), ("set-cookie", "y")), b"body")


def test_a_header_is_set_added_and_taken_away() -> None:
    assert BEFORE.having("A", "2").headers == (("set-cookie", "x"), ("set-cookie", "y"), ("a", "2"))
    assert BEFORE.adding("A", "2").get("a") == "1, 2"
    assert BEFORE.without("Set-Cookie").headers == (("a", "1"),)
    assert (BEFORE.get("Set-Cookie"), BEFORE.get("b")) == ("x, y", None)


def test_a_request_has_its_address() -> None:
    assert (request("https://a.test/b?c=d").target, request("https://a.test/b").url) == ("/b?c=d", "https://a.test/b")


def test_bodies_and_keys_are_not_shown() -> None:
    shown = repr((BEFORE, request(body=b"secret"), OriginTarget("https", 443, "a", (), pull_key="secret")))
    assert "body" not in shown
    assert "secret" not in shown
    assert isinstance(request(), Request)
