"""`getServers` and `getServer`."""

from collections.abc import Callable

from sandbox.plugins.framework.errors import PluginError
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Api, Document
from sandbox.plugins.hcloud.resources.server.attributes import attributes


def all_servers(api: Api, arguments: Properties) -> Document:
    """Return the servers that a label selector and statuses fit."""
    filters = {"label_selector": arguments.get("withSelector"), "status": arguments.get("withStatuses")}
    wanted = {key: value for key, value in filters.items() if value}
    servers = [result(each) for each in api.all("/servers", "servers", sort="created:asc", **wanted)]
    return {"id": "servers", "servers": servers, **arguments}


def one_server(api: Api, arguments: Properties) -> Document:
    """Return the one server that an id, a name or a label selector means.

    Raises:
        PluginError: it means none, or several.

    """
    if arguments.get("id"):
        found = api.get(f"/servers/{arguments['id']}")
        servers = [found["server"]] if found else []
    else:
        filters = {"name": arguments.get("name"), "label_selector": arguments.get("withSelector")}
        servers = list(api.all("/servers", "servers", **{key: value for key, value in filters.items() if value}))
    if len(servers) != 1:
        raise PluginError(f"getServer: {len(servers)} servers fit {dict(arguments)}; exactly one must")
    return {**arguments, **result(servers[0])}


def result(document: Document) -> Document:
    """Return the vendor's document as the result of a function."""
    properties = attributes(document, {})
    networks = [
        {
            "networkId": each["network"],
            "ip": each["ip"],
            "aliasIps": each["alias_ips"],
            "macAddress": each["mac_address"],
        }
        for each in document["private_net"]
    ]
    return {**properties, "id": document["id"], "networks": networks, "iso": (document["iso"] or {}).get("name")}


FUNCTIONS: dict[str, Callable[[Api, Properties], Document]] = {
    "hcloud:index/getServers:getServers": all_servers,
    "hcloud:index/getServer:getServer": one_server,
}
