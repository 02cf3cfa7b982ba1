"""The settings that a zone has: what each is at first, what it may be, and from which plan on it can be changed.

Names and values are those of the official client's types (cloudflare 5.9.0, `types/zones`), and so are the limits to
Enterprise. Which settings Free cannot change was seen in answers that others quote
(terraform-provider-cloudflare issues 1787, 1810, 1987). UNVERIFIED: the lowest plan of those that say only that Free
has them not, and what a new zone has where no such answer tells it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PLANS = ("free", "pro", "business", "enterprise")
HSTS = {"enabled": False, "max_age": 0, "include_subdomains": False, "preload": False, "nosniff": False}
CHALLENGE_SECONDS = (
    *(300, 900, 1800, 2700, 3600, 7200, 10800, 14400, 28800, 57600),
    *(86400, 604800, 2592000, 31536000),
)
LONGEST_BROWSER_SECONDS = 31536000
READ_SECONDS = (1, 6000)


@dataclass(frozen=True)
class Setting:
    """One setting."""

    default: Any
    fits: Callable[[Any], bool]
    """Tells whether it may have a value."""
    since: str | None = "free"
    """The lowest plan that can change it; None if nobody can."""

    def editable(self, plan: str) -> bool:
        """Tell whether a zone on a plan can change it."""
        return self.since is not None and PLANS.index(plan) >= PLANS.index(self.since)


def choice(default: object, *others: object, since: str | None = "free") -> Setting:
    """Return a setting that is one of some values."""
    allowed = (default, *others)
    return Setting(default, lambda value: not isinstance(value, bool) and value in allowed, since)


def on(since: str | None = "free") -> Setting:
    """Return a switch that is on at first."""
    return choice("on", "off", since=since)


def off(since: str | None = "free") -> Setting:
    """Return a switch that is off at first."""
    return choice("off", "on", since=since)


def whole(value: object, least: int, most: int) -> bool:
    """Tell whether a value is a whole number within limits."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def is_hsts(value: object) -> bool:
    """Tell whether a value is what `security_header` takes."""
    if not isinstance(value, dict) or set(value) != {"strict_transport_security"}:
        return False
    inner = value["strict_transport_security"]
    return isinstance(inner, dict) and all(
        whole(each, 0, LONGEST_BROWSER_SECONDS * 2) if name == "max_age" else name in HSTS and isinstance(each, bool)
        for name, each in inner.items()
    )


def is_switch_of(name: str) -> Callable[[Any], bool]:
    """Return what tells whether a value is an object with one truth."""
    return lambda value: isinstance(value, dict) and set(value) == {name} and isinstance(value[name], bool)


def is_texts(value: object) -> bool:
    """Tell whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


SETTINGS: dict[str, Setting] = {
    "0rtt": off(),
    "advanced_ddos": off(since=None),
    "always_online": off(),
    "always_use_https": off(),
    "automatic_https_rewrites": on(),
    "brotli": on(),
    "browser_cache_ttl": Setting(14400, lambda value: whole(value, 0, LONGEST_BROWSER_SECONDS)),
    "browser_check": on(),
    "cache_level": choice("aggressive", "basic", "simplified"),
    "challenge_ttl": choice(1800, *CHALLENGE_SECONDS),
    "ciphers": Setting([], is_texts, "enterprise"),
    "cname_flattening": choice("flatten_at_root", "flatten_all", since="pro"),
    "development_mode": off(),
    "early_hints": off(),
    "email_obfuscation": on(),
    "h2_prioritization": choice("off", "on", "custom", since="pro"),
    "hotlink_protection": off(),
    "http2": on(since="pro"),
    "http3": on(),
    "image_resizing": choice("off", "on", "open", since="business"),
    "ip_geolocation": on(),
    "ipv6": on(),
    "max_upload": Setting(100, lambda value: whole(value, 1, 5000), "enterprise"),
    "min_tls_version": choice("1.0", "1.1", "1.2", "1.3"),
    "mirage": off(since="pro"),
    "nel": Setting({"enabled": False}, is_switch_of("enabled")),
    "opportunistic_encryption": on(),
    "opportunistic_onion": on(),
    "orange_to_orange": off(since="enterprise"),
    "origin_error_page_pass_thru": off(since="enterprise"),
    "polish": choice("off", "lossless", "lossy", since="pro"),
    "prefetch_preload": off(since="enterprise"),
    "privacy_pass": on(),
    "proxy_read_timeout": Setting(
        "100", lambda value: str(value).isdigit() and whole(int(value), *READ_SECONDS), "enterprise"
    ),
    "pseudo_ipv4": choice("off", "add_header", "overwrite_header"),
    "replace_insecure_js": on(),
    "response_buffering": off(since="enterprise"),
    "rocket_loader": off(),
    "security_header": Setting({"strict_transport_security": HSTS}, is_hsts),
    "security_level": choice("medium", "essentially_off", "low", "high", "under_attack", "off"),
    "server_side_exclude": on(),
    "sort_query_string_for_cache": off(since="enterprise"),
    "ssl": choice("off", "flexible", "full", "strict"),
    "tls_1_3": choice("on", "off", "zrt"),
    "tls_client_auth": off(since="enterprise"),
    "true_client_ip_header": off(since="enterprise"),
    "waf": off(since="pro"),
    "webp": off(since="pro"),
    "websockets": on(),
}
"""By name. Settings that need a product of their own, and the ones that the vendor has taken back, are not known."""
