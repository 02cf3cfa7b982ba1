"""What a new server is ordered with."""

from sandbox.plugins.framework.errors import PluginError
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Api, Document


def order(api: Api, plan: Properties) -> Document:
    """Return the body of the request.

    Raises:
        PluginError: type, image or key do not exist, or are deprecated.

    """
    server_type = _type(api, plan["serverType"])
    body = {
        "name": plan["name"],
        "server_type": plan["serverType"],
        "image": _image(api, plan, server_type["architecture"]),
        "ssh_keys": [_key(api, key) for key in plan["sshKeys"] or []] or None,
        "location": plan["location"],
        "datacenter": plan["datacenter"],
        "user_data": plan["userData"],
        "labels": plan["labels"],
        "firewalls": [{"firewall": each} for each in plan["firewallIds"] or []] or None,
        "placement_group": plan["placementGroupId"],
    }
    if plan["publicNets"]:
        body["public_net"] = public_net(plan["publicNets"])
        if not any(_public(each) for each in plan["publicNets"]):
            body["start_after_create"] = False
    return body


def has_no_public_net(plan: Properties) -> bool:
    """Tell whether a server has only private networks: it starts when it is in one."""
    return bool(plan["publicNets"]) and not any(_public(each) for each in plan["publicNets"])


def public_net(wanted: list[Document]) -> Document:
    """Return public addresses as the vendor takes them; an address that is given is enabled."""
    body: Document = {}
    for each in wanted:
        for family in ("ipv4", "ipv6"):
            body[f"enable_{family}"] = bool(each[f"{family}Enabled"] or each.get(family))
            if each.get(family):
                body[family] = each[family]
    return body


def _public(each: Document) -> bool:
    return any(each[f"{family}Enabled"] or each.get(family) for family in ("ipv4", "ipv6"))


def _type(api: Api, name: str) -> Document:
    found = next(api.all("/server_types", "server_types", name=name), None)
    if found is None and name.isdecimal():
        found = (api.get(f"/server_types/{name}") or {}).get("server_type")
    if found is None:
        raise PluginError(f"serverType: the vendor has no {name!r}")
    return found


def _image(api: Api, plan: Properties, architecture: str) -> int | None:
    wanted = plan["image"]
    if wanted is None:
        raise PluginError("image: not set; set a name or an id")
    filters = {"architecture": architecture, "include_deprecated": "true", "name": wanted}
    image = next(api.all("/images", "images", **filters), None)
    if image is None and wanted.isdecimal():
        image = (api.get(f"/images/{wanted}") or {}).get("image")
    if image is None:
        raise PluginError(f"image: the vendor has no {wanted!r} for {architecture}")
    if image["deprecation"] and not plan["allowDeprecatedImages"]:
        since = image["deprecation"]["announced"]
        raise PluginError(f"image: {wanted} is deprecated since {since}; set allowDeprecatedImages to use it")
    identity: int = image["id"]
    return identity


def _key(api: Api, wanted: str) -> int:
    found = next(api.all("/ssh_keys", "ssh_keys", name=wanted), None)
    if found is None and wanted.isdecimal():
        found = (api.get(f"/ssh_keys/{wanted}") or {}).get("ssh_key")
    if found is None:
        raise PluginError(f"sshKeys: the vendor has no {wanted!r}")
    identity: int = found["id"]
    return identity
