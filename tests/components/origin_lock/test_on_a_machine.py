"""The proxy on a machine, called as by an edge: certificate and name are right, or there is no answer."""

import http.client
import json
import ssl
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pulumi
import pytest

from components._base.bundle import Part
from components.origin_lock import OriginLockArgs, certificates, delivery
from components.origin_lock.certificates import Pull
from components.origin_lock.generations import Generation
from tests.components._base.host.machine import Host, Parts
from tests.components.origin_lock.authority import Authority
from tests.components.origin_lock.conftest import API, APP, ZONE
from tests.components.origin_lock.edge import Answer, Caller, Service, Traffic, asked, service

TODAY = datetime.now(UTC).date()
LONG_AGO = TODAY - timedelta(days=500)
REFUSED = (ssl.SSLError, ConnectionError, http.client.RemoteDisconnected)
VERSIONS = pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
PORT, AWAY = 8080, 8099
TELLING = {"server", "via", "x-powered-by", "alt-svc"}


def pull(number: int, first_day: date = TODAY, seed: bytes = b"") -> Pull:
    return certificates.pull(seed or bytes([number]) * 32, ZONE, Generation(number, first_day))


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


def origin(authority: Authority, days: Mapping[int, date]) -> Parts:
    """Return what makes the lock's part, with these generations."""
    args = OriginLockArgs(
        zone=ZONE,
        hostnames=(API, APP),
        upstreams={API: (f"127.0.0.1:{PORT}",), APP: (f"127.0.0.1:{AWAY}",)},
        generations=days,
        today=TODAY,
    )
    seed = bytes([max(days)]) * 32
    certificate = authority.sign(certificates.signing_request(seed, ZONE, args.hostnames))

    def make() -> list[Part]:
        authorities = {number: pulumi.Output.from_input(pull(number, day).authority) for number, day in days.items()}
        shown, key = (pulumi.Output.from_input(each) for each in (certificate, certificates.origin_key(seed)))
        return [delivery.part(args, authorities, shown, key)]

    return make


@pytest.fixture(scope="module")
def locked(booted_host: Host, authority: Authority) -> Iterator[Host]:
    """A host that holds the part, with a generation that is over and one that is in force."""
    booted_host.hold(origin(authority, {1: LONG_AGO, 2: TODAY}))
    with service(booted_host.room.namespaces[1], PORT):
        yield booted_host
    booted_host.hold(list)


@pytest.fixture
def edge(locked: Host, authority: Authority, tmp_path: Path) -> Caller:
    """The edge, with the certificate of the newest generation."""
    return Caller(locked.room.namespaces[1], tmp_path, pull(2), authority.certificate)


def lines(answer: Answer) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in answer.body.splitlines())


@VERSIONS
def test_the_edge_is_answered_by_the_service_behind_the_name(edge: Caller, version: ssl.TLSVersion) -> None:
    edge.version = version
    answer = edge.ask(API)
    assert answer.status == 200
    assert lines(answer)["host"] == API


@pytest.mark.parametrize(
    ("offered", "chosen"), [(["h2", "http/1.1"], "h2"), (["http/1.1"], "http/1.1"), (["h3"], None)]
)
def test_it_speaks_what_the_edge_speaks_to_origins(edge: Caller, offered: list[str], chosen: str | None) -> None:
    context = edge.context()
    context.set_alpn_protocols(offered)
    if chosen is None:
        with pytest.raises(REFUSED):
            edge.connect(API, context)
        return
    connection = edge.connect(API, context)
    assert isinstance(connection.sock, ssl.SSLSocket)
    assert connection.sock.selected_alpn_protocol() == chosen
    connection.close()


def test_a_service_sees_the_address_that_the_edge_names_and_none_that_a_visitor_does(edge: Caller) -> None:
    named = ("X_Forwarded_For", "X_Real_IP", "True_Client_IP", "X_Client_IP", "Forwarded", "X_Forwarded_Proto")
    spoofed = dict.fromkeys(named, "198.51.100.66")
    answer = edge.ask(API, **spoofed)
    seen = lines(answer)
    assert (seen["x-forwarded-for"], seen["x-real-ip"], seen["x-forwarded-proto"]) == (
        "203.0.113.9",
        "203.0.113.9",
        "https",
    )
    assert "198.51.100.66" not in answer.body


def test_no_answer_says_which_program_gave_it(edge: Caller) -> None:
    for answer in (edge.ask(API), edge.ask(APP, sni=API)):
        assert not TELLING & answer.headers.keys()


@VERSIONS
@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(None, id="nothing"),
        pytest.param(pull(2, seed=b"x" * 32), id="another authority's"),
        pytest.param(pull(1, LONG_AGO), id="one that has expired"),
        pytest.param(pull(3), id="one of a generation that is not listed"),
    ],
)
def test_who_has_no_certificate_of_a_listed_generation_is_refused(
    edge: Caller, version: ssl.TLSVersion, shown: Pull | None
) -> None:
    edge.version, edge.shows = version, shown
    with pytest.raises(REFUSED):
        edge.ask(API)


@VERSIONS
@pytest.mark.parametrize("sni", ["other.arqora.test", "arqora.test", "evil.example", None])
def test_a_name_that_is_not_declared_gets_no_handshake(edge: Caller, version: ssl.TLSVersion, sni: str | None) -> None:
    edge.version = version
    with pytest.raises(ssl.SSLError, match=r"(?i)alert"):
        edge.ask(API, sni=sni)


@pytest.mark.parametrize("host", ["other.arqora.test", "evil.example", APP, "127.0.0.1"])
def test_another_host_than_the_handshake_named_gets_421_and_nothing_else(edge: Caller, host: str) -> None:
    answer = edge.ask(host, sni=API)
    assert (answer.status, answer.body) == (421, "")


def test_a_service_that_is_away_gets_502_without_a_page(edge: Caller) -> None:
    answer = edge.ask(APP)
    assert (answer.status, answer.body) == (502, "")
    assert not TELLING & answer.headers.keys()


def test_it_listens_on_one_port_and_for_tcp_only(locked: Host) -> None:
    assert locked.shell("ss -Hltunp | grep caddy | awk '{print $1, $5}'") == "tcp *:443"


def test_a_second_apply_changes_nothing(locked: Host, authority: Authority) -> None:
    assert locked.drift() == []


def test_the_key_is_for_root_and_caddy_alone_and_the_way_to_reconfigure_it_too(locked: Host) -> None:
    assert locked.shell(f"stat -c '%a %U:%G' {delivery.KEY}") == "640 root:caddy"
    assert locked.run("runuser", "-u", "nobody", "--", "cat", delivery.KEY).returncode != 0
    assert locked.run("runuser", "-u", "caddy", "--", "sh", "-c", f"echo >>{delivery.KEY}").returncode != 0
    assert locked.shell("stat -c '%a %U' /run/caddy") == "700 caddy"


def test_caddy_may_bind_low_ports_and_nothing_else(locked: Host) -> None:
    process = locked.shell("systemctl show --property=MainPID --value caddy")
    status = dict(line.split(":\t") for line in locked.shell(f"cat /proc/{process}/status").splitlines())
    assert {status[each] for each in ("CapBnd", "CapEff", "CapPrm")} == {f"{1 << 10:016x}"}
    assert status["NoNewPrivs"] == "1"
    assert locked.run("nsenter", "-m", "-t", process, "touch", "/etc/caddy/new").returncode != 0


def test_the_journal_has_requests_and_refusals_in_json_and_no_secret_of_a_visitor(edge: Caller, locked: Host) -> None:
    edge.ask(API, "/v1/things?token=tell-nobody", Authorization="Bearer tell-nobody", X_Api_Key="tell-nobody")
    edge.shows = None
    with pytest.raises(REFUSED):
        edge.ask(API)

    def said() -> str:
        return locked.shell("journalctl --unit=caddy --output=cat --no-pager")

    locked.wait_for(lambda: "didn't provide a certificate" in said(), "the refusal is not told")
    told = said()
    assert "tell-nobody" not in told
    (request,) = [json.loads(line) for line in told.splitlines() if "/v1/things" in line]
    assert (request["client"], request["status"], request["request"]["uri"]) == ("203.0.113.9", 200, "/v1/things?...")
    assert request["request"]["tls"]["client_common_name"] == "origin pull 2"


def test_a_proxy_that_runs_with_another_configuration_is_found_and_mended(locked: Host, authority: Authority) -> None:
    locked.shell(
        "sed 's/require_and_verify/request/' /etc/caddy/origin.json >/tmp/open.json;"
        "runuser -u caddy -- caddy reload --config /tmp/open.json --force; rm /tmp/open.json"
    )
    (found,) = [each["found"] for each in locked.drift()]
    assert "another configuration" in found
    locked.hold(origin(authority, {1: LONG_AGO, 2: TODAY}))
    assert locked.drift() == []


def test_a_reload_takes_over_the_connections_that_wait_for_the_socket_before(locked: Host) -> None:
    locked.shell("sysctl -qw net.ipv4.tcp_migrate_req=0; systemctl reload caddy")
    assert locked.shell("cat /proc/sys/net/ipv4/tcp_migrate_req") == "1"


def test_a_rotation_under_constant_requests_loses_none(edge: Caller, locked: Host, authority: Authority) -> None:
    process = locked.shell("systemctl show --property=MainPID --value caddy")
    slow: list[Answer] = []
    waiting = threading.Thread(target=lambda: slow.append(edge.ask(API, "/slow")))
    sessions = [session(edge, version) for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)]
    with Traffic(edge, API).running() as traffic:
        waiting.start()
        assert Service.arrived.wait(60)
        traffic.more()
        locked.hold(origin(authority, {2: TODAY, 3: TODAY}))
        traffic.more()
        edge.shows = pull(3)
        traffic.more()
        locked.hold(origin(authority, {3: TODAY}))
        traffic.more()
        Service.slow.set()
        waiting.join()
    print(f"answered {traffic.answered}, repeated {traffic.repeated}, lost {len(traffic.lost)}")
    assert traffic.lost == []
    assert traffic.answered >= 4 * 48
    assert [each.status for each in slow] == [200]
    assert locked.shell("systemctl show --property=MainPID --value caddy") == process
    assert locked.drift() == []
    edge.shows = pull(2)
    with pytest.raises(REFUSED):
        edge.ask(API)
    for context, old in sessions:
        with pytest.raises(REFUSED):
            resumed(edge, context, old)
    locked.hold(origin(authority, {1: LONG_AGO, 2: TODAY}))


def session(edge: Caller, version: ssl.TLSVersion) -> tuple[ssl.SSLContext, ssl.SSLSession]:
    """Return a session of a peer that was let in, by which it need not show its certificate again."""
    edge.version = version
    context = edge.context()
    connection = edge.connect(API, context)
    assert asked(connection, API, "/", {}).status == 200
    assert isinstance(connection.sock, ssl.SSLSocket)
    kept = connection.sock.session
    connection.close()
    assert kept
    again = edge.connect(API, context, kept)
    assert isinstance(again.sock, ssl.SSLSocket)
    assert again.sock.session_reused
    again.close()
    return context, kept


def resumed(edge: Caller, context: ssl.SSLContext, kept: ssl.SSLSession) -> None:
    """Come in with a session of before."""
    connection = edge.connect(API, context, kept)
    try:
        asked(connection, API, "/", {})
    finally:
        connection.close()
