"""Static assets: sessions ask for what is missing, and only a complete one becomes a version."""

import base64
from pathlib import Path

import pytest
from cloudflare import APIStatusError, AuthenticationError, BadRequestError, Cloudflare

from sandbox.cloudflare.documents import SCHEMA, Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.workers import assets, tokens
from sandbox.store import Store
from tests.sandbox.cloudflare.workers.site import (
    ACCOUNT,
    begun,
    deployed,
    digest,
    manifest,
    sent,
    uploaded,
)

FILES = {"/index.html": b"<h1>hello</h1>", "/404.html": b"<h1>nothing</h1>", "/copy.html": b"<h1>hello</h1>"}


def test_a_session_asks_for_each_missing_file_once(client: Cloudflare) -> None:
    _, buckets = begun(client, FILES)
    assert sorted(each for bucket in buckets for each in bucket) == sorted(
        {digest(content) for content in FILES.values()}
    )


def test_only_what_changed_is_asked_for(client: Cloudflare) -> None:
    deployed(client, FILES)
    changed = {**FILES, "/404.html": b"<h1>gone</h1>"}
    assert begun(client, changed)[1] == [[digest(b"<h1>gone</h1>")]]


def test_nothing_is_asked_for_when_nothing_changed_and_the_token_is_good_for_a_version(client: Cloudflare) -> None:
    deployed(client, FILES)
    token, buckets = begun(client, FILES)
    assert buckets == []
    assert deployed(client, FILES, "site", token)


def test_the_last_bucket_is_answered_with_the_completion_token(client: Cloudflare) -> None:
    token, buckets = begun(client, FILES)
    each = [digest_ for bucket in buckets for digest_ in bucket]
    assert sent(client, token, each[:1], FILES) is None
    assert sent(client, token, each[1:], FILES)


def test_a_new_session_goes_on_where_a_broken_one_ended(client: Cloudflare) -> None:
    token, buckets = begun(client, FILES)
    sent(client, token, buckets[0][:1], FILES)
    assert begun(client, FILES)[1] == [buckets[0][1:]]


def test_many_files_come_in_several_buckets(client: Cloudflare) -> None:
    files = {f"/{number}.html": str(number).encode() for number in range(250)}
    assert [len(bucket) for bucket in begun(client, files)[1]] == [100, 100, 50]


def test_an_upload_with_the_token_of_an_unfinished_session_is_refused(client: Cloudflare) -> None:
    deployed(client, FILES)
    token, _ = begun(client, {"/index.html": b"new"})
    with pytest.raises(AuthenticationError):
        deployed(client, FILES, "site", token)
    assert len(list(client.workers.scripts.versions.list("site", account_id=ACCOUNT))) == 1


def test_a_completion_token_is_good_for_its_own_script_only(client: Cloudflare) -> None:
    token = uploaded(client, FILES, "site")
    with pytest.raises(AuthenticationError):
        deployed(client, FILES, "other", token)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("0" * 32, b"PGgxPmhlbGxvPC9oMT4=", "no hash of the session's manifest"),
        (digest(FILES["/index.html"]), base64.b64encode(b"short"), "has 5 bytes; the manifest says 14"),
        (digest(FILES["/index.html"]), b"<h1>hello</h1>", "not base64"),
    ],
)
def test_a_file_that_is_not_the_announced_one_is_refused(
    client: Cloudflare, name: str, content: bytes, words: str
) -> None:
    token, _ = begun(client, FILES)
    headers = {"Content-Type": "multipart/form-data", "Authorization": f"Bearer {token}"}
    with pytest.raises(BadRequestError, match=words):
        client.post(
            f"/accounts/{ACCOUNT}/workers/assets/upload?base64=true",
            cast_to=object,
            files=[(name, (name, content, "text/html"))],
            options={"headers": headers},
        )


@pytest.mark.parametrize("token", ["", "a.b.c", "t" * 40])
def test_files_are_taken_for_a_session_only(client: Cloudflare, token: str) -> None:
    with pytest.raises(AuthenticationError):
        sent(client, token or "x", [digest(FILES["/index.html"])], FILES)


@pytest.mark.parametrize(
    ("manifest_", "words"),
    [
        ({}, "at least one file"),
        ({"index.html": {"hash": "0" * 32, "size": 1}}, "must begin with a slash"),
        ({"/index.html": {"hash": "0" * 64, "size": 1}}, "32 hexadecimal digits"),
        ({"/big.bin": {"hash": "0" * 32, "size": 25 * 2**20 + 1}}, "the limit is 26214400"),
        ({f"/{each}": {"hash": "0" * 32, "size": 1} for each in range(20_001)}, "20001 files; the limit is 20000"),
    ],
)
def test_a_manifest_beyond_the_limits_is_refused(client: Cloudflare, manifest_: Document, words: str) -> None:
    with pytest.raises(APIStatusError, match=words):
        client.workers.scripts.assets.upload.create("site", account_id=ACCOUNT, manifest=manifest_)


def test_a_token_ends_after_an_hour() -> None:
    session = {"id": "1", "key": "00" * 32}
    token = tokens.made(session, "upload", "2026-11-25T10:00:00.000000Z")
    tokens.require(session, token, "upload", "2026-11-25T10:59:59.000000Z")
    with pytest.raises(ApiError, match="expired"):
        tokens.require(session, token, "upload", "2026-11-25T11:00:00.000000Z")


def test_a_token_of_another_key_or_purpose_is_none() -> None:
    session, now = {"id": "1", "key": "00" * 32}, "2026-11-25T10:00:00.000000Z"
    with pytest.raises(ApiError, match="not a token"):
        tokens.require({**session, "key": "11" * 32}, tokens.made(session, "upload", now), "upload", now)
    with pytest.raises(ApiError, match="not a token"):
        tokens.require(session, tokens.made(session, "upload", now), "completion", now)


def test_buckets_are_not_larger_than_their_limit_in_bytes() -> None:
    sizes = {str(number): 25 << 20 for number in range(3)}
    assert assets.buckets(sizes) == [["0"], ["1"], ["2"]]


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "state.db", SCHEMA)
    with store.transaction() as connection:
        documents = Documents(connection, "2026-11-25T10:00:00.000000Z")
        documents.keep_asset("0" * 32, b"a", "text/html")
        documents.keep_asset("0" * 32, b"a", "text/html")
        assert documents.assets() == {"0" * 32}
        assert assets.missing(documents, manifest({"/a": b"b"})) == {digest(b"b"): 1}
    store.close()
