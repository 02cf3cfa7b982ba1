"""Files as answers."""

from typing import Any

import pytest

from sandbox.edge.messages import Response
from sandbox.edge.workers.assets import Assets
from tests.sandbox.edge.requests import request
from tests.sandbox.edge.zones import edge, site

FILES = {
    "/index.html": "home",
    "/about.html": "about",
    "/404.html": "lost",
    "/a b.txt": "space",
    "/_headers": "secret",
    "/é.html": "accent",
}


class Visitor:
    """Asks for the files of one version."""

    def __init__(self, **config: Any) -> None:
        self.script, blobs = site(FILES, **config)
        self.edge = edge(scripts=(self.script,), blobs=blobs)
        self.assets = Assets()

    def ask(self, path: str, *, last: bool = True, **changes: Any) -> Response | None:
        version = self.script.version(0)
        assert version
        return self.assets.answer(self.edge, version, request(f"https://www.arqora.test{path}", **changes), last=last)


def test_a_file_has_its_type_its_tag_and_is_checked_each_time() -> None:
    assert Visitor().ask("/") == Response(
        200,
        (
            ("etag", '"hash of home"'),
            ("cf-cache-status", "MISS"),
            ("content-type", "text/html"),
            ("cache-control", "public, max-age=0, must-revalidate"),
        ),
        b"home",
    )


def test_a_data_centre_has_a_file_from_the_second_time() -> None:
    visitor = Visitor()
    colos = ["SBX", "SBX", "FRA"]
    answers = [visitor.ask("/", colo=colo) for colo in colos]
    assert [each.get("cf-cache-status") for each in answers if each] == ["MISS", "HIT", "MISS"]


@pytest.mark.parametrize("name", ["authorization", "range"])
def test_some_requests_are_not_told_how_long(name: str) -> None:
    response = Visitor().ask("/", headers={name: "a"})
    assert response
    assert response.get("cache-control") is None


@pytest.mark.parametrize(
    ("tag", "status"), [('"hash of home"', 304), ('W/"hash of home"', 304), ('"hash of about"', 200), ("", 200)]
)
def test_a_visitor_who_has_the_file_gets_nothing_new(tag: str, status: int) -> None:
    response = Visitor().ask("/", headers={"if-none-match": tag})
    assert response
    assert (response.status, response.body) == (status, b"" if status == 304 else b"home")
    assert response.get("etag") == '"hash of home"'


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/about.html", "/about"),
        ("/about/?q=1", "/about?q=1"),
        ("/%61bout", "/about"),
        ("//about", "/about"),
        ("/a+b.txt/", None),
        ("/é", "/%C3%A9"),
        ("/a%20b.txt", None),
        ("/%ff", None),
    ],
)
def test_a_file_has_one_path(path: str, location: str | None) -> None:
    response = Visitor().ask(path)
    assert response
    assert response.get("location") == location
    assert (response.status == 307) is (location is not None)


@pytest.mark.parametrize(
    ("handling", "path", "status", "body"),
    [
        ("none", "/nothing", 404, b""),
        ("404-page", "/nothing", 404, b"lost"),
        ("404-page", "/a/b/c", 404, b"lost"),
        ("single-page-application", "/nothing", 200, b"home"),
        ("404-page", "/_headers", 404, b"lost"),
        ("404-page", "/%25ff", 404, b"lost"),
    ],
)
def test_where_no_file_is_the_handling_answers(handling: str, path: str, status: int, body: bytes) -> None:
    response = Visitor(not_found_handling=handling).ask(path)
    assert response
    assert (response.status, response.body) == (status, body)


def test_somebody_else_may_answer_where_no_file_is_unless_a_browser_opens_a_page() -> None:
    visitor = Visitor(not_found_handling="single-page-application")
    assert visitor.ask("/api", last=False) is None
    response = visitor.ask("/api", last=False, headers={"sec-fetch-mode": "navigate"})
    assert response
    assert response.body == b"home"


@pytest.mark.parametrize(("path", "status"), [("/", 405), ("/about.html", 405), ("/nothing", 404)])
def test_files_are_only_read(path: str, status: int) -> None:
    response = Visitor().ask(path, method="POST")
    assert response
    assert response.status == status
    assert response.get("allow") == ("GET, HEAD" if status == 405 else None)


def test_headers_and_redirects_of_the_site_apply() -> None:
    visitor = Visitor(headers="/*\n  X-A: 1\n", redirects="/old /about 301\n/in-place /about 200\n/away/* /gone 200\n")
    answers = {path: visitor.ask(path) for path in ("/", "/old?q=1", "/in-place", "/away/a")}
    assert {path: (each.status, each.get("location"), each.get("x-a")) for path, each in answers.items() if each} == {
        "/": (200, None, "1"),
        "/old?q=1": (301, "/about?q=1", None),
        "/in-place": (200, None, "1"),
        "/away/a": (404, None, None),
    }
