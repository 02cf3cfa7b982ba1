"""The pack reads what ComputeNode really tells its hosts, and finds nothing; another host's ruleset it does find.

The pack imports no component. This test does, and holds the two together.
"""

from ipaddress import IPv4Address, IPv4Network, ip_network
from typing import Any

import pulumi
import pytest

from components._base.bundle import Bundle, Part, Secret, join
from components._base.exposure import HttpsFromEdge, Ping
from components._base.flow import Flow
from components._base.segment import Segment
from components.compute_node import Administration, ComputeNodeArgs, Load, Placement, Public, cloud_init, contents
from components.compute_node.identity import ssh_host_key
from components.origin_lock import OriginLockArgs, delivery
from policies.catalogue import Catalogue
from policies.evaluation import judge_resource
from policies.hetzner.tokens import COMPUTE_NODE, SERVER
from policies.host.firewall import rulesets
from policies.host.source import content
from policies.resource import Resource
from policies.settings import Settings
from tests.policies.conftest import texts
from tests.policies.inputs import TODAY, Declare

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGUXx3q/zn+3XnQ0wmPH/WRWWfLxP4/5LtSr6k8GvxTR ada"
FLOW = Flow(source="app", target="data", protocol="tcp", port="5432", reason="services to PostgreSQL")


def arguments(*parts: Part) -> ComputeNodeArgs:
    return ComputeNodeArgs(
        role="app",
        address=IPv4Address("10.20.2.4"),
        segment=Segment(
            pulumi.Output.from_input(7),
            IPv4Network("10.20.0.0/16"),
            IPv4Network("10.99.20.0/24"),
            {"app": IPv4Network("10.20.2.0/24"), "data": IPv4Network("10.20.3.0/24")},
            (FLOW,),
        ),
        administration=Administration(keys=(KEY,)),
        ssh_key=pulumi.Output.from_input("1"),
        placements=(Placement(server_type="cx23", location="fsn1"),),
        image="debian-12",
        public=Public(ipv4=True),
        exposures=(HttpsFromEdge(), Ping()),
        edge=(ip_network("173.245.48.0/20"), ip_network("2400:cb00::/32")),
        containers=True,
        load=(Load(service="api", memory_gb=2, cpu=1, disk_gb=10),),
        parts=parts,
    )


def origin() -> Part:
    """Return what an origin has."""
    text = pulumi.Output.from_input("not a real one")
    lock = OriginLockArgs(
        zone="arqora.dev",
        hostnames=("api.arqora.dev",),
        upstreams={"api.arqora.dev": ("127.0.0.1:8080",)},
        generations={1: TODAY},
        today=TODAY,
    )
    return delivery.part(lock, {1: text}, text, text)


def bundle(args: ComputeNodeArgs) -> Bundle:
    return join("app-1", contents.in_bundle(args))


@pytest.fixture(params=["told", "user data"])
def host(request: pytest.FixtureRequest, declare: Declare) -> Any:
    """Make a resource that tells a host everything, for a role that may be another than the host was made for."""

    def made(role: str) -> Resource:
        hidden = Part("hidden", secrets=(Secret("/run/arqora/secrets/x", pulumi.Output.from_input("s3cret")),))
        args = arguments(hidden, origin())
        if request.param == "told":
            return declare(COMPUTE_NODE, "app-1", {"role": role, "host": contents.told(args, bundle(args))})
        first = cloud_init.Host("app-1", "ops", contents.at_first_boot(args), args.boot)
        text = cloud_init.render(first, ssh_host_key(bytes(32), "app-1"), [])
        networks = [{"networkId": 7, "ip": "10.20.2.4"}]
        return declare(SERVER, "app-1", {"userData": text, "labels": {"arqora.dev/role": role}, "networks": networks})

    return made


def violations(catalogue: Catalogue, settings: Settings, resource: Resource) -> list[str]:
    rules = [rule for rule in catalogue.judging(resource.type) if catalogue.groups[rule.id] in ("hosts", "process")]
    return texts(judge_resource(rules, resource, settings))


def test_a_host_as_it_is_made_violates_nothing(catalogue: Catalogue, settings: Settings, host: Any) -> None:
    resource = host("app")
    assert not violations(catalogue, settings, resource)
    assert all(each.ruleset.dropping("input") == {"ip", "ip6"} for each in rulesets(content(resource)))
    assert rulesets(content(resource))


def test_the_same_host_in_another_role_does(catalogue: Catalogue, settings: Settings, host: Any) -> None:
    assert any("lets in tcp 443" in each for each in violations(catalogue, settings, host("data")))


def test_what_a_node_tells_has_no_secret() -> None:
    args = arguments(Part("hidden", secrets=(Secret("/run/arqora/secrets/x", pulumi.Output.from_input("s3cret")),)))
    assert "s3cret" not in repr(contents.told(args, bundle(args)))


def test_a_bundle_without_secrets_is_told_by_its_own_command() -> None:
    args = arguments()
    assert "bundle" not in contents.told(args, bundle(args))
