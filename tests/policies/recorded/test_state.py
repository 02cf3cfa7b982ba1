"""An exported state is read as the rules need it."""

import pytest

from policies.recorded import state
from policies.recorded.picture import Place, UnreadableError
from tests.policies.recorded.examples import CLOSED, OPEN, PING, PROVIDER, SSH, STACK, firewall
from tests.policies.recorded.examples import state as exported


def test_inputs_are_what_is_declared_and_outputs_have_the_identifier() -> None:
    found = {each.urn: each for each in state.read(exported(firewall(OPEN, "7", [SSH], protect=True))).resources}
    resource = found[OPEN]
    assert resource.get("rules") == [SSH]
    assert resource.outputs["id"] == "7"
    assert resource.options.protect is True
    assert (resource.name, resource.parent) == ("open", STACK)
    assert resource.dependencies == {"rules": (), "name": ()}


def test_the_provider_comes_with_its_configuration() -> None:
    (resource,) = [each for each in state.read(exported(firewall(OPEN, "7", []))).resources if each.urn == OPEN]
    assert resource.provider
    assert resource.provider.urn == PROVIDER
    assert resource.provider.properties == {"endpoint": "https://example.invalid"}


def test_the_stack_is_known_by_the_urns() -> None:
    found = state.read(exported())
    assert (found.stack.project, found.stack.name) == ("shop", "dev")


def test_what_is_only_read_declares_nothing() -> None:
    entry = firewall(OPEN, "7", [SSH], external=True)
    (resource,) = [each for each in state.read(exported(entry)).resources if each.urn == OPEN]
    assert resource.declared is None
    assert resource.get("rules") == [{**SSH, "description": ""}]


def test_what_waits_for_its_deletion_is_not_judged_beside_its_successor() -> None:
    entries = (firewall(OPEN, "7", [SSH], delete=True), firewall(OPEN, "8", [PING]))
    found = [each for each in state.read(exported(*entries)).resources if each.urn == OPEN]
    assert [each.outputs["id"] for each in found] == ["8"]


def test_places_in_files_are_known_where_the_engine_wrote_them() -> None:
    entries = (
        firewall(OPEN, "7", [], sourcePosition="project:///infra/__main__.py#12"),
        firewall(CLOSED, "8", [], sourcePosition="file:///elsewhere.py#3"),
    )
    assert state.read(exported(*entries)).places == {OPEN: Place("infra/__main__.py", 12)}


def test_names_may_hold_colons() -> None:
    assert state.name_of("urn:pulumi:dev::shop::a:b:C::web::1") == "web::1"


@pytest.mark.parametrize("document", [None, [], {}, {"deployment": []}, {"deployment": {"resources": [{}]}}])
def test_something_else_is_refused_with_the_way_to_get_one(document: object) -> None:
    with pytest.raises(UnreadableError, match="pulumi stack export"):
        state.read(document)
