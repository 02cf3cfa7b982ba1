"""Values out of the engine's JSON keep their marks, and what is encrypted is unknown."""

from policies.reading import SECRET, SIGNATURE, UNKNOWN, Secret, read
from policies.recorded.values import Values


def test_a_secret_in_the_clear_keeps_its_mark() -> None:
    values = Values()
    found = read(values.struct({"token": {SIGNATURE: SECRET, "plaintext": '{"a": ["x"]}'}}))
    assert found == {"token": Secret({"a": ["x"]})}
    assert values.hidden == 0


def test_an_encrypted_secret_is_unknown_and_counted() -> None:
    values = Values()
    found = read(values.struct({"list": [{SIGNATURE: SECRET, "ciphertext": "v1:abc"}]}))
    assert found == {"list": [Secret(UNKNOWN)]}
    assert values.hidden == 1


def test_what_the_engine_keeps_for_itself_is_left_out_at_every_depth() -> None:
    assert read(Values().struct({"__defaults": [], "a": {"__defaults": ["b"], "b": 1}})) == {"a": {"b": 1}}


def test_an_unknown_in_a_plan_is_unknown() -> None:
    assert read(Values().struct({"id": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"})) == {"id": UNKNOWN}
