"""One life of every type that is about trust: how it begins, and what changes in place."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.sandbox.cloudflare.conftest import ACCOUNT
from tests.sandbox.cloudflare.pairs import pair, request
from tests.sandbox.plugins.cloudflare.conftest import Vendor

DNS_WRITE, ZONE_READ = "4755a26eedb94da69e1066d98aa820be", "c8fed203ed3043cba015a93ad1616f1f"
ZONE = "com.cloudflare.api.account.zone"
SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="


@dataclass(frozen=True)
class Life:
    """How one type is made and changed."""

    name: str
    inputs: Callable[[Vendor], dict[str, Any]]
    """May make what the resource needs."""
    parents: str
    """What an import's id begins with; `{zone}` is the zone's id."""
    changes: Mapping[str, Any] = field(default_factory=dict)
    """Properties that change in place, one after the other."""
    unseen: frozenset[str] = frozenset()
    """Inputs that the vendor does not tell."""
    lasting: bool = False
    """It stays as it is when the resource goes."""
    other_name: bool = False
    """Its id is no part of an import's id: the parents say all."""


def uploaded() -> dict[str, str]:
    found = pair()
    return {"certificate": found.certificate, "privateKey": found.private_key}


def hostname(vendor: Vendor) -> dict[str, Any]:
    certificate = vendor.make("AuthenticatedOriginPullsHostnameCertificate", **uploaded()).resource_id
    return {"configs": [{"certId": certificate, "enabled": True, "hostname": "a.arqora.dev"}]}


def token(_: Vendor) -> dict[str, Any]:
    return {"name": "deploy", "policies": [policy(DNS_WRITE, ZONE_READ)], "expiresOn": "2040-01-01T00:00:00Z"}


def policy(*groups: str) -> dict[str, Any]:
    about = json.dumps({f"{ZONE}.*": "*"}, indent=1)
    return {"effect": "allow", "permissionGroups": [{"id": each} for each in groups], "resources": about}


def tunnel(vendor: Vendor) -> str:
    return vendor.make("ZeroTrustTunnelCloudflared", accountId=ACCOUNT, name="t", configSrc="cloudflare").resource_id


def ingress(port: int) -> dict[str, Any]:
    request = {"noTlsVerify": False, "connectTimeout": 5, "originServerName": "a.arqora.dev"}
    declared = {"hostname": "a.arqora.dev", "service": f"https://localhost:{port}", "originRequest": request}
    return {"ingresses": [declared, {"service": "http_status:404"}]}


def bucket(vendor: Vendor) -> dict[str, Any]:
    vendor.make("R2Bucket", accountId=ACCOUNT, name="backups")
    return {"accountId": ACCOUNT, "bucketName": "backups"}


def lock(days: int) -> list[dict[str, Any]]:
    age = {"type": "Age", "maxAgeSeconds": days * 86400}
    return [{"id": "r", "enabled": True, "prefix": "base/", "condition": age}]


def expiry(days: int) -> list[dict[str, Any]]:
    age = {"type": "Age", "maxAge": days * 86400}
    return [
        {
            "id": "r",
            "enabled": True,
            "conditions": {"prefix": "wal/"},
            "deleteObjectsTransition": {"condition": age},
        }
    ]


TOKEN_CHANGES = {
    "name": "deploy2",
    "policies": [policy(DNS_WRITE)],
    "condition": {"requestIp": {"ins": ["192.0.2.0/24"], "notIns": ["192.0.2.1/32"]}},
    "expiresOn": "2041-01-01T00:00:00Z",
    "status": "disabled",
}
ALERT = {
    "accountId": ACCOUNT,
    "name": "certificates",
    "alertType": "zone_aop_custom_certificate_expiration_type",
    "enabled": True,
    "mechanisms": {"emails": [{"id": "ops@arqora.dev"}]},
}
LIVES = [
    Life(
        "OriginCaCertificate",
        lambda _: {"csr": request(), "hostnames": ["*.arqora.dev", "arqora.dev"], "requestType": "origin-ecc"},
        "",
    ),
    Life("AuthenticatedOriginPullsCertificate", lambda _: uploaded(), "{zone}/", unseen=frozenset({"privateKey"})),
    Life(
        "AuthenticatedOriginPullsHostnameCertificate", lambda _: uploaded(), "{zone}/", unseen=frozenset({"privateKey"})
    ),
    Life(
        "AuthenticatedOriginPullsSettings",
        lambda _: {"enabled": True},
        "{zone}",
        {"enabled": False},
        lasting=True,
        other_name=True,
    ),
    Life("AuthenticatedOriginPulls", hostname, "{zone}/", {"configs": None}),
    Life("ApiToken", token, "", TOKEN_CHANGES),
    Life("AccountToken", lambda vendor: {"accountId": ACCOUNT, **token(vendor)}, f"{ACCOUNT}/", TOKEN_CHANGES),
    Life(
        "ZeroTrustTunnelCloudflared",
        lambda _: {"accountId": ACCOUNT, "name": "ops", "tunnelSecret": SECRET},
        f"{ACCOUNT}/",
        {"name": "web", "tunnelSecret": SECRET[:-4] + "Z2g="},
        unseen=frozenset({"tunnelSecret"}),
    ),
    Life(
        "ZeroTrustTunnelCloudflaredConfig",
        lambda vendor: {"accountId": ACCOUNT, "tunnelId": tunnel(vendor), "config": ingress(1), "source": "cloudflare"},
        f"{ACCOUNT}/{{own}}",
        {"config": ingress(2)},
        lasting=True,
        other_name=True,
    ),
    Life("NotificationPolicy", lambda _: ALERT, f"{ACCOUNT}/", {"name": "n2", "enabled": False, "description": "d"}),
    Life(
        "NotificationPolicyWebhooks",
        lambda _: {"accountId": ACCOUNT, "name": "chat", "url": "https://chat.arqora.dev/", "secret": "s"},
        f"{ACCOUNT}/",
        {"name": "pager", "url": "https://pager.arqora.dev/", "secret": "t"},
        unseen=frozenset({"secret"}),
    ),
    Life(
        "R2Bucket",
        lambda _: {"accountId": ACCOUNT, "name": "backups"},
        f"{ACCOUNT}/",
        {"storageClass": "InfrequentAccess"},
    ),
    Life(
        "R2BucketLock",
        lambda vendor: {**bucket(vendor), "rules": lock(1)},
        f"{ACCOUNT}/backups",
        {"rules": lock(2)},
        lasting=True,
        other_name=True,
    ),
    Life(
        "R2BucketLifecycle",
        lambda vendor: {**bucket(vendor), "rules": expiry(1)},
        f"{ACCOUNT}/backups",
        {"rules": expiry(2)},
        lasting=True,
        other_name=True,
    ),
]
