"""A server starts from an image that somebody still mends.

Images that are not the vendor's own, or not known yet, are for `snapshot-image`. The vendor deprecates an image when
its distribution ends, and takes it away three months later (Hetzner Cloud API reference, images, `deprecated`).
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import SERVER
from ...offers import images
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "image-supported",
    on=(SERVER,),
    protects="nobody mends its holes any more, and once the vendor takes the image away it cannot be rebuilt",
    remedy="take a system image of catalogue/hetzner/images.yaml that is not deprecated",
)
def rule(server: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look the image up."""
    image = server.get("image")
    if isinstance(image, str) and image in images() and (since := images()[image]):
        yield Finding(f"image {image} is deprecated since {since}")
