"""The real engine takes the rules of a phase through changes, two owners, and the end."""

import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from sandbox import session
from sandbox.folder import SandboxFolder
from sandbox.toolchain import locate
from tests.sandbox.cloudflare.conftest import TOKEN, Call
from tests.sandbox.plugins.stack import NOBODY, Stack

PHASE = "http_request_firewall_custom"
PROGRAM = f"""\
import json
from pathlib import Path

import pulumi

for name, inputs in json.loads(Path("wanted.json").read_text()).items():
    # Not by way of the SDK, whose import takes longer than everything else here.
    known = {{"lastUpdated": None, "version": None, "rules": None}}
    options = pulumi.ResourceOptions(version="{version("pulumi-cloudflare")}")
    pulumi.CustomResource("cloudflare:index/ruleset:Ruleset", name, {{**known, **inputs}}, options)
"""


@dataclass(frozen=True)
class Rulesets(Stack):
    """A stack of rulesets."""

    zone: str

    def want(self, **rulesets: list[dict[str, Any]]) -> None:
        """Write the program's rulesets: name -> rules."""
        common = {"zoneId": self.zone, "kind": "zone", "phase": PHASE}
        wanted = {name: {**common, "name": name, "rules": rules} for name, rules in rulesets.items()}
        (self.folder / "wanted.json").write_text(json.dumps(wanted))


@pytest.fixture
def stack(tmp_path: Path, endpoint: str, zone: str) -> Rulesets:
    folder = SandboxFolder(tmp_path / "sandbox")
    folder.cloudflare_token.parent.mkdir(parents=True)
    folder.cloudflare_token.write_text(TOKEN)
    made = Rulesets(tmp_path, session.variables(folder, locate.ensure(), NOBODY, endpoint), zone)
    made.begin(PROGRAM)
    return made


def block(ref: str, expression: str) -> dict[str, Any]:
    """Return a rule."""
    return {"ref": ref, "action": "block", "expression": expression}


def test_rules_change_in_place_and_a_phase_keeps_its_owner(stack: Rulesets, call: Call) -> None:
    def rules() -> dict[str, str]:
        path = f"/zones/{stack.zone}/rulesets/phases/{PHASE}/entrypoint"
        return {each["ref"]: each["id"] for each in call("GET", path).json()["result"]["rules"]}

    stack.want(ours=[block("a", "ssl"), block("b", "not ssl")])
    stack.run("up", "--yes", "--skip-preview")
    before = rules()

    stack.want(ours=[block("new", 'http.host eq "x"'), block("b", "ssl"), block("a", "ssl")])
    stack.run("up", "--yes", "--skip-preview")
    assert rules().items() > before.items()
    stack.run("preview", "--refresh", "--expect-no-changes")

    stack.want(ours=[block("a", "ssl")], theirs=[block("c", "ssl")])
    said = " ".join(stack.run("up", "--yes", "--skip-preview", fails=True).split())
    assert f"Ruleset theirs: the phase {PHASE} has a ruleset already; give one Ruleset all rules of the phase" in said
    assert rules() == {"a": before["a"]}

    stack.want(ours=[block("a", "ssl"), block("c", "ssl")])
    stack.run("up", "--yes", "--skip-preview")
    assert rules()["a"] == before["a"]

    stack.run("destroy", "--yes", "--skip-preview")
    assert call("GET", "/_sandbox/state").json()["resources"] == {"zone": 1}
