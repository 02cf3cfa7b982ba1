"""The program on a machine: real systemd, real files, real secrets. Killed, cut off, restarted and sabotaged."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pulumi
import pytest

from components._base.bundle import Check, File, Part, Secret, Unit
from tests.components._base.host.machine import Host, Parts, digest

HIDDEN = "correct-horse-battery"
SECRET = "/run/arqora/secrets/try/key"
CONFIGURATION = "/etc/try.conf"
SERVICE = """\
[Service]
ExecStart=/bin/sh -c 'cat /etc/try.conf; exec sleep infinity'
[Install]
WantedBy=multi-user.target
"""
BROKEN = """\
[Service]
Type=oneshot
ExecStart=/bin/sh -c 'echo no such luck; exit 1'
[Install]
WantedBy=multi-user.target
"""


def bundle(word: str = "one", secret: str = HIDDEN, *checks: Check, more: Sequence[Part] = (), **changes: Any) -> Parts:
    """Return what makes a bundle: a service with a file and a secret, and whatever a test changes in it."""

    def make() -> list[Part]:
        part = Part(
            "try",
            files=(
                File(CONFIGURATION, f"{word}\n", 0o640, "root", "adm"),
                File("/etc/systemd/system/try.service", SERVICE),
            ),
            secrets=(Secret(SECRET, pulumi.Output.from_input(secret)),),
            units=(
                Unit("try.service", (CONFIGURATION, SECRET)),
                Unit("haproxy.service", change="none", state="masked"),
            ),
            checks=checks,
        )
        return [replace(part, **changes), *more]

    return make


def content(host: Host) -> str:
    return host.run("cat", CONFIGURATION).stdout.strip()


def active(host: Host, unit: str = "try.service") -> str:
    return host.run("systemctl", "is-active", unit).stdout.strip()


def main_process(host: Host) -> str:
    return host.run("systemctl", "show", "--property=MainPID", "try.service").stdout.strip()


def test_a_host_holds_its_bundle_and_a_second_apply_changes_nothing(on_host: Host) -> None:
    on_host.hold(bundle())
    assert content(on_host) == "one"
    assert on_host.shell(f"stat -c '%a %U:%G' {CONFIGURATION}") == "640 root:adm"
    assert (active(on_host), on_host.drift()) == ("active", [])
    assert on_host.run("systemctl", "is-enabled", "haproxy.service").stdout.strip() == "masked"
    process = main_process(on_host)
    again = on_host.apply(bundle())
    assert f"unchanged: {digest(bundle())}" in again.stdout
    assert on_host.program("check").returncode == 0
    assert main_process(on_host) == process


def test_only_units_whose_files_changed_are_restarted(on_host: Host) -> None:
    other = Part("other", files=(File("/etc/other.conf", "one\n"),))
    on_host.hold(bundle(more=[other]))
    process = main_process(on_host)
    changed = replace(other, files=(File("/etc/other.conf", "two\n"),))
    on_host.hold(bundle(more=[changed]))
    assert main_process(on_host) == process
    on_host.hold(bundle("two", more=[other]))
    assert main_process(on_host) != process


def test_what_a_bundle_no_longer_has_is_gone(on_host: Host) -> None:
    on_host.hold(bundle())
    on_host.hold(list)
    assert on_host.run("test", "-e", CONFIGURATION).returncode == 1
    assert on_host.run("test", "-e", SECRET).returncode == 1
    assert active(on_host) == "inactive"
    assert on_host.run("systemctl", "is-enabled", "haproxy.service").stdout.strip() != "masked"
    assert on_host.drift() == []


def test_a_secret_lies_in_memory_for_its_owner_and_on_the_disk_encrypted_only(on_host: Host) -> None:
    on_host.hold(bundle())
    assert on_host.shell(f"stat -f -c %T {SECRET}; stat -c '%a %U:%G' {SECRET}; cat {SECRET}") == (
        f"tmpfs\n600 root:root\n{HIDDEN}"
    )
    assert on_host.run("grep", "-rl", HIDDEN, "/etc", "/usr/local", "/var/lib/arqora", "/var/log").stdout == ""
    assert on_host.run("journalctl", "--no-pager", f"--grep={HIDDEN}").returncode == 1


def test_nothing_has_changed_when_a_check_of_staged_files_fails(on_host: Host) -> None:
    on_host.hold(bundle())
    check = Check(("/bin/sh", "-c", "cat {/etc/try.conf}; exit 7"), "the program would not start", "before")
    done = on_host.apply(bundle("two", HIDDEN, check))
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "server-1: /etc/try.conf: the program would not start: /bin/sh ended with exit code 7: two"
    )
    assert (content(on_host), on_host.drift()) == ("one", [])


def test_ill_health_rolls_back_and_says_why_without_repeating_a_secret(on_host: Host) -> None:
    on_host.hold(bundle())
    check = Check(("/bin/sh", "-c", f"cat {SECRET}; exit 1"), "the service is ill", "after", 2)
    done = on_host.apply(bundle("two", "another-secret-of-mine", check))
    assert done.returncode == 2
    assert "server-1: the service is ill: rolled back: not within 2 s: /bin/sh ended with exit code 1" in done.stderr
    assert (content(on_host), active(on_host), on_host.drift()) == ("one", "active", [])
    assert on_host.shell(f"cat {SECRET}") == HIDDEN
    assert not [said for said in on_host.told if "another-secret-of-mine" in said]


def test_a_unit_that_does_not_start_rolls_back_and_shows_its_journal(on_host: Host) -> None:
    on_host.hold(bundle())
    part = Part("bad", files=(File("/etc/systemd/system/bad.service", BROKEN),), units=(Unit("bad.service"),))
    done = on_host.apply(bundle("two", more=[part]))
    assert done.returncode == 2
    assert "bad.service: rolled back" in done.stderr
    assert "no such luck" in done.stderr
    assert (content(on_host), on_host.drift()) == ("one", [])
    assert on_host.run("systemctl", "cat", "bad.service").returncode == 1


def test_a_package_that_cannot_be_had_is_named_and_nothing_has_changed(on_host: Host) -> None:
    done = on_host.apply(bundle(packages=("arqora-does-not-exist",)))
    assert done.returncode == 1
    assert "server-1: packages: arqora-does-not-exist: apt-get install" in done.stderr
    assert on_host.run("test", "-e", CONFIGURATION).returncode == 1


def test_an_owner_that_the_host_does_not_have_is_named(on_host: Host) -> None:
    done = on_host.apply(bundle(files=(File(CONFIGURATION, "", owner="nobody-here"),), units=(), secrets=()))
    assert "/etc/try.conf: is to belong to nobody-here:root, which this host does not have" in done.stderr


def test_nobody_confirms_so_the_host_goes_back_by_itself(on_host: Host) -> None:
    on_host.hold(bundle())
    assert on_host.apply(bundle("two"), within=3).returncode == 0
    assert content(on_host) == "two"
    on_host.wait_for(lambda: content(on_host) == "one", "it does not go back")
    on_host.wait_for(lambda: on_host.drift() == [], "it does not settle")
    assert active(on_host) == "active"


def test_what_lapsed_is_applied_again_by_the_confirmation_and_kept_by_the_next(on_host: Host) -> None:
    on_host.hold(bundle())
    on_host.apply(bundle("two", "another-secret-of-mine"), within=3)
    on_host.wait_for(lambda: content(on_host) == "one", "it does not go back")
    on_host.wait_for(lambda: on_host.drift() == [], "it does not settle")
    late = on_host.program("confirm", digest(bundle("two", "another-secret-of-mine")))
    assert late.returncode == 4
    assert "Run the update again within 900 s" in late.stderr
    assert on_host.shell(f"cat {SECRET}") == "another-secret-of-mine"
    assert on_host.program("confirm", digest(bundle("two", "another-secret-of-mine"))).returncode == 0
    assert (content(on_host), on_host.drift()) == ("two", [])


def test_a_digest_that_the_host_never_saw_is_not_confirmed(on_host: Host) -> None:
    on_host.hold(bundle())
    refused = on_host.program("confirm", "f" * 64)
    assert refused.returncode == 1
    assert f"holds {digest(bundle())[:12]}, not ffffffffffff" in refused.stderr


def test_another_bundle_undoes_first_what_nobody_has_confirmed(on_host: Host) -> None:
    on_host.hold(bundle())
    on_host.apply(bundle("two"))
    done = on_host.apply(bundle("three"))
    assert "another bundle is applied now" in done.stdout
    assert on_host.program("confirm", digest(bundle("two"))).returncode == 1
    assert on_host.program("confirm", digest(bundle("three"))).returncode == 0
    assert content(on_host) == "three"


def test_drift_of_every_kind_is_found_and_repaired(on_host: Host) -> None:
    check = Check(("/usr/bin/test", "-e", "/etc/healthy"), "the service is ill", "after", 1)
    on_host.shell("touch /etc/healthy")
    on_host.hold(bundle("one", HIDDEN, check))
    on_host.shell(
        f"echo two >{CONFIGURATION}; echo x >{SECRET}; rm /etc/healthy; systemctl stop try; systemctl unmask haproxy"
    )
    found = {(each["what"], each.get("path") or each.get("unit") or each.get("check")) for each in on_host.drift()}
    assert found == {
        ("file", CONFIGURATION),
        ("secret", SECRET),
        ("unit", "try.service"),
        ("unit", "haproxy.service"),
        ("check", "/usr/bin/test -e /etc/healthy"),
    }
    assert on_host.program("check").returncode == 3
    on_host.shell("touch /etc/healthy")
    on_host.hold(bundle("one", HIDDEN, check))
    assert (on_host.drift(), content(on_host), on_host.shell(f"cat {SECRET}")) == ([], "one", HIDDEN)


def test_a_folder_in_the_way_is_named_and_nothing_has_changed(on_host: Host) -> None:
    on_host.shell(f"rm -rf {CONFIGURATION}; mkdir {CONFIGURATION}")
    done = on_host.apply(bundle())
    on_host.shell(f"rmdir {CONFIGURATION}")
    assert done.returncode == 1
    assert "/etc/try.conf: is a folder or a device on this host" in done.stderr


@pytest.mark.parametrize("after", [0.05, 0.12, 0.18, 0.24, 0.3, 0.36, 0.42, 0.5])
def test_a_program_killed_at_any_moment_is_made_up_for_by_the_next(on_host: Host, after: float) -> None:
    on_host.hold(bundle())
    process = on_host.send(bundle("two", "another-secret-of-mine"))
    time.sleep(after)
    on_host.run("pkill", "--signal", "KILL", "--full", "/usr/local/lib/arqora/")
    process.communicate()
    on_host.hold(bundle("two", "another-secret-of-mine"))
    assert (content(on_host), active(on_host), on_host.drift()) == ("two", "active", [])
    left = on_host.shell(
        "ls -A /var/lib/arqora; find /etc /run/arqora -name '.*.arqora'; systemctl list-timers 'arqora-*' -q"
    )
    assert "previous" not in left
    assert "deadman" not in left
    assert ".arqora\n" not in left


def test_a_restart_brings_the_secrets_back_and_needs_nobody(booted_host: Host) -> None:
    booted_host.hold(bundle())
    booted_host.machine.cut_power()
    booted_host.room.boot(booted_host.machine)
    assert booted_host.shell(f"cat {SECRET}") == HIDDEN
    assert (active(booted_host), booted_host.drift()) == ("active", [])


def test_a_restart_before_the_confirmation_goes_back(booted_host: Host) -> None:
    booted_host.hold(bundle())
    booted_host.apply(bundle("two", "another-secret-of-mine"))
    booted_host.machine.cut_power()
    booted_host.room.boot(booted_host.machine)
    assert (content(booted_host), booted_host.shell(f"cat {SECRET}")) == ("one", HIDDEN)
    assert (active(booted_host), booted_host.drift()) == ("active", [])


def test_power_that_goes_in_the_middle_is_made_up_for(booted_host: Host) -> None:
    booted_host.hold(bundle())
    process = booted_host.send(bundle("two", "another-secret-of-mine"))
    time.sleep(0.25)
    booted_host.machine.cut_power()
    process.communicate()
    booted_host.room.boot(booted_host.machine)
    booted_host.hold(bundle("two", "another-secret-of-mine"))
    assert (content(booted_host), active(booted_host), booted_host.drift()) == ("two", "active", [])
