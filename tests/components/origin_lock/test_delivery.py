"""What an origin's host is given."""

from collections.abc import Callable, Mapping

import pulumi

from components._base.bundle import Part, join
from components.origin_lock import OriginLockArgs
from components.origin_lock.delivery import part

Lock = Callable[..., OriginLockArgs]
CONFIGURATION = "/etc/caddy/origin.json"
FOLDER = "/run/arqora/secrets/origin"


def delivered(args: OriginLockArgs) -> Part:
    texts: Mapping[int, pulumi.Output[str]] = {
        each.number: pulumi.Output.from_input(f"authority {each.number}") for each in args.listed
    }
    return part(args, texts, pulumi.Output.from_input("certificate"), pulumi.Output.from_input("not to be seen"))


def test_the_part_goes_into_a_bundle(lock: Lock) -> None:
    assert join("app-1", [delivered(lock())]).parts


def test_every_listed_generation_is_accepted_and_watched(lock: Lock) -> None:
    day = lock().generations[1]
    found = delivered(lock(generations={1: day, 2: day}))
    (configuration,) = [each.text for each in found.files if each.path == CONFIGURATION]
    (unit,) = found.units
    assert (unit.name, unit.change) == ("caddy.service", "reload")
    for path in (f"{FOLDER}/authority-1.pem", f"{FOLDER}/authority-2.pem"):
        assert path in configuration
        assert path in unit.watches
    assert {CONFIGURATION, *(each.path for each in found.secrets)} == set(unit.watches)


def test_a_key_is_in_no_file_that_stays_on_the_disk_and_others_may_not_read_it(lock: Lock) -> None:
    found = delivered(lock())
    assert all("not to be seen" not in each.text for each in found.files)
    assert {(each.mode, each.owner, each.group) for each in found.secrets} == {(0o640, "root", "caddy")}


def test_the_unit_takes_debians_command_away_and_reads_our_configuration_alone(lock: Lock) -> None:
    (unit,) = [each.text.splitlines() for each in delivered(lock()).files if each.path.endswith("60-arqora.conf")]
    for name in ("ExecStart", "ExecReload"):
        taken_away, *ours = [line for line in unit if line.startswith(f"{name}=")]
        assert taken_away == f"{name}="
        assert f"--config {CONFIGURATION}" in ours[-1]
