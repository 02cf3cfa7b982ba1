"""No program at the edge opens connections of its own."""

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.reading import UNKNOWN
from policies.settings import Settings
from tests.policies.inputs import Declare, Find

RULE = "worker-connects"
WORKER = "cloudflare:index/workersScript:WorkersScript"


def test_sockets_are_named(find: Find) -> None:
    facts = find(RULE, {"content": 'import {connect} from "cloudflare:sockets"'})
    assert facts == ["x: its program opens connections of its own (cloudflare:sockets)"]


def test_another_program_passes(find: Find) -> None:
    assert find(RULE, {"content": "export default {}"}) == []
    assert find(RULE, {}) == []


def test_what_no_plan_shows_is_said(catalogue: Catalogue, settings: Settings, declare: Declare) -> None:
    for properties in ({"content": UNKNOWN}, {"contentFile": "worker.js"}):
        (said,) = judge_resource([catalogue.by_id[RULE]], declare(WORKER, "x", properties), settings)
        assert said.notice
