"""`judged-on-apply`."""

from policies.catalogue import Catalogue
from policies.evaluation import judge_stack
from policies.hetzner.tokens import REMOTE_COMMAND, SERVER
from policies.host.bundle import CONFIRM
from policies.reading import UNKNOWN
from policies.resource import Resource, Stack
from policies.settings import Settings
from tests.policies.inputs import Declare

CONFIRMS = "sudo -n /usr/bin/python3 -I /usr/local/lib/arqora/host confirm " + "0" * 64


def said(catalogue: Catalogue, settings: Settings, *resources: Resource) -> list[str]:
    verdicts = judge_stack([catalogue.by_id["judged-on-apply"]], Stack(resources), settings)
    assert not any(verdict.mandatory for verdict in verdicts)
    return [verdict.facts for verdict in verdicts]


def test_it_says_each_kind_once(catalogue: Catalogue, settings: Settings, declare: Declare) -> None:
    servers = [declare(SERVER, f"web-{number}", {"userData": UNKNOWN}) for number in range(8)]
    command = declare(REMOTE_COMMAND, "run", {"create": UNKNOWN, "connection": UNKNOWN})
    later = "not known here, and judged on apply before it has any effect"
    assert said(catalogue, settings, *servers, command) == [
        f"user data of web-0, web-1, web-2, web-3, web-4, and 3 more {later}",
        f"commands of run {later}",
        f"connections of run {later}",
    ]


def test_it_says_nothing_of_what_is_known(catalogue: Catalogue, settings: Settings, declare: Declare) -> None:
    server = declare(SERVER, "web", {"userData": "x"})
    command = declare(REMOTE_COMMAND, "run", {"create": "true", "stdin": "x", "connection": {}})
    assert not said(catalogue, settings, server, command)


def test_what_a_confirmation_does_not_read_is_not_counted(
    catalogue: Catalogue, settings: Settings, declare: Declare
) -> None:
    assert CONFIRM.fullmatch(CONFIRMS)
    assert not said(catalogue, settings, declare(REMOTE_COMMAND, "run", {"create": CONFIRMS, "stdin": UNKNOWN}))
    assert said(catalogue, settings, declare(REMOTE_COMMAND, "run", {"create": f"{CONFIRMS};", "stdin": UNKNOWN}))


def test_secrets_of_a_state_that_cannot_be_decrypted_are_said(
    catalogue: Catalogue, settings: Settings, declare: Declare
) -> None:
    command = declare(REMOTE_COMMAND, "run", {"create": "[secret]", "connection": "[secret]"})
    assert len(said(catalogue, settings, declare(SERVER, "web", {"userData": "[secret]"}), command)) == 3
