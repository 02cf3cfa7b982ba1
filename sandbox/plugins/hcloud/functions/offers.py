"""`getImage`, `getLocation`, `getServerType`, `getLoadBalancerType` and their plurals: what the vendor sells."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from sandbox.plugins.framework.errors import PluginError
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Api, Document


@dataclass(frozen=True)
class Offer:
    """One kind of things that the vendor sells."""

    path: str
    key: str
    filters: Mapping[str, str] = field(default_factory=dict)
    """Argument of the function -> filter of the vendor's listing, besides the name."""


IMAGE = {
    "withArchitecture": "architecture",
    "withArchitectures": "architecture",
    "withSelector": "label_selector",
    "selector": "label_selector",
    "withStatuses": "status",
    "includeDeprecated": "include_deprecated",
}
OFFERS = {
    "Image": Offer("/images", "image", IMAGE),
    "LoadBalancerType": Offer("/load_balancer_types", "load_balancer_type"),
    "Location": Offer("/locations", "location"),
    "ServerType": Offer("/server_types", "server_type"),
}


def camel(name: str) -> str:
    """Return a vendor's name as the engine writes it."""
    first, *others = name.split("_")
    return first + "".join(each.capitalize() for each in others)


def shown(document: Document) -> Document:
    """Return a vendor's document as results: its plain fields, and since when it is deprecated."""
    deprecation = document.get("deprecation") or {}
    plain = {camel(key): value for key, value in document.items() if not isinstance(value, dict | list)}
    return {
        **{key: value for key, value in plain.items() if value is not None},
        "labels": document.get("labels", {}),
        "isDeprecated": bool(deprecation),
        "deprecationAnnounced": deprecation.get("announced"),
        "unavailableAfter": deprecation.get("unavailable_after"),
    }


def found(offer: Offer, api: Api, arguments: Properties) -> Iterator[Document]:
    """Go through what fits the arguments."""
    if arguments.get("id") is not None:
        there = api.get(f"{offer.path}/{arguments['id']}")
        documents = iter([there[offer.key]] if there else [])
    else:
        names = {"name": "name", **offer.filters}
        given = {names[key]: value for key, value in arguments.items() if key in names and value is not None}
        given |= {key: "true" for key, value in given.items() if value is True}
        documents = api.all(offer.path, f"{offer.key}s", **given)
    yield from map(shown, documents)


def one(title: str, api: Api, arguments: Properties) -> Document:
    """Return the one that the arguments mean, or the newest of several if they ask for it.

    Raises:
        PluginError: they mean none, or several.

    """
    fitting = list(found(OFFERS[title], api, arguments))
    if len(fitting) > 1 and arguments.get("mostRecent"):
        fitting = [max(fitting, key=lambda each: str(each.get("created")))]
    if len(fitting) != 1:
        raise PluginError(f"get{title}: {len(fitting)} fit {dict(arguments)}; exactly one must")
    return {**arguments, **fitting[0]}


def several(title: str, api: Api, arguments: Properties) -> Document:
    """Return all that the arguments fit, in a list."""
    key = f"{title[0].lower()}{title[1:]}"
    fitting = list(found(OFFERS[title], api, arguments))
    return {
        "id": f"{key}s",
        **arguments,
        f"{key}s": fitting,
        f"{key}Ids": [str(each["id"]) for each in fitting],
        "names": [each["name"] for each in fitting],
        "descriptions": [each["description"] for each in fitting],
    }


def _functions() -> Iterator[tuple[str, Callable[[Api, Properties], Document]]]:
    for title in OFFERS:
        yield f"hcloud:index/get{title}:get{title}", partial(one, title)
        yield f"hcloud:index/get{title}s:get{title}s", partial(several, title)


FUNCTIONS: dict[str, Callable[[Api, Properties], Document]] = dict(_functions())
