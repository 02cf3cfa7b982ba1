"""What an origin's host must hold: the proxy, its configuration, and what it shows and accepts."""

import json
from collections.abc import Mapping
from importlib.resources import files

import pulumi

from .._base.bundle import Check, File, Part, Secret, Unit
from .._base.bundle.part import SECRETS
from . import proxy
from .args import OriginLockArgs

PACKAGE = "caddy"
UNIT = "caddy.service"
CONFIGURATION = "/etc/caddy/origin.json"
DROP_IN = f"/etc/systemd/system/{UNIT}.d/60-arqora.conf"
CHECKER = "/usr/local/sbin/arqora-check-origin"
FOLDER = f"{SECRETS}/origin"
CERTIFICATE = f"{FOLDER}/certificate.pem"
KEY = f"{FOLDER}/key.pem"
HEALTHY_SECONDS = 20


def part(
    args: OriginLockArgs,
    authorities: Mapping[int, pulumi.Output[str]],
    certificate: pulumi.Output[str],
    key: pulumi.Output[str],
) -> Part:
    """Return the origin's part of its host's bundle.

    Certificates are no secrets, but they are known only when the seeds are, and files have to be known before.

    A change reloads the proxy: connections and answers under way go on. What Caddy cannot load leaves the old
    configuration in force, and rolls the bundle back.

    Args:
        args: of the lock.
        authorities: generation -> what signs the edge's certificate.
        certificate: the origin's, of the newest generation.
        key: of that certificate.

    """
    accepted = {number: f"{FOLDER}/authority-{number}.pem" for number in authorities}
    upstreams = {host: args.upstreams[host] for host in args.hostnames}
    wanted = proxy.configuration(upstreams, args.health, tuple(accepted.values()), CERTIFICATE, KEY)
    return Part(
        name="origin",
        packages=(PACKAGE,),
        files=(
            File(CONFIGURATION, json.dumps(wanted, indent=1) + "\n"),
            File(DROP_IN, shipped("caddy.conf")),
            File(CHECKER, shipped("arqora-check-origin"), 0o755),
        ),
        secrets=(
            Secret(CERTIFICATE, certificate, 0o640, "root", "caddy"),
            Secret(KEY, key, 0o640, "root", "caddy"),
            *(Secret(accepted[number], text, 0o640, "root", "caddy") for number, text in authorities.items()),
        ),
        units=(Unit(UNIT, (CONFIGURATION, CERTIFICATE, KEY, *accepted.values()), "reload"),),
        checks=(
            Check(
                (CHECKER, args.hostnames[0], CONFIGURATION, CERTIFICATE),
                "the origin's proxy is not there, or works with another configuration or certificate than it should",
                "after",
                HEALTHY_SECONDS,
                UNIT,
            ),
        ),
    )


def shipped(name: str) -> str:
    """Return a file that goes to the host verbatim."""
    return files(__package__).joinpath("files", name).read_text(encoding="utf-8")
