"""What tokens can be allowed, and with what a tunnel's daemon comes."""

from collections.abc import Iterable
from itertools import islice
from urllib.parse import unquote

from sandbox.plugins.cloudflare.api import Api, Document
from sandbox.plugins.cloudflare.functions.listings import MOST
from sandbox.plugins.cloudflare.wire import api_name
from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.values import Properties

GROUP = ("category", "id", "isSelectable", "name", "scopes")


def of_user(api: Api, arguments: Properties) -> Document:
    """Return the permission groups that a user's tokens can have, by name and scope."""
    return listed(api, "/user/tokens/permission_groups", arguments)


def of_account(api: Api, arguments: Properties) -> Document:
    """Return the permission groups that an account's tokens can have, by name and scope.

    Raises:
        PluginError: no account is named.

    """
    require("getAccountApiTokenPermissionGroupsList", arguments, ("accountId",))
    return listed(api, f"/accounts/{arguments['accountId']}/tokens/permission_groups", arguments)


def listed(api: Api, path: str, arguments: Properties) -> Document:
    """Return the groups at a path. The official provider's examples have the filters in the encoding of addresses."""
    filters = {key: unquote(str(arguments[key])) for key in ("name", "scope") if arguments.get(key)}
    found = islice(api.all(path, **filters), int(arguments.get("maxItems") or MOST))
    return {**arguments, "results": [{key: each.get(api_name(key)) for key in GROUP} for each in found]}


def of_tunnel(api: Api, arguments: Properties) -> Document:
    """Return the token of a tunnel. It is a secret, which functions cannot mark; the program has to.

    Raises:
        PluginError: no tunnel is named, or there is no such one.

    """
    require("getZeroTrustTunnelCloudflaredToken", arguments, ("accountId", "tunnelId"))
    token = api.get(f"/accounts/{arguments['accountId']}/cfd_tunnel/{arguments['tunnelId']}/token")
    if token is None:
        raise PluginError(f"getZeroTrustTunnelCloudflaredToken: there is no tunnel {arguments['tunnelId']}")
    return {**arguments, "id": arguments["tunnelId"], "token": token}


def require(function: str, arguments: Properties, names: Iterable[str]) -> None:
    """Refuse arguments without some of them.

    Raises:
        PluginError: one is missing.

    """
    for name in names:
        if not arguments.get(name):
            raise PluginError(f"{function}: {name} is not set; set it", Outcome.INVALID)
