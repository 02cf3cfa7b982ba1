"""Containers publish at private addresses, or ports that the host may show: Docker opens them past the input chain."""

from collections.abc import Iterator

from ...exposure import excess
from ...finding import Finding
from ...host.engine import engine
from ...host.source import HOST_TYPES, content, showable
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "published-ports",
    on=HOST_TYPES,
    protects="a published port passes by the host's input chain and by ufw, and is reached through every interface",
    remedy="publish at an address of the host that is private (`127.0.0.1:8080:80`), or a port that the role may show",
)
def rule(resource: Resource, settings: Settings) -> Iterator[Finding]:
    """Compare what is published at public addresses with what the host may show."""
    told = content(resource)
    if told.is_empty:
        return
    allowed = showable(resource, settings)
    for where, published in engine(told).published():
        if open_to := excess(published.exposure, allowed):
            yield Finding(f"{where} publishes {open_to}{published.why}")
