"""What a zone's single settings are. All of them are stated: what the vendor takes without that may change."""

from collections.abc import Sequence
from typing import Any, Literal

from .._base.args import Args
from . import hsts
from .hsts import Step


class Tls(Args):
    """How visitors' connections are encrypted. Towards origins it is always strict: their certificates are checked."""

    minimum: Literal["1.2", "1.3"] = "1.2"
    """The oldest version that is spoken."""


class Content(Args):
    """What the edge changes in pages, to keep it from harvesters."""

    email_obfuscation: bool = True
    """Addresses in pages are readable to people only."""
    hotlink_protection: bool = True
    """Other sites cannot show our images. Not for a zone whose images are meant to be shown elsewhere."""


def values(tls: Tls, content: Content, steps: Sequence[Step]) -> dict[str, Any]:
    """Return setting -> value."""
    return {
        "ssl": "strict",
        "min_tls_version": tls.minimum,
        "tls_1_3": "on",
        "always_use_https": "on",
        "automatic_https_rewrites": "on",
        "opportunistic_encryption": "on",
        "security_header": hsts.setting(steps),
        "email_obfuscation": switch(content.email_obfuscation),
        "hotlink_protection": switch(content.hotlink_protection),
    }


def switch(on: object) -> str:
    """Return a truth as the API writes it."""
    return "on" if on else "off"
