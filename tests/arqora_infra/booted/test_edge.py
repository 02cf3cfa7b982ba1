"""The edge before booted origins: what visitors get, and that origins answer nobody else."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID

from sandbox.machines import entry
from tests.arqora_infra.booted.conftest import Booted, eventually

VISIT = Path(__file__).with_name("visit.py")
ZONE = "arqora.test"
API = f"https://api.{ZONE}"
ORIGINS = ("app-1", "app-2")
SERVICE = (
    "mkdir -p /srv/api/public && cd /srv/api && echo well >health && echo shared >public/list && echo hello >hello"
    " && systemd-run --quiet --collect --unit=api --working-directory=/srv/api"
    " python3 -m http.server --bind 127.0.0.1 8080"
)
Answer = dict[str, Any]


class Edge:
    """What stands around the edge in the sandbox."""

    def __init__(self, booted: Booted) -> None:
        self.booted = booted
        self.authority = booted.up.folder.root / "edge" / "public-ca.pem"

    def words(self, who: str, url: str, *options: str | Path) -> list[str]:
        """Return the command line of somebody who asks."""
        return [*entry.as_host(self.booted.up.folder, who), sys.executable, "-P", str(VISIT), url, *map(str, options)]

    def ask(self, who: str, url: str, *options: str | Path) -> list[Answer]:
        """Ask as somebody, and return the answers."""
        done = subprocess.run(self.words(who, url, *options), capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def visit(self, url: str, *options: str | Path) -> Answer:
        """Ask once as a visitor, who trusts the public authority alone."""
        (answer,) = self.ask("visitor", url, "--trust", self.authority, *options)
        return answer

    def address(self, node: str) -> str:
        """Return a node's public IPv4 address."""
        found: str = self.booted.description["nodes"][node]["ipv4"]
        return found

    def proof(self, folder: Path) -> Path:
        """Return the certificate that the edge shows, with its key: it is only at the vendor."""
        with sqlite3.connect(f"file:{self.booted.up.folder.cloudflare_database}?mode=ro", uri=True) as database:
            certificates = "SELECT content FROM document WHERE kind = 'origin_pull_certificate' ORDER BY position"
            rows = database.execute(certificates).fetchall()
        newest = json.loads(rows[-1][0])
        file = folder / "ours.pem"
        file.write_text(newest["certificate"] + "\n" + newest["private_key"])
        return file


@pytest.fixture(scope="module")
def edge(booted: Booted) -> Iterator[Edge]:
    """The environment's edge, with a service behind it on each origin."""
    for name in ORIGINS:
        booted.must(name, "sh", "-c", SERVICE)
    found = Edge(booted)
    eventually(lambda: found.visit(f"{API}/health").get("status") == 200, "the service does not come up")
    yield found
    for name in ORIGINS:
        booted.must(name, "systemctl", "stop", "api")


def strangers_proof(folder: Path) -> Path:
    """Return a client certificate that another customer made for himself, named like ours."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, ZONE)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=9))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "strangers.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.public_bytes(Encoding.PEM) + private)
    return file


def test_a_visitor_gets_the_site_from_the_edge_alone(edge: Edge) -> None:
    page = edge.visit(f"https://{ZONE}/")
    assert (page["status"], "served by the edge itself" in page["body"]) == (200, True)
    style = edge.visit(f"https://{ZONE}/assets/site.b7f3c2d9.css")
    assert "immutable" in style["headers"]["cache-control"]
    assert edge.visit(f"https://{ZONE}/nowhere")["status"] == 404
    moved = edge.visit(f"https://www.{ZONE}/assets/")
    assert (moved["status"], moved["headers"]["location"]) == (301, f"https://{ZONE}/assets/")


def test_a_visitor_gets_a_service_with_the_promises_of_the_zone(edge: Edge) -> None:
    answer = edge.visit(f"{API}/hello")
    assert (answer["status"], answer["body"]) == (200, "hello\n")
    assert "includeSubDomains" in answer["headers"]["strict-transport-security"]
    assert answer["headers"]["x-content-type-options"] == "nosniff"


def test_the_second_request_of_a_shared_path_is_answered_from_the_edges_store(edge: Edge) -> None:
    first, second = (edge.visit(f"{API}/public/list")["headers"]["cf-cache-status"] for _ in range(2))
    assert (first, second) == ("MISS", "HIT")
    assert edge.visit(f"{API}/hello")["headers"]["cf-cache-status"] == "DYNAMIC"


def test_a_visitor_over_the_limit_is_refused_and_others_are_not(edge: Edge) -> None:
    answers = edge.ask("visitor", f"{API}/login", "--trust", edge.authority, "--times", "8")
    statuses = [each["status"] for each in answers]
    assert statuses[:5] == [404] * 5
    assert statuses[-1] == 429
    (other,) = edge.ask("attacker", f"{API}/login", "--trust", edge.authority)
    assert other["status"] == 404


def test_what_only_robots_ask_for_reaches_no_origin(edge: Edge) -> None:
    assert edge.visit(f"{API}/.git/config")["status"] == 403


@pytest.mark.parametrize("node", ORIGINS)
def test_an_origin_does_not_answer_a_visitor_who_goes_around_the_edge(edge: Edge, node: str) -> None:
    (answer,) = edge.ask("visitor", API, "--to", edge.address(node))
    assert "TimeoutError" in answer["error"]


def test_an_origin_refuses_an_address_of_the_edge_without_our_certificate(edge: Edge, tmp_path: Path) -> None:
    (without,) = edge.ask("edge", API, "--to", edge.address("app-1"))
    assert "error" in without
    (another,) = edge.ask("edge", API, "--to", edge.address("app-1"), "--proof", strangers_proof(tmp_path))
    assert "error" in another
    (ours,) = edge.ask("edge", f"{API}/hello", "--to", edge.address("app-1"), "--proof", edge.proof(tmp_path))
    assert ours["status"] == 200


@pytest.mark.parametrize(
    "wrong", [("--name", f"other.{ZONE}", "--host", f"other.{ZONE}"), ("--host", f"other.{ZONE}"), ("--host", "app-1")]
)
def test_an_origin_refuses_another_name_even_of_our_edge(edge: Edge, tmp_path: Path, wrong: tuple[str, ...]) -> None:
    (answer,) = edge.ask("edge", API, "--to", edge.address("app-1"), "--proof", edge.proof(tmp_path), *wrong)
    assert answer.get("status", 421) == 421


@contextmanager
def constant_visits(edge: Edge, folder: Path) -> Iterator[Callable[[], list[Answer]]]:
    """Let a visitor ask again and again for as long as the block lasts."""
    end, told = folder / "end", folder / "answers"
    words = edge.words("visitor", f"{API}/hello", "--trust", edge.authority, "--until", end)
    with told.open("w") as answers, subprocess.Popen(words, stdout=answers) as visitor:
        try:
            yield lambda: [json.loads(line) for line in told.read_text().splitlines()]
        finally:
            end.touch()
            assert visitor.wait(30) == 0


def rotated(generations: dict[str, str], settings: dict[str, Any]) -> None:
    settings["edge"]["pulls"] = generations


def enough(answers: Callable[[], list[Answer]], wanted: int) -> bool:
    return len(answers()) >= wanted


def test_a_rotation_of_the_edges_certificate_loses_no_request(edge: Edge, tmp_path: Path) -> None:
    before = edge.proof(tmp_path).read_text()
    settings = yaml.safe_load((edge.booted.up.target.folder / "Pulumi.sandbox.yaml").read_text())
    (first,) = settings["config"]["arqora-infra:environment"]["edge"]["pulls"].values()
    today = datetime.now(UTC).date().isoformat()
    steps: tuple[dict[str, str], ...] = ({"1": first, "2": today}, {"2": today})
    with edge.booted.edited(lambda _: None), constant_visits(edge, tmp_path) as answers:
        for generations in steps:
            with edge.booted.written(partial(rotated, generations)):
                edge.booted.bring_up()
            assert edge.proof(tmp_path).read_text() != before
            wanted = len(answers()) + 20
            eventually(partial(enough, answers, wanted), "the visitor does not ask any more")
        given = answers()
    lost = [each for each in given if each.get("status") != 200]
    print(f"{len(given)} requests while the certificate changed twice, {len(lost)} lost")
    assert not lost, lost[:3]
    assert len(given) > 100


def test_a_front_end_is_deployed_seen_before_and_taken_back_with_one_command(edge: Edge, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(Path(__file__).parents[3] / "examples" / "site", site)
    (site / "index.html").write_text("<!doctype html><title>next</title>the next one\n")

    def next_one(settings: dict[str, Any]) -> None:
        settings["edge"]["sites"]["@"]["directory"] = str(site)

    with edge.booted.edited(next_one):
        edge.booted.bring_up()
        assert "the next one" in edge.visit(f"https://{ZONE}/")["body"]
        done = edge.booted.up.arqora("site", "rollback", "sandbox", "--yes")
        assert done.returncode == 0, done.stderr
        assert "served by the edge itself" in edge.visit(f"https://{ZONE}/")["body"]
        with edge.booted.written(next_one):  # the command took the checkout's settings
            assert edge.booted.steps() == []
