"""A site that cannot be served as it is says which file is wrong."""

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from components.edge_zone import capabilities, headers_file, sites
from components.edge_zone.sites import Site

Files = Callable[..., str]
GOOD = {"index.html": "hello", ".well-known/security.txt": "x", "assets/index-B1x2Y3z4.js": "1"}


def problems(directory: str, **changes: object) -> list[str]:
    return [
        line.replace(directory, "DIR")
        for line in sites.problems("sites.www", Site.model_validate({"directory": directory, **changes}), "free")
    ]


def test_a_site_as_bundlers_build_it_is_fine(site: Files) -> None:
    assert problems(site(GOOD)) == []


def test_an_empty_directory_is_refused(tmp_path: Path) -> None:
    assert problems(str(tmp_path)) == ["sites.www.directory: DIR is empty; build the site first"]


def test_too_large_a_file_is_named(site: Files) -> None:
    directory = site(GOOD | {"film.mp4": bytes(26 * 1024 * 1024)})
    assert problems(directory) == ["sites.www.directory: film.mp4 has 26.0 MiB, more than 25; serve it from a bucket"]


def test_too_many_files_are_refused_with_the_plan_that_can(site: Files) -> None:
    few = {"asset_files": {"free": 2, "paid": 4}}
    table = capabilities.table()
    with patch.dict(table["workers"], few):
        (line,) = problems(site(GOOD))
    assert line == (
        "sites.www.directory: 3 files are more than 2 (free plan of Workers); use fewer, or workers_plan paid"
    )


def test_hidden_files_are_not_published(site: Files) -> None:
    found = problems(site(GOOD | {".env": "x", "a/.git/config": "y"}))
    assert found == [
        "sites.www.directory: .env is hidden and would be served to everybody; leave it out of the build",
        "sites.www.directory: a/.git/config is hidden and would be served to everybody; leave it out of the build",
    ]


def test_a_link_out_of_the_directory_is_not_followed(site: Files, tmp_path: Path) -> None:
    directory = site(GOOD)
    (tmp_path / "secret").write_text("x")
    (Path(directory) / "linked").symlink_to(tmp_path / "secret")
    assert problems(directory) == ["sites.www.directory: linked leads out of the directory; copy it in"]


def test_what_would_be_kept_for_a_year_has_to_change_its_name(site: Files) -> None:
    directory = site(GOOD | {f"assets/{name}": "x" for name in ("a.js", "b.css", "c.svg", "main.css")})
    assert [line.split(" matches")[0] for line in problems(directory)] == [
        "sites.www.directory: assets/a.js",
        "sites.www.directory: assets/b.css",
        "sites.www.directory: assets/c.svg",
        "sites.www.directory: and 1 more such files",
    ]
    assert problems(directory, immutable=None) == []
    assert problems(directory, immutable="/static/*") == []


@pytest.mark.parametrize(
    "name", ["index-B1x2Y3z4.js", "main.0a1b2c3d.css", "chunk-vendors.1f2e3d4c.js.map", "app_0123456789.woff2"]
)
def test_names_by_contents_are_known(name: str) -> None:
    assert not sites.stale(f"assets/{name}", "/assets/*")


def test_our_rule_comes_before_the_sites_own(site: Files) -> None:
    directory = site(GOOD | {"_headers": "/*\n  X-Robots-Tag: noindex\n", "_redirects": "/a /b 301\n"})
    assert problems(directory) == []
    config = Site(directory=directory).config()
    assert config["headers"] == (
        "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n\n/*\n  X-Robots-Tag: noindex\n"
    )
    assert config["redirects"] == "/a /b 301\n"


def test_a_site_without_anything_of_its_own_says_only_what_never_changes(site: Files) -> None:
    config = Site(directory=site(GOOD)).config()
    assert config == {
        "html_handling": "auto-trailing-slash",
        "not_found_handling": "404-page",
        "headers": "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n",
    }


@pytest.mark.parametrize(
    ("own", "problem"),
    [
        ("/assets/*\n  X-A: 1\n", "_headers line 1 has a rule for /assets/*, which is ours"),
        ("/*\n  Cache-Control: no-cache\n", "_headers line 2 sets Cache-Control for /*, which meets /assets/*"),
        (
            "# all\n\nhttps://arqora.test/assets/x/*\n  ! cache-control\n",
            "_headers line 4 sets Cache-Control for https://arqora.test/assets/x/*, which meets /assets/*",
        ),
        ("  X-A: 1\n", "_headers line 1 belongs to no path"),
        ("/*\n  X-A: " + "a" * 2000, "_headers line 2 has 2007 characters, more than 2000"),
        ("".join(f"/{number}\n  X-A: 1\n" for number in range(100)), "_headers has 101 rules with ours"),
    ],
)
def test_a_header_has_one_owner(own: str, problem: str) -> None:
    assert any(problem in line for line in headers_file.problems("here", "/assets/*", own, "free"))


@pytest.mark.parametrize(
    "own", ["/*.html\n  X-A: 1\n", "/static/*\n  Cache-Control: max-age=60\n", "/assetsx\n  X-A: 1\n"]
)
def test_headers_that_meet_nothing_of_ours_are_the_sites(own: str) -> None:
    assert headers_file.problems("here", "/assets/*", own, "free") == []


@pytest.mark.parametrize(("host", "name"), [("@", "arqora-test-apex"), ("www", "arqora-test-www"), ("a" * 60, "")])
def test_a_script_is_called_after_zone_and_host(host: str, name: str) -> None:
    found = sites.script(host, "arqora.test")
    assert len(found) <= 63
    assert name in found
