"""The program of `test_engine.py`: one of everything about trust. Its second step changes what can be changed in place.

Keys, certificates and the signing request lie beside the program, for a new one in each run would be a change.
"""

import json
from pathlib import Path
from typing import Any

import pulumi
import pulumi_cloudflare as cloudflare

ACCOUNT = "b" * 32
changed = pulumi.Config().get_int("step") == 2


def text(name: str) -> str:
    return Path(name).read_text()


def key(name: str) -> pulumi.Output[str]:
    return pulumi.Output.secret(text(name))


zone = cloudflare.Zone("zone", name="arqora.dev", account={"id": ACCOUNT})
in_zone = pulumi.ResourceOptions(depends_on=[zone])
origin = cloudflare.OriginCaCertificate(
    "origin",
    csr=text("request.pem"),
    hostnames=["*.arqora.dev", "arqora.dev"],
    request_type="origin-ecc",
    requested_validity=365,
    opts=in_zone,
)
generations = [1, 2] if changed else [1]
pulls = [
    cloudflare.AuthenticatedOriginPullsCertificate(
        f"pull-{each}", zone_id=zone.id, certificate=text(f"pull-{each}.pem"), private_key=key(f"pull-{each}.key")
    )
    for each in generations
]
cloudflare.AuthenticatedOriginPullsSettings(
    "pulls", zone_id=zone.id, enabled=True, opts=pulumi.ResourceOptions(depends_on=pulls)
)
special = cloudflare.AuthenticatedOriginPullsHostnameCertificate(
    "special", zone_id=zone.id, certificate=text("special.pem"), private_key=key("special.key")
)
cloudflare.AuthenticatedOriginPulls(
    "special-host",
    zone_id=zone.id,
    configs=[{"cert_id": special.id, "enabled": not changed, "hostname": "a.arqora.dev"}],
)
tunnel = cloudflare.ZeroTrustTunnelCloudflared(
    "tunnel", account_id=ACCOUNT, name="t2" if changed else "t1", config_src="cloudflare"
)
port = 8081 if changed else 8080
cloudflare.ZeroTrustTunnelCloudflaredConfig(
    "ingress",
    account_id=ACCOUNT,
    tunnel_id=tunnel.id,
    source="cloudflare",
    config={
        "ingresses": [
            {
                "hostname": "a.arqora.dev",
                "service": f"https://localhost:{port}",
                "origin_request": {"origin_server_name": "a.arqora.dev", "no_tls_verify": False},
            },
            {"service": "http_status:404"},
        ]
    },
)
told = cloudflare.get_zero_trust_tunnel_cloudflared_token_output(account_id=ACCOUNT, tunnel_id=tunnel.id)
groups = {
    each.name: each.id for each in cloudflare.get_account_api_token_permission_groups_list(account_id=ACCOUNT).results
}
policy: Any = {
    "effect": "allow",
    "permission_groups": [{"id": groups["DNS Write" if changed else "DNS Read"]}],
    "resources": zone.id.apply(lambda found: json.dumps({f"com.cloudflare.api.account.zone.{found}": "*"})),
}
account_token = cloudflare.AccountToken(
    "account-token", account_id=ACCOUNT, name="dns", policies=[policy], expires_on="2040-01-01T00:00:00Z"
)
cloudflare.ApiToken("user-token", name="dns", policies=[policy])
webhook = cloudflare.NotificationPolicyWebhooks(
    "pager", account_id=ACCOUNT, name="pager", url="https://pager.arqora.dev/", secret=pulumi.Output.secret("hush")
)
cloudflare.NotificationPolicy(
    "expiry",
    account_id=ACCOUNT,
    name="certificates",
    enabled=not changed,
    alert_type="zone_aop_custom_certificate_expiration_type",
    mechanisms={"webhooks": [{"id": webhook.id}], "emails": [{"id": "ops@arqora.dev"}]},
)
bucket = cloudflare.R2Bucket("backups", account_id=ACCOUNT, name="backups")
cloudflare.R2BucketLock(
    "lock",
    account_id=ACCOUNT,
    bucket_name=bucket.name,
    rules=[
        {
            "id": "base",
            "enabled": True,
            "prefix": "base/",
            "condition": {"type": "Age", "max_age_seconds": 172800 if changed else 86400},
        }
    ],
)
cloudflare.R2BucketLifecycle(
    "expiry-of-logs",
    account_id=ACCOUNT,
    bucket_name=bucket.name,
    rules=[
        {
            "id": "logs",
            "enabled": True,
            "conditions": {"prefix": "logs/"},
            "delete_objects_transition": {"condition": {"type": "Age", "max_age": 86400}},
        }
    ],
)
pulumi.export("certificate", origin.certificate)
pulumi.export("tunnel-token", pulumi.Output.secret(told.token))
pulumi.export("token", account_token.value)
