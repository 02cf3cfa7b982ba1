"""A server boots one of the vendor's own systems, or an image that is declared.

A snapshot brings its own sshd, keys, accounts and ruleset from wherever it was made, and nobody can see them here.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import SERVER
from ...options import REASON, TEXT, record
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

RULE = "snapshot-image"


@resource_rule(
    RULE,
    on=(SERVER,),
    protects="a snapshot starts with whatever accounts, keys and open doors it was taken with",
    remedy="boot a system image by its name (debian-12), or declare the image's id with a reason in the options of this"
    " rule",
    options={
        "images": {
            "type": "array",
            "description": "ids of images that servers may boot from beside the vendor's named ones",
            "items": record({"image": TEXT, "reason": REASON}),
        }
    },
)
def rule(server: Resource, settings: Settings) -> Iterator[Finding]:
    """Tell names, which the vendor gives only to its own images, from numbers, which may be anybody's."""
    image = server.get("image")
    declared = {entry["image"] for entry in settings.option(RULE, "images", [])}
    if image is UNKNOWN:
        yield Finding("its image is not known before apply, and may be a snapshot")
    elif image in (None, "") or str(image) in declared:
        return
    elif not isinstance(image, str) or image.isdigit():
        yield Finding(f"boots image {server.shown('image')}, which may be a snapshot")
