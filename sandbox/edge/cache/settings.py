"""What the zone's cache rules say of a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.edge.expression import Facts
from sandbox.edge.rules import CACHE, matching, unknown
from sandbox.edge.zone_state import ZoneState

EXTENSIONS = frozenset({
    "7z", "avi", "avif", "apk", "bin", "bmp", "bz2", "class", "css", "csv", "doc", "docx", "dmg", "ejs", "eot",
    "eps", "exe", "flac", "gif", "gz", "ico", "iso", "jar", "jpg", "jpeg", "js", "mid", "midi", "mkv", "mp3",
    "mp4", "ogg", "otf", "pdf", "pict", "pls", "png", "ppt", "pptx", "ps", "rar", "svg", "svgz", "swf", "tar",
    "tif", "tiff", "ttf", "webm", "webp", "woff", "woff2", "xls", "xlsx", "zip", "zst",
})  # fmt: skip
"""What is cached without any rule, besides /robots.txt (cache/concepts/default-cache-behavior.mdx)."""


DEFAULT_TTL = {200: 7200, 206: 7200, 301: 7200, 302: 1200, 303: 1200, 404: 180, 410: 180}
"""Seconds by status where nothing is said; others are not kept (cloudflare-docs, partials/cache/edge-ttl.mdx).

That a rule's TTL for all answers is meant for these only is our reading.
"""


WORDS = {"no-store": -1, "no-cache": 0}


@dataclass(frozen=True)
class Settings:
    """What counts for one request."""

    eligible: bool
    """Whether its answer may come from the cache."""
    by_rule: bool
    """Whether a rule made it eligible, rather than the path's extension."""
    bypassed: bool
    """Whether a rule, or Development Mode, keeps it out of the cache although its extension would not."""
    edge_ttl: Mapping[str, Any] = field(default_factory=dict)
    browser_ttl: Mapping[str, Any] = field(default_factory=dict)
    cache_key: Mapping[str, Any] = field(default_factory=dict)
    browser_default: int = 0
    """The zone's Browser Cache TTL in seconds; 0 leaves the origin's word."""

    def explicit_ttl(self, status: int) -> int | None:
        """Return the seconds that a rule states for a status: 0 is no-cache and -1 no-store. None: it states none."""
        for each in self.edge_ttl.get("status_code_ttl") or ():
            span = each.get("status_code_range") or {}
            exact = each.get("status_code") or each.get("status_code_value")
            if exact == status or (span and (span.get("from") or 0) <= status <= (span.get("to") or 999)):
                return int(WORDS.get(each["value"], each["value"]))
        if self.edge_ttl.get("mode") == "override_origin" and status in DEFAULT_TTL:
            return int(self.edge_ttl.get("default") or 0)
        return None


def settings(zone: ZoneState, facts: Facts) -> Settings:
    """Return what counts for a request: of all rules that are true, the last one that says something wins."""
    told: dict[str, Any] = {}
    for rule in matching(zone, CACHE, facts):
        if rule.get("action") != "set_cache_settings":
            raise unknown(rule, CACHE)
        told |= {name: value for name, value in (rule.get("action_parameters") or {}).items() if value is not None}
    usual = facts.extension in EXTENSIONS or facts.request.path == "/robots.txt"
    wanted = told.get("cache")
    developing = zone.settings.get("development_mode") == "on"
    readable = facts.request.method in {"GET", "HEAD"}
    return Settings(
        eligible=readable and not developing and (usual if wanted is None else bool(wanted)),
        by_rule=bool(wanted),
        bypassed=readable and usual and (developing or wanted is False),
        edge_ttl=told.get("edge_ttl") or {},
        browser_ttl=told.get("browser_ttl") or {},
        cache_key=told.get("cache_key") or {},
        browser_default=int(zone.settings.get("browser_cache_ttl") or 0),
    )
