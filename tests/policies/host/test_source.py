"""Where resources tell hosts something."""

import json
from typing import Any

import pytest

from policies.hetzner.tokens import COMPUTE_NODE, COPY_TO_REMOTE, LOCAL_COMMAND, REMOTE_COMMAND, SERVER
from policies.host.source import content, showable
from policies.ports import Span
from policies.reading import UNKNOWN, Secret
from policies.settings import Settings
from tests.policies.inputs import Declare


@pytest.mark.parametrize(
    ("token", "properties"),
    [
        (SERVER, {"userData": "#!/bin/sh\nufw disable"}),
        (SERVER, {"userData": Secret("#!/bin/sh\nufw disable")}),
        (REMOTE_COMMAND, {"create": "ufw disable"}),
        (REMOTE_COMMAND, {"update": Secret("ufw disable")}),
        (REMOTE_COMMAND, {"delete": "ufw disable"}),
        (REMOTE_COMMAND, {"create": "bash -s", "stdin": "ufw disable"}),
        (REMOTE_COMMAND, {"create": 'eval "$X"', "environment": {"X": "ufw disable"}}),
        (LOCAL_COMMAND, {"create": "ufw disable"}),
        (REMOTE_COMMAND, {"stdin": json.dumps({"bundle": json.dumps({"files": {"/x.sh": {"text": "ufw disable"}}})})}),
        (COPY_TO_REMOTE, {"remotePath": "/x.sh", "source": {"text": "ufw disable"}}),
        (COMPUTE_NODE, {"host": {"firstBoot": {"files": {"/x.sh": "ufw disable"}}}}),
        (COMPUTE_NODE, {"host": {"bundle": {"files": {"/x.sh": "ufw disable"}}}}),
    ],
)
def test_a_script_is_found(declare: Declare, token: str, properties: dict[str, Any]) -> None:
    found = content(declare(token, properties=properties))
    assert any("ufw disable" in script.text for script in found.scripts)
    assert not found.unknown


@pytest.mark.parametrize(
    ("token", "properties"),
    [
        (SERVER, {"userData": UNKNOWN}),
        (SERVER, {"userData": Secret(UNKNOWN)}),
        (SERVER, {"userData": "[secret]"}),
        (REMOTE_COMMAND, {"create": UNKNOWN}),
        (REMOTE_COMMAND, {"create": "bash -s", "stdin": UNKNOWN}),
        (REMOTE_COMMAND, {"environment": {"X": UNKNOWN}}),
        (COPY_TO_REMOTE, {"remotePath": "/x.sh", "source": {"path": "x.sh"}}),
    ],
)
def test_what_is_not_known_is_said(declare: Declare, token: str, properties: dict[str, Any]) -> None:
    assert content(declare(token, properties=properties)).unknown


def test_user_data_that_is_no_text_is_a_problem(declare: Declare) -> None:
    assert content(declare(SERVER, properties={"userData": ["#!/bin/sh"]})).problems


@pytest.mark.parametrize("create", ["sudo tee /etc/ssh/sshd_config >/dev/null", "cat > /etc/ssh//sshd_config"])
def test_stdin_is_the_file_that_it_is_written_to(declare: Declare, create: str) -> None:
    found = content(declare(REMOTE_COMMAND, properties={"create": create, "stdin": "Port 22"}))
    assert ("/etc/ssh/sshd_config", "Port 22") in [(file.path, file.text) for file in found.files]


def test_where_never_repeats_what_is_there(declare: Declare) -> None:
    found = content(declare(SERVER, properties={"userData": Secret("#cloud-config\nruncmd: [echo s3cret]\n")}))
    assert all("s3cret" not in repr(each) for each in (*found.files, *found.commands))


@pytest.mark.parametrize(
    ("token", "properties", "https"),
    [
        (SERVER, {"labels": {"arqora.dev/role": "app"}}, True),
        (SERVER, {"labels": {"arqora.dev/role": "data"}}, False),
        (SERVER, {}, False),
        (COMPUTE_NODE, {"role": "app"}, True),
        (COMPUTE_NODE, {"role": "data"}, False),
        (COMPUTE_NODE, {"role": UNKNOWN}, False),
        (REMOTE_COMMAND, {}, True),
    ],
)
def test_what_a_host_may_show(
    declare: Declare, settings: Settings, token: str, properties: dict[str, Any], https: bool
) -> None:
    allowed = showable(declare(token, properties=properties), settings)
    assert any(each.protocol == "tcp" and each.ports == Span(443, 443) for each in allowed) is https
    assert not any(each.protocol == "tcp" and 22 in each.ports for each in allowed)
