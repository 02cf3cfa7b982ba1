"""The program of this test: a zone and its lock, by the stack's configuration, and what a host would get."""

from datetime import date

import pulumi
import pulumi_cloudflare as cloudflare

from components.origin_lock import OriginLock, OriginLockArgs
from tests.components.origin_lock.conftest import API, APP, ZONE


def main() -> None:
    """Register both; the vendor signs only for zones that it has."""
    given = pulumi.Config("lock")
    zone = cloudflare.Zone("zone", account={"id": "a" * 32}, name=ZONE)
    lock = OriginLock(
        "origins",
        OriginLockArgs(
            zone=ZONE,
            hostnames=(APP, API),
            upstreams={API: ("127.0.0.1:8080",), APP: ("127.0.0.1:8081",)},
            generations={int(number): day for number, day in given.require_object("generations").items()},
            today=date.fromisoformat(given.require("today")),
            after=(zone,),
        ),
    )
    for secret in lock.part.secrets:
        pulumi.export(secret.path.rpartition("/")[2], secret.text)
    for number, pull in lock.pull_certificates.items():
        pulumi.export(f"pull-{number}.pem", pull.certificate)
        pulumi.export(f"pull-{number}.key", pull.private_key)


main()
