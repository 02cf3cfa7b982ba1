"""What a directory holds, and its hash."""

import hashlib
from pathlib import Path

import pytest

from sandbox.plugins.cloudflare.site import manifest
from sandbox.plugins.cloudflare.site.manifest import SiteError


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_bytes(b"<h1>hello</h1>")
    (tmp_path / "assets" / "app.js").write_bytes(b"1")
    return tmp_path


def test_paths_are_those_under_which_files_are_served(directory: Path) -> None:
    assert sorted(manifest.read(directory)) == ["/assets/app.js", "/index.html"]


def test_hashes_are_the_first_half_of_sha256(directory: Path) -> None:
    found = manifest.told(manifest.read(directory))["/assets/app.js"]
    assert found == {"hash": hashlib.sha256(b"1").hexdigest()[:32], "size": 1}


def test_the_hash_of_all_is_that_of_the_official_providers_text(directory: Path) -> None:
    (directory / "a&b.html").write_bytes(b"")
    first, second, third = (hashlib.sha256(each).hexdigest()[:32] for each in (b"", b"1", b"<h1>hello</h1>"))
    text = (
        f'{{"/a\\u0026b.html":{{"hash":"{first}","size":0}},"/assets/app.js":{{"hash":"{second}","size":1}},'
        f'"/index.html":{{"hash":"{third}","size":14}}}}'
    )
    assert manifest.fingerprint(manifest.read(directory)) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("app.JS", "text/javascript; charset=utf-8"),
        ("logo.png", "image/png"),
        ("font.woff2", "font/woff2"),
        ("LICENSE", "application/null"),
    ],
)
def test_the_ending_says_what_a_file_is(directory: Path, name: str, kind: str) -> None:
    (directory / name).write_bytes(b"x")
    assert manifest.read(directory)[f"/{name}"].media_type == kind


def test_a_file_that_changed_since_is_not_uploaded(directory: Path) -> None:
    found = manifest.read(directory)["/index.html"]
    (directory / "index.html").write_bytes(b"<h1>other</h1>")
    with pytest.raises(SiteError, match="changed while the site was uploaded"):
        found.content()


def test_a_directory_without_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SiteError, match="holds no file"):
        manifest.read(tmp_path / "empty")
    with pytest.raises(SiteError, match="no such directory"):
        manifest.read(tmp_path / "none")
