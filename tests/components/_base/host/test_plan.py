"""What changes on a host, from what should be and what is. No host is needed to decide it."""

from collections.abc import Mapping
from typing import Any

import pytest

from components._base.host.program.document import Document, Entry, Unit
from components._base.host.program.files import ABSENT, Found, digest
from components._base.host.program.plan import Before, Host, Plan, decide
from components._base.host.program.units import Action, State

RUNNING = State("loaded", "active", "enabled")
IDLE = State("loaded", "inactive", "disabled")
NONE = State("not-found", "inactive", "")
MASKED = State("masked", "inactive", "masked")
STATIC = State("loaded", "active", "static")
FAILED = State("loaded", "failed", "enabled")

FILE = "/etc/app.conf"
SECRET = "/run/arqora/secrets/app"
OWN = "/etc/systemd/system/app.service"


def entry(text: str = "wanted") -> Entry:
    return Entry(text, 0o644, "root", "root")


def found(text: str = "wanted", rights: str = "0644 root:root") -> Found:
    return Found(digest(text), rights)


def plan(
    unit: Unit | None,
    state: State = RUNNING,
    files: Mapping[str, Found] | None = None,
    before: Before | None = None,
    **more: Any,
) -> Plan:
    there = {FILE: found(), OWN: found()} | dict(files or {})
    document = Document(
        host="app-1",
        digest="d",
        parts=("app",),
        packages=(),
        files={FILE: entry(), OWN: entry()},
        secrets={SECRET: entry("hidden")},
        units=(unit,) if unit else (),
        checks=(),
    )
    known = before or Before((FILE, OWN), (SECRET,), (unit,) if unit else ())
    names = {each.name for each in (*known.units, *document.units)}
    states = dict.fromkeys(names, state)
    return decide(document, known, Host(there, more.get("secrets", {SECRET}), states, more.get("ill", ())))


def unit(state: str = "running", change: str = "restart", name: str = "app.service") -> Unit:
    return Unit(name, (FILE, SECRET), change, state)


def verbs(made: Plan) -> list[str]:
    return [each.verb for each in made.then]


def test_a_host_that_is_as_it_should_be_is_left_alone() -> None:
    assert plan(unit()).empty


@pytest.mark.parametrize("spoiled", [found("other"), found(rights="0666 root:root"), ABSENT, Found(None, "a link")])
def test_a_file_that_differs_in_any_way_is_written_and_its_unit_restarted(spoiled: Found) -> None:
    made = plan(unit(), files={FILE: spoiled})
    assert made.write == (FILE,)
    assert made.then == (Action("restart", "app.service"),)
    assert not made.reload


def test_a_unit_that_can_reload_is_reloaded_unless_its_own_file_changed() -> None:
    assert verbs(plan(unit(change="reload"), files={FILE: ABSENT})) == ["reload"]
    made = plan(unit(change="reload"), files={OWN: ABSENT})
    assert verbs(made) == ["restart"]
    assert made.reload


def test_a_secret_that_differs_is_sealed_again_and_its_unit_restarted() -> None:
    made = plan(unit(), secrets=set())
    assert made.seal == (SECRET,)
    assert verbs(made) == ["restart"]


def test_a_unit_that_nothing_is_to_happen_to_is_not_touched_by_a_change() -> None:
    assert verbs(plan(unit(change="none"), files={FILE: ABSENT, OWN: ABSENT})) == []


def test_a_unit_that_does_not_do_what_it_should_takes_up_its_files_again_though_none_changed() -> None:
    assert verbs(plan(unit(), ill={"app.service"})) == ["restart"]
    assert verbs(plan(unit(change="reload"), ill={"app.service"})) == ["reload"]
    assert verbs(plan(unit(), State("loaded", "inactive", "enabled"), ill={"app.service"})) == ["start"]


def test_an_instance_is_restarted_when_its_template_changed() -> None:
    template = "/etc/systemd/system/app@.service"
    before = Before((FILE, OWN, template), (SECRET,), (unit(name="app@1.service"),))
    made = plan(unit(name="app@1.service"), files={template: found("gone")}, before=before)
    assert made.remove == (template,)
    assert verbs(made) == ["restart"]


@pytest.mark.parametrize(
    ("wanted", "state", "expected"),
    [
        ("running", NONE, ["enable", "start"]),
        ("running", IDLE, ["enable", "start"]),
        ("running", FAILED, ["start"]),
        ("running", MASKED, ["unmask", "enable", "start"]),
        ("running", STATIC, []),
        ("enabled", IDLE, ["enable"]),
        ("enabled", RUNNING, []),
        ("oneshot", FAILED, ["restart"]),
        ("oneshot", State("loaded", "inactive", "enabled"), []),
        ("masked", RUNNING, ["stop", "mask"]),
        ("masked", NONE, ["mask"]),
        ("masked", MASKED, []),
        ("stopped", RUNNING, ["stop", "disable"]),
        ("stopped", State("loaded", "inactive", "enabled"), ["stop", "disable"]),
        ("stopped", IDLE, []),
        ("stopped", NONE, []),
    ],
)
def test_a_unit_is_brought_to_the_state_it_should_have(wanted: str, state: State, expected: list[str]) -> None:
    assert verbs(plan(unit(wanted), state)) == expected


def test_what_runs_once_runs_when_the_bundle_has_it_for_the_first_time() -> None:
    assert verbs(plan(unit("oneshot"), before=Before((FILE, OWN), (SECRET,)))) == ["restart"]


def test_what_the_bundle_no_longer_has_goes_units_before_their_files() -> None:
    gone = Unit("old.service", (), "restart", "running")
    old = "/etc/systemd/system/old.service"
    before = Before((FILE, OWN, old), (SECRET, "/run/arqora/secrets/old"), (gone,))
    made = plan(None, files={old: found()}, before=before)
    assert made.first == (Action("stop", "old.service"), Action("disable", "old.service"))
    assert made.remove == (old,)
    assert made.forget == ("/run/arqora/secrets/old",)
    assert made.reload


def test_units_that_go_stop_in_reverse_order() -> None:
    gone = (Unit("containerd.service", (), "restart", "running"), Unit("docker.service", (), "restart", "running"))
    made = plan(None, before=Before((FILE, OWN), (SECRET,), gone))
    assert [each.unit for each in made.first if each.verb == "stop"] == ["docker.service", "containerd.service"]


def test_a_vendors_unit_that_others_start_is_left_alone_when_it_leaves_the_bundle() -> None:
    gone = Unit("systemd-sysctl.service", (FILE,), "restart", "oneshot")
    assert plan(None, STATIC, before=Before((FILE, OWN), (SECRET,), (gone,))).first == ()


def test_a_unit_that_was_masked_may_be_started_again_when_it_leaves_the_bundle() -> None:
    gone = Unit("ssh.socket", (), "none", "masked")
    made = plan(None, MASKED, before=Before((FILE, OWN), (SECRET,), (gone,)))
    assert made.first == (Action("unmask", "ssh.socket"),)
