"""Uploads what the vendor lacks of a site. Nothing of it is served until a version is made of it.

A bucket that does not arrive costs no more than itself: a new session asks for what is missing now.
"""

import base64
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cloudflare import APIConnectionError, APIStatusError, Cloudflare

from sandbox.plugins.cloudflare.site.manifest import Manifest, SiteError, told

ATTEMPTS = 4
"""Sessions in a row that bring nothing."""
PAUSE_SECONDS = 0.5
"""Before the second attempt; doubled with each further one."""
EXPIRED = 401
"""A session's token lasts an hour."""
SERVER_ERRORS = 500
PASSING = frozenset({EXPIRED, 408, 409, 429})
Progress = Callable[[str], None]


class UploadError(RuntimeError):
    """An upload did not come to its end; the message says how far it got."""


@dataclass(frozen=True)
class Upload:
    """The upload of one site."""

    client: Cloudflare
    """May write the account's Workers."""
    account: str
    script: str
    """The script's name, whether it exists already or not."""
    manifest: Manifest
    progress: Progress
    """Gets a line now and then."""

    def run(self) -> str:
        """Upload the files that the vendor lacks; returns the token with which a version is made of all of them.

        Raises:
            SiteError: a file changed meanwhile.
            UploadError: the vendor could not be reached often enough, or refused.

        """
        attempt, lacking = 0, None
        while True:
            try:
                token, buckets = self.begin()
                now = sum(len(each) for each in buckets)
                attempt = 0 if lacking is None or now < lacking else attempt
                lacking = now
                return self.send(token, buckets)
            except (APIConnectionError, APIStatusError) as error:
                attempt += 1
                if attempt == ATTEMPTS or not passing(error):
                    raise self.broken(lacking, error) from error
            time.sleep(PAUSE_SECONDS * 2 ** (attempt - 1))

    def begin(self) -> tuple[str, list[list[str]]]:
        """Begin a session; returns its token and the hashes that it asks for, in buckets.

        Raises:
            UploadError: the answer has no token.

        """
        files: Any = told(self.manifest)
        sessions = self.client.workers.scripts.assets.upload
        session = sessions.create(self.script, account_id=self.account, manifest=files)
        if session is None or not session.jwt:
            raise UploadError(f"{self.script}: the vendor began no upload session; run it again")
        return session.jwt, [bucket for bucket in session.buckets or [] if bucket]

    def send(self, token: str, buckets: Sequence[Sequence[str]]) -> str:
        """Upload buckets; returns the token of the completed session: its own if nothing is asked for.

        Raises:
            UploadError: the last bucket was not answered with it.

        """
        lacking, done = sum(len(each) for each in buckets), 0
        whole = len(self.manifest)
        self.progress(f"{lacking} of {whole} files to upload" if lacking else f"all {whole} files are there already")
        completion = None if buckets else token
        for bucket in buckets:
            completion = self.put(token, bucket) or completion
            done += len(bucket)
            self.progress(f"uploaded {done} of {lacking} files")
        if completion is None:
            raise UploadError(f"{self.script}: the vendor did not say that the upload is complete; run it again")
        return completion

    def put(self, token: str, bucket: Sequence[str]) -> str | None:
        """Upload one bucket; returns what the last one is answered with.

        Raises:
            SiteError: the vendor asks for what the site does not have.

        """
        files = {each.digest: each for each in self.manifest.values()}
        if strange := [each for each in bucket if each not in files]:
            raise SiteError(f"the vendor asks for {strange[0]}, which is no file of the site; run it again")
        parts = [(each, (each, base64.b64encode(files[each].content()), files[each].media_type)) for each in bucket]
        answer: Any = self.client.post(
            f"/accounts/{self.account}/workers/assets/upload?base64=true",
            cast_to=object,
            files=parts,
            options={"headers": {"Content-Type": "multipart/form-data", "Authorization": f"Bearer {token}"}},
        )
        found = (answer.get("result") or {}).get("jwt")
        return str(found) if found else None

    def broken(self, lacking: int | None, error: Exception) -> UploadError:
        """Return a failure as people read it."""
        whole = len(self.manifest)
        there = "nothing was uploaded" if lacking is None else f"at least {whole - lacking} of {whole} files are there"
        return UploadError(
            f"upload of {self.script}: {error}; what is live is untouched, and {there}; "
            "run it again, and it goes on with the others"
        )


def passing(error: APIConnectionError | APIStatusError) -> bool:
    """Tell whether a failure may be over the next time."""
    if isinstance(error, APIStatusError):
        return error.status_code >= SERVER_ERRORS or error.status_code in PASSING
    return True
