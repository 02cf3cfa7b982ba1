"""`unlisted-type`."""

from typing import Any

import pytest
from google.protobuf.struct_pb2 import Struct

from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.resource import Provider, Resource
from policies.rules.process.unlisted_type import known
from policies.settings import Settings
from tests.policies.conftest import texts
from tests.policies.inputs import TODAY

RULE = "unlisted-type"


def judged(catalogue: Catalogue, token: str, *, custom: bool = True, settings: Settings | None = None) -> list[str]:
    provider = Provider("urn:pulumi:s::p::pulumi:providers:x::default", "default", Struct()) if custom else None
    resource = Resource(token, "x", f"urn:pulumi:s::p::{token}::x", provider=provider)
    return texts(judge_resource([catalogue.by_id[RULE]], resource, settings or Settings(TODAY)))


@pytest.mark.parametrize(
    "token",
    [
        "hcloud:index/server:Server",
        "hcloud:index/placementGroup:PlacementGroup",
        "cloudflare:index/list:List",
        "command:remote:Command",
        "random:index/randomBytes:RandomBytes",
        "tls:index/privateKey:PrivateKey",
    ],
)
def test_a_known_type_is_fine(catalogue: Catalogue, token: str) -> None:
    assert not judged(catalogue, token)


@pytest.mark.parametrize(
    "token", ["pulumi:pulumi:Stack", "pulumi:providers:aws", "arqora:compute:ComputeNode", "shop:web:Site", "x:y:z"]
)
def test_what_makes_nothing_itself_is_fine(catalogue: Catalogue, token: str) -> None:
    assert not judged(catalogue, token, custom=False)


@pytest.mark.parametrize(
    ("token", "why"),
    [
        ("aws:ec2/instance:Instance", "is of a provider that no rule knows"),
        ("kubernetes:core/v1:Service", "is of a provider that no rule knows"),
        ("shop:web:Site", "is of a provider that no rule knows"),
        ("hcloud:index/newThing:NewThing", "is one that no rule judges"),
        ("cloudflare:index/byoIpPrefix:ByoIpPrefix", "is one that no rule judges"),
        ("command:local:Other", "is one that no rule judges"),
    ],
)
def test_any_other_type_is_a_violation(catalogue: Catalogue, token: str, why: str) -> None:
    assert judged(catalogue, token) == [f"x: type {token} {why}"]


@pytest.mark.parametrize("token", ["pulumi-python:dynamic:Resource", "pulumi-nodejs:dynamic/resource:Resource"])
@pytest.mark.parametrize("custom", [True, False])
def test_code_of_the_program_is_one_too(catalogue: Catalogue, token: str, custom: bool) -> None:
    assert judged(catalogue, token, custom=custom) == [
        "x: runs code of the program to make something that no rule can see"
    ]


def test_a_picture_without_providers_hides_nothing(catalogue: Catalogue) -> None:
    assert judged(catalogue, "aws:ec2/instance:Instance", custom=False)


def test_a_type_can_be_accepted_by_name(catalogue: Catalogue) -> None:
    entry: dict[str, Any] = {"type": "aws:s3/bucketV2:BucketV2", "reason": "backups", "owner": "operations"}
    settings = Settings(TODAY, options={RULE: {"accepted": [entry]}})
    assert not judged(catalogue, "aws:s3/bucketV2:BucketV2", settings=settings)
    assert judged(catalogue, "aws:s3/bucket:Bucket", settings=settings)


def test_every_type_that_a_rule_judges_is_known(catalogue: Catalogue) -> None:
    assert {token for rule in catalogue.rules for token in rule.types} - {"*"} <= known()
    assert "*" not in known()
