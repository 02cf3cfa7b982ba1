"""Every long-lived credential has an owner, a maximum age and a recent rotation, or ends by itself in time."""

import dataclasses
import datetime
from collections.abc import Callable
from typing import Any

import pytest

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.finding import Verdict
from policies.options import LONGEST_AGE_DAYS
from policies.reading import UNKNOWN
from policies.resource import Resource
from policies.secrets.credentials import credentials
from policies.settings import Settings
from tests.policies.conftest import texts
from tests.policies.inputs import TODAY, Encode

RULE = "credential-rotation"
PASSWORD = "random:index/randomPassword:RandomPassword"
BYTES = "random:index/randomBytes:RandomBytes"
KEY = "hcloud:index/sshKey:SshKey"
API_TOKEN = "cloudflare:index/apiToken:ApiToken"
SERVICE_TOKEN = "cloudflare:index/zeroTrustAccessServiceToken:ZeroTrustAccessServiceToken"
ORIGIN = "cloudflare:index/originCaCertificate:OriginCaCertificate"

Judged = Callable[..., list[Verdict]]


def days_ago(days: int) -> str:
    return (TODAY - datetime.timedelta(days=days)).isoformat()


def entry(**said: Any) -> dict[str, Any]:
    return {"resource": "x", "owner": "operations", "max_age_days": 90, "rotated": days_ago(10)} | said


@pytest.fixture
def judged(catalogue: Catalogue, settings: Settings, encode: Encode) -> Judged:
    def judge(
        token: str, properties: dict[str, Any], *entries: dict[str, Any], within: str = "", **more: Any
    ) -> list[Verdict]:
        chain = f"{within}${token}" if within else token
        resource = Resource(token, "x", f"urn:pulumi:test::shop::{chain}::x", declared=encode(properties))
        own = dataclasses.replace(settings, options={RULE: {"credentials": list(entries)} | more})
        return judge_resource([catalogue.by_id[RULE]], resource, own)

    return judge


@pytest.mark.parametrize("token", sorted(token for token, each in credentials().items() if not each.expiry))
def test_a_credential_that_nobody_declared_is_refused(judged: Judged, token: str) -> None:
    condition = credentials()[token].condition
    (fact,) = texts(judged(token, {condition: "given"} if condition else {}))
    assert fact.endswith("nobody declared an owner, a maximum age and the day of its last rotation")


@pytest.mark.parametrize("missing", ["owner", "max_age_days", "rotated"])
def test_a_declaration_in_part_is_refused(judged: Judged, missing: str) -> None:
    said = entry()
    del said[missing]
    (fact,) = texts(judged(PASSWORD, {}, said))
    assert "nobody declared" in fact


@pytest.mark.parametrize(
    "said", [entry(), entry(resource="*"), {**entry(), "type": PASSWORD}, entry(resource="urn:pulumi:test::shop::*::x")]
)
def test_a_declared_one_passes(judged: Judged, said: dict[str, Any]) -> None:
    assert texts(judged(PASSWORD, {}, said)) == []


@pytest.mark.parametrize("said", [entry(resource="y"), entry(type=KEY), entry(within="shop:index:Other")])
def test_a_declaration_of_another_one_does_not_count(judged: Judged, said: dict[str, Any]) -> None:
    assert len(texts(judged(PASSWORD, {}, said))) == 1


@pytest.mark.parametrize(
    ("age", "facts", "notices"), [(60, 0, 0), (61, 0, 1), (90, 0, 1), (91, 1, 0), (-1, 0, 0), (-2, 1, 0)]
)
def test_its_age_is_held_against_what_is_declared(judged: Judged, age: int, facts: int, notices: int) -> None:
    verdicts = judged(PASSWORD, {}, entry(rotated=days_ago(age)))
    assert [verdict.mandatory for verdict in verdicts] == [True] * facts + [False] * notices


@pytest.mark.parametrize(("age", "notices"), [(335, 0), (336, 1)])
def test_the_end_of_a_long_life_is_announced_thirty_days_before(judged: Judged, age: int, notices: int) -> None:
    verdicts = judged(PASSWORD, {}, entry(max_age_days=365, rotated=days_ago(age)))
    assert [verdict.mandatory for verdict in verdicts] == [False] * notices


def test_keepers_tell_it_too_and_count_before_the_configuration(judged: Judged) -> None:
    keepers = {"rotated": days_ago(1), "owner": "data", "max_age_days": "30"}
    assert judged(BYTES, {"keepers": keepers}, entry(rotated=days_ago(300))) == []
    assert len(texts(judged(BYTES, {"keepers": keepers | {"rotated": days_ago(31)}}, entry()))) == 1


def test_labels_tell_it_too(judged: Judged) -> None:
    labels = {"arqora.dev/owner": "ada", "arqora.dev/max-age-days": "200", "arqora.dev/rotated": days_ago(100)}
    assert texts(judged(KEY, {"labels": labels})) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"max_age_days": str(LONGEST_AGE_DAYS + 1)}, "no number of days"),
        ({"max_age_days": "0"}, "no number of days"),
        ({"max_age_days": "forever"}, "no number of days"),
        ({"rotated": "yesterday"}, "is no date"),
    ],
)
def test_what_means_nothing_is_refused(judged: Judged, changes: dict[str, str], words: str) -> None:
    keepers = {"rotated": days_ago(1), "owner": "data", "max_age_days": "30"} | changes
    (fact,) = texts(judged(BYTES, {"keepers": keepers}))
    assert words in fact


@pytest.mark.parametrize("days", [1, LONGEST_AGE_DAYS])
def test_the_shortest_and_the_longest_age_mean_something(judged: Judged, days: int) -> None:
    keepers = {"rotated": days_ago(0), "owner": "data", "max_age_days": str(days)}
    assert texts(judged(BYTES, {"keepers": keepers})) == []


def test_our_components_have_an_owner_and_an_age_and_need_the_day(judged: Judged) -> None:
    (fact,) = texts(judged(BYTES, {}, within="arqora:compute:ComputeNode"))
    assert fact == "x: holds a key, and nobody declared the day of its last rotation"
    said = {"within": "arqora:compute:ComputeNode", "rotated": days_ago(10)}
    assert texts(judged(BYTES, {}, said, within="arqora:compute:ComputeNode")) == []


@pytest.mark.parametrize(
    ("token", "properties", "words"),
    [
        (API_TOKEN, {}, "that never ends"),
        (API_TOKEN, {"expiresOn": "2030-01-01T00:00:00Z"}, "ends on 2030-01-01, after more than 90 days"),
        (API_TOKEN, {"expiresOn": "2026-01-01T00:00:00Z"}, "ended on 2026-01-01"),
        (API_TOKEN, {"expiresOn": UNKNOWN}, "expiresOn is not known before apply"),
        (API_TOKEN, {"expiresOn": "soon"}, "expiresOn is no date"),
        (SERVICE_TOKEN, {}, "after more than 90 days"),
        (SERVICE_TOKEN, {"duration": "forever"}, "duration is no span of time"),
        (SERVICE_TOKEN, {"duration": "17520h"}, "after more than 90 days"),
        (ORIGIN, {}, "after more than 90 days"),
        (ORIGIN, {"requestedValidity": 365}, "after more than 90 days"),
        (ORIGIN, {"requestedValidity": 91}, "after more than 90 days"),
        (ORIGIN, {"requestedValidity": "ever"}, "requestedValidity is no span of time"),
        (ORIGIN, {"requestedValidity": 9999999}, "requestedValidity is no span of time"),
        (SERVICE_TOKEN, {"duration": "2185h"}, "after more than 90 days"),
    ],
)
def test_what_should_end_by_itself_must_do_so_in_time(
    judged: Judged, token: str, properties: dict[str, Any], words: str
) -> None:
    (fact,) = texts(judged(token, properties, entry()))
    assert words in fact


@pytest.mark.parametrize(
    ("token", "properties"),
    [
        (API_TOKEN, {"expiresOn": "2027-01-31T00:00:00Z"}),
        (API_TOKEN, {"expiresOn": f"{TODAY}T00:00:00Z"}),
        (SERVICE_TOKEN, {"duration": "2160h"}),
        (SERVICE_TOKEN, {"duration": "24h30m"}),
        (ORIGIN, {"requestedValidity": 90}),
    ],
)
def test_what_ends_in_time_needs_no_day(judged: Judged, token: str, properties: dict[str, Any]) -> None:
    said = entry()
    del said["rotated"]
    assert judged(token, properties, said) == []


def test_a_stack_that_is_thrown_away_needs_no_declarations_and_says_so(judged: Judged) -> None:
    thrown_away = {"owner": "operations", "reason": "lives for an hour"}
    assert judged(PASSWORD, {}, throw_away=thrown_away) == []
    assert len(texts(judged(API_TOKEN, {}, throw_away=thrown_away))) == 1
    (notice,) = judged("pulumi:pulumi:Stack", {}, throw_away=thrown_away)
    assert not notice.mandatory
    assert "lives for an hour" in notice.message


def test_what_holds_no_credential_needs_none(judged: Judged) -> None:
    assert judged("postgresql:index/role:Role", {"name": "app"}) == []
