"""Nobody is served over http."""

from collections.abc import Iterator

from ...cloudflare.settings import one_of, required
from ...cloudflare.zones import READS, judged
from ...finding import Finding
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings

SWITCHES = {
    "always_use_https": "off",
    "automatic_https_rewrites": "whatever it was set to by hand",
    "opportunistic_encryption": "whatever it was set to by hand",
}
"""Setting that has to be on -> what it is without being stated. Source: Cloudflare, edge certificates."""


@stack_rule(
    "zone-https-only",
    reads=READS,
    protects="what a visitor sends over http can be read and changed by anybody on the way",
    remedy=f'state ZoneSetting with the value "on" for {", ".join(SWITCHES)}',
)
def rule(stack: Stack, _settings: Settings) -> Iterator[Finding]:
    """Look at each zone's switches."""
    for zone in judged(stack):
        for setting, default in SWITCHES.items():
            yield from required(zone, setting, one_of("on"), "on", default)
