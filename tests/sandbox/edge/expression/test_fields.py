"""Where values of fields come from."""

import pytest

from sandbox.edge.expression import Facts, parse_any
from sandbox.edge.expression.fields import FIELDS, UNCOMPUTED
from sandbox.edge.expression.kinds import ADDRESS, BOOLEAN, INTEGER, STRING, STRINGS, STRINGS_BY_NAME, element, valued
from sandbox.edge.messages import Response
from tests.sandbox.edge.requests import request

PYTHON: dict[str, type] = {BOOLEAN: bool, INTEGER: int, STRING: str, STRINGS: list, STRINGS_BY_NAME: dict}
BARE = Facts(request())
WHOLE = Facts(
    request("https://www.arqora.test/a?b=c", headers={"host": "www.arqora.test", "cookie": "d=e"}, body=b"f"),
    now=1.5,
    zone="arqora.test",
    response=Response(200, (("content-type", "text/html"),)),
)


@pytest.mark.parametrize("facts", [BARE, WHOLE])
@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_field_has_a_value_of_its_type_or_none(name: str, facts: Facts) -> None:
    kind, _ = FIELDS[name]
    value = parse_any(name).operand.run(facts)
    if name.replace("geoip", "src") in UNCOMPUTED or (name == "http.response.code" and facts is BARE):
        assert value is None
    elif kind == ADDRESS:
        assert str(value) == "203.0.113.7"
    else:
        assert type(value) is PYTHON[kind]


@pytest.mark.parametrize(
    ("path", "extension"),
    [
        ("/foo", ""),
        ("/foo.mp3", "mp3"),
        ("/.mp3", ""),
        ("/.foo.mp3", "mp3"),
        ("/foo.tar.bz2", "bz2"),
        ("/foo.", ""),
        ("/foo.MP3", "mp3"),
        ("/a.b/c", ""),
    ],
)
def test_an_extension_is_as_the_vendor_says(path: str, extension: str) -> None:
    assert Facts(request(path=path)).extension == extension


def test_the_deprecated_names_are_the_same_fields() -> None:
    assert FIELDS["ip.geoip.country"] is FIELDS["ip.src.country"]
    assert {name for name in FIELDS if "geoip" in name} == {
        "ip.geoip.asnum",
        "ip.geoip.continent",
        "ip.geoip.country",
        "ip.geoip.is_in_european_union",
        "ip.geoip.subdivision_1_iso_code",
        "ip.geoip.subdivision_2_iso_code",
    }


def test_kinds_name_what_is_inside() -> None:
    assert (element(STRINGS), element(STRING)) == (STRING, None)
    assert (valued(STRINGS_BY_NAME), valued(STRINGS)) == (STRINGS, None)
