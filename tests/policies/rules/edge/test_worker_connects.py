"""No program at the edge opens connections of its own."""

import base64
from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.reading import UNKNOWN
from policies.settings import Settings
from tests.policies.inputs import Declare, Find

RULE = "worker-connects"
WORKER = "cloudflare:index/workersScript:WorkersScript"
VERSION = "cloudflare:index/workerVersion:WorkerVersion"


def test_sockets_are_named(find: Find) -> None:
    facts = find(RULE, {"content": 'import {connect} from "cloudflare:sockets"'})
    assert facts == ["x: its program opens connections of its own (cloudflare:sockets)"]


def test_another_program_passes(find: Find) -> None:
    assert find(RULE, {"content": "export default {}"}) == []
    assert find(RULE, {}) == []


def test_what_no_plan_shows_is_said(catalogue: Catalogue, settings: Settings, declare: Declare) -> None:
    for properties in ({"content": UNKNOWN}, {"contentFile": "worker.js"}, {"modules": UNKNOWN}):
        (said,) = judge_resource([catalogue.by_id[RULE]], declare(WORKER, "x", properties), settings)
        assert said.notice


def test_a_module_of_a_version_is_decoded(find: Find) -> None:
    text = base64.b64encode(b'import {connect} from "cloudflare:sockets"').decode()
    (said,) = find(RULE, {"modules": [{"name": "a"}, {"name": "b", "contentBase64": text}]}, VERSION)
    assert said.endswith("(cloudflare:sockets)")
    assert len(find(RULE, {"files": {"a.js": {"contentBase64": text}}})) == 1
    assert find(RULE, {"modules": [{"contentBase64": base64.b64encode(b"export default {}").decode()}]}, VERSION) == []


@pytest.mark.parametrize("kind", ["vpc_service", "vpc_network", UNKNOWN])
def test_a_way_into_a_private_network_is_named(find: Find, kind: Any) -> None:
    bindings = [{"name": "KV", "type": "kv_namespace"}, {"name": "DB", "type": kind}]
    assert find(RULE, {"bindings": bindings}) == ["x: is bound to a private network behind a tunnel, or may be"]
    assert find(RULE, {"bindings": bindings[:1]}) == []


def test_bindings_that_are_not_known_may_be_one(find: Find) -> None:
    assert len(find(RULE, {"bindings": UNKNOWN})) == 1
