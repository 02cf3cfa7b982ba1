"""Parameters of the actions that are about the cache: `set_cache_settings` and the cache-control directives."""

from collections.abc import Mapping

from sandbox.plugins.framework.schema.declare import boolean, integer, list_of, map_of, nested, string
from sandbox.plugins.framework.schema.property import Property


def _directive(**more: Property) -> Property:
    return nested({"operation": string(required=True), "cloudflareOnly": boolean(), **more})


def _values() -> Property:
    return list_of(string())


def _chosen() -> Property:
    return nested({"all": boolean(), "lists": _values()})


CUSTOM_KEY = nested(
    {
        "cookie": nested({"checkPresences": _values(), "includes": _values()}),
        "header": nested(
            {
                "checkPresences": _values(),
                "contains": map_of(_values()),
                "excludeOrigin": boolean(),
                "includes": _values(),
            }
        ),
        "host": nested({"resolved": boolean()}),
        "queryString": nested({"exclude": _chosen(), "include": _chosen()}),
        "user": nested({"deviceType": boolean(), "geo": boolean(), "lang": boolean()}),
    }
)
STATUS_CODE = nested(
    {
        "value": integer(required=True),
        "statusCode": integer(),
        "statusCodeRange": nested({"from": integer(), "to": integer()}),
    }
)
CACHE: Mapping[str, Property] = {
    "additionalCacheablePorts": list_of(integer()),
    "browserTtl": nested({"mode": string(required=True), "default": integer()}),
    "cache": boolean(),
    "cacheKey": nested(
        {
            "cacheByDeviceType": boolean(),
            "cacheDeceptionArmor": boolean(),
            "customKey": CUSTOM_KEY,
            "ignoreQueryStringsOrder": boolean(),
        }
    ),
    "cacheReserve": nested({"eligible": boolean(required=True), "minimumFileSize": integer()}),
    "edgeTtl": nested({"mode": string(required=True), "default": integer(), "statusCodeTtls": list_of(STATUS_CODE)}),
    "originCacheControl": boolean(),
    "originErrorPagePassthru": boolean(),
    "originRangeRequests": nested({"mode": string(required=True)}),
    "readTimeout": integer(),
    "respectStrongEtags": boolean(),
    "serveStale": nested({"disableStaleWhileUpdating": boolean()}),
    "stripEtags": boolean(),
    "stripLastModified": boolean(),
    "stripSetCookie": boolean(),
    "vary": nested(
        {
            "default": nested({"action": string(required=True)}, required=True),
            "headers": map_of(
                nested({"action": string(required=True), "languages": _values(), "mediaTypes": _values()})
            ),
        }
    ),
}
DIRECTIVES: Mapping[str, Property] = {
    **{
        name: _directive()
        for name in (
            "immutable",
            "mustRevalidate",
            "mustUnderstand",
            "noStore",
            "noTransform",
            "proxyRevalidate",
            "public",
        )
    },
    **{name: _directive(qualifiers=_values()) for name in ("noCache", "private")},
    **{name: _directive(value=integer()) for name in ("maxAge", "sMaxage", "staleIfError", "staleWhileRevalidate")},
    "operation": string(),
    "values": _values(),
    "expression": string(),
}
