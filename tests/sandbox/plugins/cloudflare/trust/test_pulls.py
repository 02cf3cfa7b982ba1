"""What the edge shows to origins: wrong uploads are refused with a reason, right ones are made once."""

from typing import Any

import grpc
import pytest

from tests.sandbox.cloudflare.pairs import Pair, pair, request
from tests.sandbox.plugins.cloudflare.conftest import Vendor
from tests.sandbox.plugins.cloudflare.trust.lives import hostname, uploaded

PULL = "AuthenticatedOriginPullsCertificate"


def inputs(found: Pair) -> dict[str, str]:
    return {"certificate": found.certificate, "privateKey": found.private_key}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (pair(days=-1), "has expired on"),
        (Pair(pair().certificate, pair().private_key), "certificate and private key pair you uploaded is invalid"),
    ],
    ids=["expired", "another's key"],
)
def test_an_upload_that_the_edge_could_not_use_leaves_nothing(vendor: Vendor, wrong: Pair, said: str) -> None:
    with pytest.raises(grpc.RpcError, match=said) as refused:
        vendor.make(PULL, **inputs(wrong))
    assert wrong.private_key.splitlines()[1] not in str(refused.value)
    assert vendor.results("/origin_tls_client_auth") == []


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
def test_an_upload_whose_answer_is_lost_is_made_once(vendor: Vendor, kind: str) -> None:
    vendor.fault(kind=kind, path=".*/origin_tls_client_auth", method="POST", count=1)
    kept = vendor.make(PULL, **uploaded())
    assert [each["id"] for each in vendor.results("/origin_tls_client_auth")] == [kept.resource_id]


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
def test_a_signing_whose_answer_is_lost_is_done_once(vendor: Vendor, kind: str) -> None:
    vendor.fault(kind=kind, path="/certificates", method="POST", count=1)
    kept = vendor.make(
        "OriginCaCertificate", csr=request(), hostnames=["arqora.dev"], requestType="origin-ecc", requestedValidity=90
    )
    listed = vendor.call("GET", f"/certificates?zone_id={vendor.zone}").json()["result"]
    assert [each["id"] for each in listed] == [kept.resource_id]


def test_another_key_for_a_certificate_is_refused_and_another_text_of_its_own_is_none(vendor: Vendor) -> None:
    kept = vendor.make(PULL, **uploaded())
    with pytest.raises(grpc.RpcError, match=r"privateKey: not the certificate's; change both"):
        kept.update({**kept.inputs, "privateKey": pair().private_key})
    kept.update({**kept.inputs, "privateKey": kept.inputs["privateKey"] + "\n"})
    assert [each["id"] for each in vendor.results("/origin_tls_client_auth")] == [kept.resource_id]


def test_white_space_in_a_certificate_is_no_change(vendor: Vendor) -> None:
    kept = vendor.make(PULL, **uploaded())
    assert kept.changes({**kept.inputs, "certificate": kept.inputs["certificate"].rstrip() + "\n\n"}) == []


def test_a_certificate_on_its_way_out_is_gone(vendor: Vendor) -> None:
    kept = vendor.make(PULL, **uploaded())
    assert vendor.call("DELETE", f"/zones/{vendor.zone}/origin_tls_client_auth/{kept.resource_id}").ok
    found, _, _ = vendor.plugin.read(
        f"cloudflare:index/authenticatedOriginPullsCertificate:{PULL}", kept.resource_id, kept.outputs, kept.inputs
    )
    assert found == ""


@pytest.mark.parametrize("wrong", [{"configs": []}, {"configs": [{"certId": "1", "enabled": True}]}])
def test_an_association_is_about_one_host_name(vendor: Vendor, wrong: dict[str, Any]) -> None:
    with pytest.raises(grpc.RpcError, match="exactly one host name"):
        vendor.make("AuthenticatedOriginPulls", **wrong)


def test_an_association_does_not_move_to_another_host_name(vendor: Vendor) -> None:
    kept = vendor.make("AuthenticatedOriginPulls", **hostname(vendor))
    other = [{**kept.inputs["configs"][0], "hostname": "b.arqora.dev"}]
    with pytest.raises(grpc.RpcError, match=r"a\.arqora\.dev cannot become b\.arqora\.dev"):
        kept.update({**kept.inputs, "configs": other})


def test_an_origin_certificate_for_a_foreign_host_is_refused_by_its_name(vendor: Vendor) -> None:
    with pytest.raises(grpc.RpcError, match=r"Failed to validate requested hostname arqora\.test.*\(1010\)"):
        vendor.make("OriginCaCertificate", csr=request(), hostnames=["arqora.test"], requestType="origin-ecc")
