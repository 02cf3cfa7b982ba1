"""`getZones` and `getRulesets`: what exists, before anything is made."""

from itertools import islice

from sandbox.plugins.cloudflare.api import Api, Document
from sandbox.plugins.cloudflare.resources.zone import Zone
from sandbox.plugins.cloudflare.wire import received
from sandbox.plugins.framework.errors import PluginError
from sandbox.plugins.framework.values import Properties

MOST = 1000
"""Elements that the official provider takes, unless it is told otherwise (`maxItems`)."""
FILTERS = ("name", "status", "order", "direction", "match")
OWNERS = (("zone", "zoneId"), ("account", "accountId"))
RULESET = ("description", "id", "kind", "name", "phase", "version")


def zones(api: Api, arguments: Properties) -> Document:
    """Return the zones that a token may see, by name and account."""
    filters = {key: arguments[key] for key in FILTERS if arguments.get(key) is not None}
    account = arguments.get("account") or {}
    filters |= {f"account.{key}": account[key] for key in ("id", "name") if account.get(key)}
    found = islice(api.all("/zones", **filters), int(arguments.get("maxItems") or MOST))
    results = [{**received(Zone.schema.properties, each), "id": each["id"]} for each in found]
    return {**arguments, "results": results}


def rulesets(api: Api, arguments: Properties) -> Document:
    """Return the rulesets of a zone or an account, without their rules.

    Raises:
        PluginError: neither is named, or both are.

    """
    owners = [f"/{kind}s/{arguments[key]}" for kind, key in OWNERS if arguments.get(key)]
    if len(owners) != 1:
        raise PluginError("getRulesets: needs either zoneId or accountId")
    found = islice(api.all(f"{owners[0]}/rulesets"), int(arguments.get("maxItems") or MOST))
    results = [{key: each.get(key) for key in RULESET} | {"lastUpdated": each["last_updated"]} for each in found]
    return {**arguments, "results": results}
