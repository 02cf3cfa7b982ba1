"""The second half of the program of `test_engine.py`: certificates, tunnels, buckets, tokens. Its keys are in files."""

import json
from pathlib import Path
from typing import Any

import pulumi
import pulumi_cloudflare as cloudflare

from tests.sandbox.plugins.cloudflare.zone_parts import ACCOUNT, changed, zone


def text(name: str) -> str:
    """Return a file of the stack's folder."""
    return Path(name).read_text()


cloudflare.OriginCaCertificate(
    "origin", csr=text("request.pem"), hostnames=[zone.name], request_type="origin-ecc", requested_validity=90
)
certificate, key = text("pull.pem"), text("pull.key")
cloudflare.AuthenticatedOriginPullsCertificate("pull", zone_id=zone.id, certificate=certificate, private_key=key)
hosted = cloudflare.AuthenticatedOriginPullsHostnameCertificate(
    "hosted", zone_id=zone.id, certificate=certificate, private_key=key
)
cloudflare.AuthenticatedOriginPulls(
    "per-host",
    zone_id=zone.id,
    configs=[
        cloudflare.AuthenticatedOriginPullsConfigArgs(cert_id=hosted.id, enabled=not changed, hostname="api.arqora.dev")
    ],
)
cloudflare.AuthenticatedOriginPullsSettings("pulls", zone_id=zone.id, enabled=True)
tunnel = cloudflare.ZeroTrustTunnelCloudflared("tunnel", account_id=ACCOUNT, name="ops", config_src="cloudflare")
ingress = cloudflare.ZeroTrustTunnelCloudflaredConfigConfigIngressArgs
cloudflare.ZeroTrustTunnelCloudflaredConfig(
    "ingress",
    account_id=ACCOUNT,
    tunnel_id=tunnel.id,
    config=cloudflare.ZeroTrustTunnelCloudflaredConfigConfigArgs(
        ingresses=[
            ingress(hostname="ops.arqora.dev", service="http://127.0.0.1:8081" if changed else "http://127.0.0.1:80"),
            ingress(service="http_status:404"),
        ]
    ),
)
cloudflare.NotificationPolicy(
    "expiry",
    account_id=ACCOUNT,
    name="expiry",
    alert_type="universal_ssl_event_type",
    enabled=not changed,
    mechanisms=cloudflare.NotificationPolicyMechanismsArgs(
        emails=[cloudflare.NotificationPolicyMechanismsEmailArgs(id="ops@arqora.dev")]
    ),
)
bucket = cloudflare.R2Bucket("bucket", account_id=ACCOUNT, name="backups", location="weur")
seconds = 172800 if changed else 86400
lock = cloudflare.R2BucketLockRuleArgs(
    id="base",
    enabled=True,
    prefix="base/",
    condition=cloudflare.R2BucketLockRuleConditionArgs(type="Age", max_age_seconds=seconds),
)
cloudflare.R2BucketLock("lock", account_id=ACCOUNT, bucket_name=bucket.name, rules=[lock])
going: Any = {
    "id": "logs",
    "enabled": True,
    "conditions": {"prefix": "logs/"},
    "delete_objects_transition": {"condition": {"type": "Age", "max_age": 86400}},
}
cloudflare.R2BucketLifecycle("logs", account_id=ACCOUNT, bucket_name=bucket.name, rules=[going])
cloudflare.NotificationPolicyWebhooks(
    "pager", account_id=ACCOUNT, name="pager", url="https://pager.arqora.dev/", secret=pulumi.Output.secret("hush")
)
listed = cloudflare.get_account_api_token_permission_groups_list(account_id=ACCOUNT).results
groups = {each.name: each.id for each in listed}
policy: Any = {
    "effect": "allow",
    "permission_groups": [{"id": groups["DNS Write" if changed else "DNS Read"]}],
    "resources": zone.id.apply(lambda found: json.dumps({f"com.cloudflare.api.account.zone.{found}": "*"})),
}
deploying = cloudflare.AccountToken(
    "deploying", account_id=ACCOUNT, name="dns", policies=[policy], expires_on="2040-01-01T00:00:00Z"
)
cloudflare.ApiToken("reading", name="dns", policies=[policy])
told = cloudflare.get_zero_trust_tunnel_cloudflared_token_output(account_id=ACCOUNT, tunnel_id=tunnel.id)
pulumi.export("token", deploying.value)
pulumi.export("tunnel-token", pulumi.Output.secret(told.token))
