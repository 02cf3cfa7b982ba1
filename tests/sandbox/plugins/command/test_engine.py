"""The real engine runs a program with the command and the random plugin."""

from collections.abc import Callable
from pathlib import Path

import pulumi
import pulumi_command
import pulumi_random
import pytest
from pulumi import automation

from sandbox import session
from sandbox.folder import SandboxFolder
from sandbox.toolchain.locate import ensure

Start = Callable[[Callable[[], None]], automation.Stack]


@pytest.fixture
def stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Make a stack of a program, whose engine sees the sandbox and nothing else."""
    variables = session.variables(SandboxFolder(tmp_path), ensure(), "http://127.0.0.1:1/v1")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK", "true")
    (tmp_path / "work").mkdir()
    settings = automation.ProjectSettings("trial", "python", main=str(tmp_path / "work"))
    options = automation.LocalWorkspaceOptions(work_dir=str(tmp_path / "work"), project_settings=settings)
    return lambda program: automation.create_stack("dev", project_name="trial", program=program, opts=options)


def test_a_stack_goes_up_changes_is_refreshed_and_comes_down(stack: Start, tmp_path: Path) -> None:
    file = tmp_path / "log"
    settings = {"update": "true", "trigger": "1"}

    def program() -> None:
        password = pulumi_random.RandomPassword("password", length=20, special=False)
        greeting = pulumi_command.local.Command(
            "greeting",
            create=f'echo hello; echo "created $PASSWORD" >> {file}',
            update=settings["update"],
            delete=f'echo "deleted after $PULUMI_COMMAND_STDOUT" >> {file}',
            environment={"PASSWORD": password.result},
            triggers=[settings["trigger"]],
        )
        pulumi.export("said", greeting.stdout)
        pulumi.export("password", password.result)

    stack_ = stack(program)
    events: list[automation.EngineEvent] = []
    assert stack_.preview().change_summary == {"create": 3}
    first = stack_.up(on_event=events.append)
    assert first.outputs["said"].value == "hello"
    assert first.outputs["password"].secret
    created = f"created {first.outputs['password'].value}"
    assert file.read_text().splitlines() == [created]
    state = SandboxFolder(tmp_path).backend / ".pulumi" / "stacks" / "trial" / "dev.json"
    assert first.outputs["password"].value not in state.read_text()
    shown = [event.diagnostic_event for event in events if event.diagnostic_event and event.diagnostic_event.urn]
    assert [(line.message, line.severity, line.ephemeral) for line in shown] == [("hello\n", "info", True)]
    assert not [event for event in events if event.diagnostic_event and "Traceback" in event.diagnostic_event.message]
    assert stack_.up().summary.resource_changes == {"same": 3}
    assert stack_.refresh().summary.resource_changes == {"same": 3}
    settings["update"] = "echo updated"
    second = stack_.up()
    assert second.summary.resource_changes == {"same": 2, "update": 1}
    assert second.outputs["said"].value == "updated"
    settings["trigger"] = "2"
    assert stack_.up().summary.resource_changes == {"same": 2, "replace": 1}
    stack_.destroy()
    assert file.read_text().splitlines() == [created, created, "deleted after updated", "deleted after hello"]


def test_a_failing_command_fails_the_update_and_shows_no_secret(stack: Start) -> None:
    def program() -> None:
        password = pulumi_random.RandomPassword("password", length=20, special=False)
        pulumi_command.local.Command(
            "broken",
            create='echo "cannot use $PASSWORD" >&2; exit 7',
            environment={"PASSWORD": password.result},
            logging=pulumi_command.local.Logging.NONE,
        )
        pulumi.export("password", password.result)

    stack_ = stack(program)
    with pytest.raises(automation.CommandError) as failure:
        stack_.up()
    assert "command:local:Command::broken: its command ended with exit code 7" in str(failure.value)
    assert "cannot use [secret]" in str(failure.value)
    stack_.destroy()
