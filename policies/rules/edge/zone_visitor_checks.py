"""What the edge does about suspicious visitors is not switched off.

The vendor's defaults are right here, so only what is stated can be wrong.
"""

from collections.abc import Iterator

from ...cloudflare.settings import shown
from ...cloudflare.tokens import ZONE_SETTING
from ...finding import Finding
from ...reading import UNKNOWN, Value
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

LONGEST_PASSAGE = 2_700
"""Seconds for which a solved challenge may count; the vendor takes 1,800. Source: prowler's check, 45 minutes."""

ALLOWED: dict[str, tuple[Value, ...]] = {
    "always_online": ("off",),
    "browser_check": ("on",),
    "development_mode": ("off",),
    "ip_geolocation": ("on",),
    "security_level": ("low", "medium", "high"),
    "server_side_exclude": ("on",),
    "tls_client_auth": ("on", "off"),
    "waf": ("on",),
}
"""Setting -> values that are as safe as the vendor's default. `under_attack` is for an attack, not for a program."""


@resource_rule(
    "zone-visitor-checks",
    on=ZONE_SETTING,
    protects="known attackers get through, visitors are held up without need, or old copies of pages are shown",
    remedy="leave these settings at the vendor's defaults; change them by hand while there is need",
)
def rule(setting: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at one setting."""
    name, value = setting.get("settingId"), setting.get("value")
    if name is UNKNOWN:
        yield Finding("sets something that is not known before apply")
    elif name == "challenge_ttl":
        if not isinstance(value, int | float) or value > LONGEST_PASSAGE:
            yield Finding(
                f"lets a solved challenge count for longer than {LONGEST_PASSAGE} seconds, or for an unknown time"
            )
    elif isinstance(name, str) and name in ALLOWED and value not in ALLOWED[name]:
        yield Finding(f"{name} is {shown(value)}")
