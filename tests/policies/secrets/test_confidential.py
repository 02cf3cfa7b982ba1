"""What a mark covers, and what should have been marked, is taken out of words; all else is left in."""

import pytest
from google.protobuf.struct_pb2 import Struct

from policies.reading import UNKNOWN, Secret
from policies.resource import Provider, Resource
from policies.secrets.confidential import Confidential
from policies.settings import StackFacts
from tests.policies.inputs import Encode

NOTHING = StackFacts()


@pytest.mark.parametrize(
    ("properties", "words", "hidden"),
    [
        ({"a": Secret("tr0ub4dor")}, "a is 'tr0ub4dor'", "a is '(secret)'"),
        ({"a": Secret({"b": ["tr0ub4dor"]})}, "TR0UB4DOR and tr0ub4dor", "(secret) and (secret)"),
        ({"password": "tr0ub4dor"}, "it is tr0ub4dor", "it is (secret)"),
        ({"a": "x\npassword: tr0ub4dor\ny"}, "line: password: tr0ub4dor", "line: (secret)"),
        ({"a": Secret("x\n" + "a1B2" * 10 + "\ny")}, "it has " + "a1B2" * 10, "it has (secret)"),
        ({"a": Secret("sixsix"), "b": Secret("five5")}, "sixsix five5", "(secret) five5"),
        ({"a": Secret("tr0ub4"), "b": Secret("tr0ub4dor")}, "tr0ub4dor tr0ub4", "(secret) (secret)"),
        ({"a": Secret("203.0.113.7/24")}, "from 203.0.113.7/24", "from 203.0.113.7/24"),
        ({"a": Secret("203.0.113.0/24")}, "from 203.0.113.0/24", "from 203.0.113.0/24"),
        ({"a": Secret("51820"), "b": Secret("udp")}, "udp 51820", "udp 51820"),
        ({"a": Secret("package_update: true\nhostname: web-1")}, "hostname: web-1", "hostname: web-1"),
        ({"a": Secret(UNKNOWN), "b": UNKNOWN, "c": "debian-12"}, "debian-12", "debian-12"),
        ({}, "nothing", "nothing"),
    ],
)
def test_words_are_left_without_what_must_not_be_said(
    encode: Encode, properties: dict[str, object], words: str, hidden: str
) -> None:
    assert Confidential([Resource("t", "x", "urn::x", declared=encode(properties))], NOTHING).hide(words) == hidden


def test_outputs_and_the_provider_are_covered_too(encode: Encode) -> None:
    provider = Provider("urn::p", "p", encode({"token": Secret("provider-token")}))
    resource = Resource("t", "x", "urn::x", Struct(), encode({"result": Secret("made-at-random")}), provider=provider)
    hide = Confidential([resource], NOTHING).hide
    assert hide("provider-token, made-at-random") == "(secret), (secret)"


def test_the_stacks_configuration_is_covered_where_it_is_encrypted() -> None:
    config = {"shop:all": '{"deep": {"key": "tr0ub4dor"}}', "shop:one": "correct-horse", "shop:open": "web-site"}
    stack = StackFacts("shop", "prod", config, frozenset({"shop:all", "shop:one"}))
    assert Confidential([], stack).hide("tr0ub4dor correct-horse web-site") == "(secret) (secret) web-site"
