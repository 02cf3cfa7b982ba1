"""A secret's mark comes from a real program through the real engine to our rules, and what has none is seen as it is.

If this fails after an upgrade: tests/policies/test_secret_marks.py says what to look at.
"""

import datetime

import pytest

from tests.policies.engine.conftest import Result, Sandbox

PROGRAM = """
import pulumi
import pulumi_command as command
import pulumi_hcloud as hcloud
import pulumi_random as random

SECRET = pulumi.Output.secret("tr0ub4dor-and-3")
DECLARED = {"owner": "operations", "max_age_days": "365", "rotated": ROTATED}
PING = hcloud.FirewallRuleArgs(direction="in", protocol="icmp", source_ips=["0.0.0.0/0"])


class Part(pulumi.ComponentResource):
    def __init__(self, name, value):
        super().__init__("shop:index:Part", name, {"deep": {"password": value, "size": 3}, "list": ["a", value]})
        self.register_outputs({"password": value})


Part("marked-part", SECRET)
Part("plain-part", "tr0ub4dor-and-3")
password = random.RandomPassword("made", length=20, keepers=DECLARED)
Part("derived-part", password.result.apply(lambda text: f"postgres://app:{text}@db/app"))
hcloud.Firewall("marked-label", name="a", labels={"note": SECRET}, rules=[PING])
hcloud.Firewall("plain-label", name="b", labels={"password": "tr0ub4dor-and-3"}, rules=[PING])
command.local.Command("marked-environment", create="true", environment={"TOKEN": SECRET})
command.local.Command("marked-input", create="true", stdin=SECRET)
command.local.Command("plain-input", create="true", stdin="password: tr0ub4dor-and-3")
hcloud.Provider("explicit", token="t0" * 32)
pulumi.export("marked", {"password": SECRET})
pulumi.export("plain", {"password": "tr0ub4dor-and-3"})
"""
OURS = {
    "plaintext-secret",
    "plaintext-secret-in-configuration",
    "plaintext-secret-in-output",
    "provider-token-is-secret",
    "secret-in-command-line",
    "secret-readable-on-host",
    "credential-rotation",
}


@pytest.fixture(scope="module")
def result(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """One preview."""
    project = sandbox.project(tmp_path_factory.mktemp("marks"))
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    (project.folder / "__main__.py").write_text(PROGRAM.replace("ROTATED", repr(today)))
    for words in (["--plaintext", "token", "tr0ub4dor-and-3"], ["--secret", "password", "tr0ub4dor-and-3"]):
        assert project.run("config", "set", *words).returncode == 0
    return project.judged("preview")


def test_what_is_marked_is_not_taken_for_plain_text_and_what_is_plain_is(result: Result) -> None:
    root = "corpus-test"
    assert {each for each in result.violations if each[0] in OURS} == {
        ("plaintext-secret", "plain-part"),
        ("plaintext-secret", "plain-label"),
        ("plaintext-secret", "plain-input"),
        ("plaintext-secret-in-output", "plain-part"),
        ("plaintext-secret-in-output", root),
        ("plaintext-secret-in-configuration", root),
        ("secret-readable-on-host", "marked-label"),
        ("secret-readable-on-host", "marked-environment"),
    }, result.output


def test_nothing_that_the_pack_says_repeats_a_secret(result: Result) -> None:
    said = result.output.partition("Policies:")[2]
    assert "holds a value that is named like a secret" in said
    assert "tr0ub4dor" not in said
