"""A mistake in a stack file is one line: path, value, remedy."""

from typing import Any

import pytest

from arqora_infra.settings import parse
from components._base.errors import ArgumentError

Plain = dict[str, Any]


def refusal(found: Plain) -> tuple[str, ...]:
    with pytest.raises(ArgumentError) as error:
        parse(found)
    return error.value.problems


def test_every_stack_file_is_accepted(any_settings: Plain) -> None:
    assert parse(any_settings).nodes


def test_the_stack_files_differ_in_values_alone(all_settings: dict[str, Plain]) -> None:
    assert len({tuple(sorted(found)) for found in all_settings.values()}) == 1
    assert len({tuple(sorted(found["network"])) for found in all_settings.values()}) == 1
    assert len({tuple(sorted(found["administration"])) for found in all_settings.values()}) == 1


def test_an_unknown_key_is_refused_with_the_nearest_known_one(sandbox_settings: Plain) -> None:
    sandbox_settings["nodes"]["app-1"]["exposure"] = []
    assert refusal(sandbox_settings) == ("nodes.app-1.exposure: there is no such key; did you mean exposures?",)


def test_an_unknown_key_far_from_all_others_is_refused_with_what_there_is(sandbox_settings: Plain) -> None:
    sandbox_settings["network"]["xyzzy"] = 1
    (line,) = refusal(sandbox_settings)
    assert line.startswith("network.xyzzy: there is no such key; known: delete_protection, egress, flows")


def test_an_unknown_key_inside_a_list_is_refused_at_its_place(sandbox_settings: Plain) -> None:
    sandbox_settings["nodes"]["app-1"]["load"][1]["memory"] = 1
    assert refusal(sandbox_settings) == ("nodes.app-1.load.1.memory: there is no such key; did you mean memory_gb?",)


def test_an_unknown_key_of_an_exposure_is_refused_with_the_keys_of_exposures(sandbox_settings: Plain) -> None:
    sandbox_settings["nodes"]["gateway-1"]["exposures"][0]["prot"] = 1
    assert refusal(sandbox_settings) == ("nodes.gateway-1.exposures.0.prot: there is no such key; did you mean port?",)


def test_all_mistakes_are_told_at_once(sandbox_settings: Plain) -> None:
    del sandbox_settings["image"]
    sandbox_settings["network"]["ip_range"] = "10.20.0.0/33"
    sandbox_settings["nodes"]["app-1"]["ceiling"] = 0.95
    lines = refusal(sandbox_settings)
    assert [line.split(":")[0] for line in lines] == ["network.ip_range", "image", "nodes.app-1.ceiling"]
    assert "image: is missing; set it" in lines
    assert "10.20.0.0/33" in lines[0]
    assert "0.95" in lines[2]
    assert "0.8" in lines[2]


def test_a_node_without_a_number_is_refused(sandbox_settings: Plain) -> None:
    sandbox_settings["nodes"]["app"] = sandbox_settings["nodes"].pop("app-1")
    (line,) = refusal(sandbox_settings)
    assert line.startswith("nodes.app: ")


def test_a_private_key_in_place_of_a_public_one_is_not_repeated(sandbox_settings: Plain) -> None:
    sandbox_settings["administration"]["keys"] = ["-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0"]
    (line,) = refusal(sandbox_settings)
    assert "c2VjcmV0" not in line
    assert line.startswith("administration.keys.0: is refused: is no OpenSSH public key")


def test_an_exposure_of_another_kind_is_refused(sandbox_settings: Plain) -> None:
    sandbox_settings["nodes"]["app-1"]["exposures"] = [{"kind": "ssh"}]
    (line,) = refusal(sandbox_settings)
    assert line.startswith("nodes.app-1.exposures.0: ")
    assert "'wireguard-port', 'https-from-edge', 'ping'" in line
