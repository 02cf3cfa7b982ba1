"""`getZone`: one zone, by its id or by what it is."""

from sandbox.plugins.cloudflare.api import Api, Document
from sandbox.plugins.cloudflare.functions import listings
from sandbox.plugins.cloudflare.resources.zone import Zone
from sandbox.plugins.cloudflare.wire import received
from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.values import Properties

SEVERAL = 2


def zone(api: Api, arguments: Properties) -> Document:
    """Return the zone of an id, or the one that a filter means.

    Raises:
        PluginError: they mean none, or several.

    """
    wanted, asked = arguments.get("zoneId"), arguments.get("filter") or {}
    if bool(wanted) == bool(asked):
        raise PluginError("getZone: set exactly one of zoneId and filter", Outcome.INVALID)
    if wanted:
        found = api.get(f"/zones/{wanted}")
        fitting = [{**received(Zone.schema.properties, found), "id": found["id"]}] if found else []
    else:
        fitting = listings.zones(api, {**asked, "maxItems": SEVERAL})["results"]
    if len(fitting) != 1:
        said = f"zoneId {wanted}" if wanted else f"filter {dict(asked)}"
        raise PluginError(f"getZone: {len(fitting)} zones fit {said}; exactly one must")
    return {**fitting[0], "zoneId": fitting[0]["id"], "filter": arguments.get("filter")}
