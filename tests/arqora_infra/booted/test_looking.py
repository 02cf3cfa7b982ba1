"""What an operator looks at machines and the tunnel with."""

from tests.arqora_infra.booted.conftest import Booted


def test_a_console_shows_the_boot_and_a_journal_what_came_after(booted: Booted) -> None:
    console = booted.up.arqora("sandbox", "console", "data-1")
    assert console.returncode == 0, console.stderr
    assert "Cloud-init" in console.stdout
    journal = booted.up.arqora("sandbox", "logs", "data-1", "-n", "500")
    assert journal.returncode == 0, journal.stderr
    assert "data-1 systemd[1]" in journal.stdout


def test_an_unknown_machine_is_refused_with_those_there_are(booted: Booted) -> None:
    for command in ("console", "logs", "ssh"):
        refused = booted.up.arqora("sandbox", command, "data-9")
        assert refused.returncode == 1
        assert "data-9: there is no such machine; there are app-1, app-2, data-1" in refused.stderr


def test_ssh_leads_through_the_tunnel_and_passes_status_and_words_on(booted: Booted) -> None:
    words = ("echo a  b; echo $SSH_CONNECTION; exit 7",)
    done = booted.up.arqora("sandbox", "ssh", "data-1", "--", "sh", "-c", *words)
    assert done.returncode == 7, done.stderr
    said, connection = done.stdout.splitlines()
    assert said == "a b"
    assert connection.startswith("10.99.20.")


def test_only_the_operator_has_a_way_inside(booted: Booted) -> None:
    inside = booted.description["nodes"]["data-1"]["address"]
    operators = booted.up.arqora("sandbox", "run", "--", "ip", "route", "get", inside)
    assert "dev arq-sandbox-1a" in operators.stdout
    for who in ("attacker", "visitor"):
        theirs = booted.up.arqora("sandbox", "run", "--as", who, "--", "ip", "route", "get", inside)
        assert "dev eth0" in theirs.stdout


def test_the_tunnel_is_proven_from_both_ends(booted: Booted) -> None:
    status = booted.up.arqora("tunnel", "sandbox", "status")
    assert status.returncode == 0, status.stderr
    assert "answers, carries" in status.stdout
    peers = booted.up.arqora("tunnel", "sandbox", "peers")
    seen = {line.split()[0]: line for line in peers.stdout.splitlines()}
    assert "ago" in seen["operator"]
    assert "never" in seen["observer"]


def test_plain_pulumi_works_from_the_operators_host(booted: Booted) -> None:
    shown = booted.up.arqora("sandbox", "env").stdout
    assert "export SSH_AUTH_SOCK=" in shown
    assert "pulumi() { nsenter --net=/proc/" in shown
