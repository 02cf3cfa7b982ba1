"""No relay of the edge opens what the role behind it may not show to everybody.

Spectrum passes connections on as they are: no web firewall looks at them, and the origin's firewall sees the edge.
"""

from collections.abc import Iterator

from ...cloudflare.tokens import SPECTRUM
from ...finding import Finding
from ...picture.judge import Reached, Way, beyond
from ...picture.whole import READS, exposures_of
from ...ports import SSH
from ...resource import Stack
from ...rule import stack_rule
from ...settings import Settings


@stack_rule(
    "spectrum-exposure",
    reads=(*READS, *SPECTRUM),
    protects="the edge passes whatever comes to the origin, SSH included, and the origin's firewall lets the edge in",
    remedy="remove the relay; let the configuration allow the port for the role of the server behind it, if it must be",
)
def rule(stack: Stack, settings: Settings) -> Iterator[Finding]:
    """Follow each relay to what is behind it."""
    for each in exposures_of(stack):
        if each.way is not Way.RELAY:
            continue
        relay = stack.at(each.at.key)
        if not isinstance(each, Reached):
            yield Finding(f"leads to {each.why}, which this stack does not show", relay)
            continue
        name = each.target.name if each.target else "something"
        if open_to := beyond(each, settings.allow_list):
            yield Finding(f"opens {name}, port {each.inside}, on {open_to}", relay)
        elif each.opened.protocol == "tcp" and SSH in each.inside:
            yield Finding(f"leads to {name}, port {each.inside}, which is or may be SSH's port 22", relay)
