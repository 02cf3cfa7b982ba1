"""What expressions are true of which requests: most cases are the vendor's own examples."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.edge.expression import Facts, parse, parse_value
from sandbox.edge.messages import Response
from tests.sandbox.edge.requests import request

HEADERS = {
    "user-agent": "curl/8.5",
    "referer": "https://example.org/",
    "cookie": "app=test; s%20id=1; app=two",
    "accept": "application/json",
    "x-categories": "groceries,electronics,diy,auto",
    "client_id": "MTIzYWJj",
}
FACTS = Facts(
    request(
        "https://WWW.arqora.test/Apps/a%20b.JPG?filter=waf&filter=botm&filter=cdn&q=John+Doe",
        headers=HEADERS,
        country="DE",
        body=b'{"product": {"id": 356}, "company": "arqora"}',
    ),
    now=1484063137.857,
    zone="arqora.test",
    response=Response(404, (("content-type", "text/HTML; charset=utf-8"), ("x-a", "1"), ("x-a", "2"))),
)
TRUE = [
    "true",
    "(true)",
    "not false",
    "ssl",
    "not not ssl",
    '(http.host eq "WWW.arqora.test")',
    'lower(http.host) == "www.arqora.test"',
    'upper(http.host) eq "WWW.ARQORA.TEST"',
    'http.host ne "example.com"',
    'http.request.uri eq "/Apps/a%20b.JPG?filter=waf&filter=botm&filter=cdn&q=John+Doe"',
    'http.request.full_uri strict wildcard "https://*/Apps/*"',
    'http.request.full_uri wildcard "https://www.arqora.test/apps/*"',
    'not http.request.full_uri strict wildcard "https://www.arqora.test/apps/*"',
    'not http.request.uri.path wildcard "/Apps"',
    r'http.request.uri.path wildcard r"/apps/a%20b\*.JPG" or true',
    'http.request.uri.path.extension in {"png" "jpg"}',
    'http.request.uri.path contains "/Apps/"',
    'http.request.uri.path matches "^/Apps/a%20b\\.JPG$"',
    'http.request.uri.path ~ r#"^/Apps/.*\\.(JPG|"#)$"# or true'.replace('"#)$"# or true', 'GIF)$"#'),
    'url_decode(http.request.uri.path) eq "/Apps/a b.JPG"',
    'url_decode(http.request.uri.args["q"][0]) eq "John Doe"',
    'starts_with(http.request.uri.path, "/Apps")',
    'ends_with(http.request.uri.path, ".JPG")',
    "len(http.host) eq 15",
    "len(http.request.uri.path)>=4",
    'concat("a", http.request.method, 7) eq "aGET7"',
    'substring(http.host, 4) eq "arqora.test"',
    'substring(http.host, 4, 10) eq "arqora"',
    'substring(http.host, -4) eq "test"',
    'substring(http.host, 0, -5) eq "WWW.arqora"',
    'remove_query_args(http.request.uri.query, "filter") eq "q=John+Doe"',
    'remove_bytes(http.host, "\\x2e\\x57") eq "arqoratest"',
    'any(decode_base64(http.request.headers["client_id"][*])[*] eq "123abc")',
    'encode_base64(http.host) eq "V1dXLmFycW9yYS50ZXN0"',
    'encode_base64("hello world") eq "aGVsbG8gd29ybGQ" and encode_base64("hello world", "p") eq "aGVsbG8gd29ybGQ="',
    'encode_base64("\xc3\xbe?>", "u") contains "-"',
    'lookup_json_integer(http.request.body.raw, "product", "id") eq 356',
    'lookup_json_string(http.request.body.raw, "company") eq "arqora"',
    'split(http.request.headers["x-categories"][0], ",", 3)[2] eq "diy,auto"',
    'join(http.request.uri.args["filter"], "+") eq "waf+botm+cdn"',
    'http.request.method in {"GET" "HEAD"}',
    'not http.request.method in {"POST"}',
    'http.request.version eq "HTTP/1.1"',
    "ip.src eq 203.0.113.7",
    "ip.src ne 203.0.113.8",
    "ip.src in {198.51.100.1 203.0.113.0/24}",
    "ip.src in {203.0.113.3..203.0.113.7}",
    "not ip.src in {2001:db8::/32 203.0.113.8}",
    "cidr(ip.src, 24, 48) eq 203.0.113.0",
    "cidr6(ip.src, 48) eq 203.0.113.7",
    'ip.geoip.country eq "DE"',
    'ip.src.country in {"DE" "AT"}',
    "ip.src.is_in_european_union",
    'http.user_agent contains "curl"',
    'http.referer eq "https://example.org/"',
    'http.cookie contains "app=test"',
    'any(http.request.cookies["app"][*] == "two")',
    'http.request.cookies["s id"][0] eq "1"',
    'http.request.headers["accept"][0] eq "application/json"',
    'any(http.request.headers["accept"][*] == "application/json")',
    'not any(http.request.headers["accept"][*] == "text/plain")',
    'any(lower(http.request.headers.names[*])[*] == "accept")',
    'all(len(http.request.uri.args["filter"][*])[*] in {3 4})',
    'not all(not len(http.request.uri.args["filter"][*])[*] in {3 4})',
    'any(http.request.uri.args["filter"][*] eq "waf" or http.request.uri.args["filter"][*] eq "x")',
    'len(http.request.uri.args["filter"][1]) eq 4',
    'len(http.request.uri.args["filter"]) >= 0',
    'not len(http.request.uri.args["order"]) >= 0',
    'all(http.request.headers["absent"][*] eq "a")',
    "not cf.bot_management.static_resource",
    "http.request.timestamp.sec gt 1484063136 and http.request.timestamp.msec eq 857",
    "cf.threat_score lt 10",
    "not cf.client.bot and not cf.bot_management.verified_bot",
    'cf.zone.name eq "arqora.test"',
    "cf.edge.server_port in {80 400..500}",
    "http.response.code in {400..499}",
    'http.response.content_type.media_type eq "text/html"',
    'any(http.response.headers["x-a"][*] eq "2")',
    'raw.http.request.uri.path eq "/Apps/a%20b.JPG"',
    "true or false and false",
    "true xor true or true",
    "not false and true",
    "not (false or false)",
    "!false && true || false",
    "true ^^ false",
    'ssl and\n\t(http.host eq "a" or\n http.request.method eq "GET")',
    'http.host eq "\\127WW.arqora.test"',
]
FALSE = [
    "false",
    "true xor true",
    # whatever is compared with a missing value
    'http.request.headers["absent"][0] eq ""',
    'http.request.headers["absent"][0] ne "a"',
    'http.request.uri.args["filter"][9] ne "a"',
    'any(http.request.headers["absent"][*] eq "a")',
    "cf.bot_management.score lt 30",
    "cf.bot_management.score ge 30",
    'http.request.uri.path contains "/apps/"',
    'http.request.uri.path eq "/apps/a%20b.JPG"',
    "ip.src in {203.0.113.8..203.0.113.9 203.0.112.0/24}",
    'http.request.uri.path matches "^/Apps$"',
]


@pytest.mark.parametrize("text", TRUE)
def test_it_is_true(text: str) -> None:
    assert parse(text).matches(FACTS) is True


@pytest.mark.parametrize("text", FALSE)
def test_it_is_false(text: str) -> None:
    assert parse(text).matches(FACTS) is False


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"https://example.com/"', "https://example.com/"),
        ('concat("https://", http.host, http.request.uri.path)', "https://WWW.arqora.test/Apps/a%20b.JPG"),
        ("to_string(ssl)", "true"),
        ("to_string(ip.src)", "203.0.113.7"),
        ("http.response.code", "404"),
        ('http.request.headers["absent"][0]', ""),
        ('regex_replace("/foo/bar", "/bar$", "/baz")', "/foo/baz"),
        ('regex_replace("/x", "^/y$", "/mumble")', "/x"),
        ('regex_replace("/foo", "^/FOO$", "/x")', "/foo"),
        ('regex_replace("/a/a", "/a", "/b")', "/b/a"),
        ('regex_replace("/b", "^/b$", "/b$$")', "/b$"),
        ('regex_replace("/foo/a/path", "^/foo/([^/]*)/(.*)$", "/bar/${2}/${1}")', "/bar/path/a"),
        ('wildcard_replace(http.request.uri.path, "/apps/*", "/${1}")', "/a%20b.JPG"),
        ('wildcard_replace(http.request.uri.path, "/apps/*", "/${1}", "s")', "/Apps/a%20b.JPG"),
        ('wildcard_replace(http.request.uri.path, "/nothing/*", "/${1}")', "/Apps/a%20b.JPG"),
    ],
)
def test_a_value_is_a_text(text: str, value: str) -> None:
    assert parse_value(text).value(FACTS) == value


def test_a_uuid_is_of_the_fourth_version() -> None:
    assert parse_value("uuidv4(cf.random_seed)").value(FACTS)[14] == "4"


def test_it_names_what_it_is_made_of() -> None:
    found = parse('lower(http.host) matches "a" and any(http.request.uri.args.names[*] contains "b")')
    assert found.fields == {"http.host", "http.request.uri.args.names"}
    assert found.functions == {"lower", "any"}
    assert found.operators == {"matches", "contains"}


@pytest.mark.parametrize(("text", "needed"), [("http.response.code eq 200", True), ("ssl", False)])
def test_it_knows_whether_it_needs_a_response(text: str, needed: bool) -> None:
    assert parse(text).needs_response is needed


LEAVES = st.sampled_from([("true", True), ("false", False), ("ssl", True), ('http.host eq "a"', False)])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(lambda one: (f"not ({one[0]})", not one[1])),
        st.tuples(inner, inner, st.sampled_from(["and", "&&"])).map(
            lambda both: (f"({both[0][0]}) {both[2]} ({both[1][0]})", both[0][1] and both[1][1])
        ),
        st.tuples(inner, inner, st.sampled_from(["or", "||"])).map(
            lambda both: (f"({both[0][0]}) {both[2]} ({both[1][0]})", both[0][1] or both[1][1])
        ),
        st.tuples(inner, inner, st.sampled_from(["xor", "^^"])).map(
            lambda both: (f"({both[0][0]}){both[2]}({both[1][0]})", both[0][1] != both[1][1])
        ),
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=60)
@given(TREES)
def test_any_nesting_means_what_its_parentheses_say(tree: tuple[str, bool]) -> None:
    assert parse(tree[0]).matches(FACTS) is tree[1]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["and", "xor", "or"]), min_size=1, max_size=8), st.data())
def test_precedence_is_and_before_xor_before_or(joins: list[str], data: st.DataObject) -> None:
    bits = data.draw(st.lists(st.booleans(), min_size=len(joins) + 1, max_size=len(joins) + 1))
    text = " ".join(f"{str(bit).lower()} {join}" for bit, join in zip(bits, [*joins, ""], strict=True))
    python = " ".join(f"{bit} {join}" for bit, join in zip(bits, [*(PYTHON[each] for each in joins), ""], strict=True))
    assert parse(text).matches(FACTS) is bool(eval(python))  # noqa: S307 (made of literals above)


PYTHON = {"and": "&", "xor": "^", "or": "|"}


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_characters='"\\'), max_size=20))
def test_a_literal_is_equal_to_the_same_header(text: str) -> None:
    facts = Facts(request(headers={"x": text}))
    assert parse(f'http.request.headers["x"][0] eq "{text}"').matches(facts)
    assert parse(f'http.request.headers["x"][0] eq r##"{text}"##').matches(facts)
