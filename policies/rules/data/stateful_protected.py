"""What holds data is protected twice: from the engine, and from everybody else who has a token.

The vendor's own lock is not enough: its provider lifts it before it destroys (terraform-provider-hcloud,
docs/index.md). Pulumi's `protect` is not enough either: nobody else heeds it.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import STORAGE_BOX, VOLUME
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

R2_BUCKET = "cloudflare:index/r2Bucket:R2Bucket"
LOCKED_BY_VENDOR = (VOLUME, STORAGE_BOX)


@resource_rule(
    "stateful-protected",
    on=(VOLUME, STORAGE_BOX, R2_BUCKET),
    protects="an update that replaces or removes it, or one wrong call, takes the data along",
    remedy="set protect=True in the resource's options, and delete_protection=True where the vendor has it",
)
def rule(resource: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at both locks."""
    if not resource.options.protect:
        yield Finding("the engine may replace and delete it (protect)")
    if resource.type in LOCKED_BY_VENDOR and resource.get("deleteProtection") is not True:
        yield Finding("anybody with a token may delete it (deleteProtection)")
