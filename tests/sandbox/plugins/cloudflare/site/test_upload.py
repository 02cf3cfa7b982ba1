"""Uploads against the emulator: only what is missing, and on after a broken one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cloudflare import Cloudflare

from sandbox.plugins.cloudflare.site import manifest, upload
from sandbox.plugins.cloudflare.site.manifest import Manifest
from sandbox.plugins.cloudflare.site.upload import Upload, UploadError
from tests.sandbox.cloudflare.conftest import ACCOUNT, TOKEN, Call, call, endpoint

__all__ = ["call", "endpoint"]
UPLOAD = r"/accounts/.*/workers/assets/upload"


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "PAUSE_SECONDS", 0.001)


@pytest.fixture
def client(endpoint: str, call: Call) -> Iterator[Cloudflare]:
    with Cloudflare(api_token=TOKEN, base_url=endpoint, max_retries=0) as made:
        yield made


@pytest.fixture
def site(tmp_path: Path) -> Manifest:
    """250 files: three buckets."""
    for number in range(250):
        (tmp_path / f"{number}.html").write_text(str(number))
    return manifest.read(tmp_path)


def files_sent(call: Call) -> list[int]:
    """Return how many files each upload had, as the emulator noted them."""
    entries: list[dict[str, Any]] = call("GET", "/_sandbox/journal").json()["requests"]
    uploads = [each for each in entries if each["path"].endswith("/assets/upload")]
    return [len(each["body"]["parts"]) for each in uploads]


def run(client: Cloudflare, site: Manifest) -> list[str]:
    """Upload; returns what was shown."""
    lines: list[str] = []
    assert Upload(client, ACCOUNT, "site", site, lines.append).run()
    return lines


def test_what_is_there_is_not_sent_again(client: Cloudflare, call: Call, site: Manifest) -> None:
    assert run(client, site)[-1] == "uploaded 250 of 250 files"
    assert run(client, site) == ["all 250 files are there already"]


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "status"])
def test_a_bucket_that_is_lost_is_sent_again_and_no_other(
    client: Cloudflare,
    call: Call,
    site: Manifest,
    kind: str,
) -> None:
    seen = len(files_sent(call))
    assert call("POST", "/_sandbox/faults", {"kind": kind, "path": UPLOAD, "skip": 1, "count": 1}).ok
    run(client, site)
    again = [] if kind == "drop_after" else [100]
    assert files_sent(call)[seen:] == [100, 100, *again, 50]


def test_an_upload_that_breaks_says_how_far_it_got_and_the_next_goes_on(
    client: Cloudflare,
    call: Call,
    site: Manifest,
) -> None:
    assert call("POST", "/_sandbox/faults", {"kind": "status", "path": UPLOAD, "skip": 1}).ok
    with pytest.raises(UploadError, match="what is live is untouched, and at least 100 of 250 files are there"):
        run(client, site)
    assert call("DELETE", "/_sandbox/faults").ok
    assert run(client, site)[0] == "150 of 250 files to upload"


def test_a_refusal_is_not_repeated(client: Cloudflare, call: Call, site: Manifest) -> None:
    assert call("POST", "/_sandbox/faults", {"kind": "status", "path": UPLOAD, "status": 403}).ok
    seen = len(files_sent(call))
    with pytest.raises(UploadError, match="at least 0 of 250"):
        run(client, site)
    assert len(files_sent(call)) == seen + 1
