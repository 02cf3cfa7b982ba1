"""All functions, by token."""

from collections.abc import Callable, Mapping

from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Api, Document
from sandbox.plugins.hcloud.functions import lookups, offers, servers

FUNCTIONS: Mapping[str, Callable[[Api, Properties], Document]] = {
    **servers.FUNCTIONS,
    **lookups.FUNCTIONS,
    **offers.FUNCTIONS,
}
