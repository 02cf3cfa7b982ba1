"""`getIpRanges`: where the edge's requests come from. The vendor tells it anybody, without a token."""

from sandbox.plugins.cloudflare.api import Api, Document
from sandbox.plugins.framework.errors import PluginError
from sandbox.plugins.framework.values import Properties


def ranges(api: Api, arguments: Properties) -> Document:
    """Return the ranges, in the vendor's order.

    Raises:
        PluginError: there is no answer at the endpoint.

    """
    networks = arguments.get("networks")
    found = api.get("/ips", **({"networks": networks} if networks else {}))
    if found is None:
        raise PluginError(f"getIpRanges: {api.endpoint}/ips answers with nothing")
    return {
        "etag": found["etag"],
        "ipv4Cidrs": found["ipv4_cidrs"],
        "ipv6Cidrs": found["ipv6_cidrs"],
        "jdcloudCidrs": found.get("jdcloud_cidrs"),
        "networks": networks,
    }
