"""What a program may tell an action: `RulesetRuleActionParametersArgs` of pulumi-cloudflare 6.23.1.

Defaults: terraform-provider-cloudflare, internal/services/ruleset/schema.go.
"""

from collections.abc import Mapping

from sandbox.plugins.cloudflare.resources.rulesets.cache import CACHE, DIRECTIVES
from sandbox.plugins.framework.schema.declare import boolean, integer, list_of, map_of, nested, string
from sandbox.plugins.framework.schema.property import Property


def _computed() -> Property:
    return nested({"value": string(), "expression": string()})


def _logged(*, duplicates: bool = False) -> Property:
    more = {"preserveDuplicates": boolean(default=False)} if duplicates else {}
    return list_of(nested({"name": string(required=True), **more}))


FIREWALL: Mapping[str, Property] = {
    "response": nested(
        {
            "content": string(required=True),
            "contentType": string(required=True),
            "statusCode": integer(required=True),
        }
    ),
    "id": string(),
    "increment": integer(),
    "matchedData": nested({"publicKey": string(required=True)}),
    "overrides": nested(
        {
            "action": string(),
            "categories": list_of(
                nested(
                    {
                        "category": string(required=True),
                        "action": string(),
                        "enabled": boolean(),
                        "sensitivityLevel": string(),
                    }
                )
            ),
            "enabled": boolean(),
            "rules": list_of(
                nested(
                    {
                        "id": string(required=True),
                        "action": string(),
                        "enabled": boolean(),
                        "scoreThreshold": integer(),
                        "sensitivityLevel": string(),
                    }
                )
            ),
            "sensitivityLevel": string(),
        }
    ),
    "phases": list_of(string()),
    "products": list_of(string()),
    "rules": map_of(list_of(string())),
    "ruleset": string(),
    "rulesets": list_of(string()),
}
REQUESTS: Mapping[str, Property] = {
    "fromList": nested({"key": string(required=True), "name": string(required=True)}),
    "fromValue": nested(
        {
            "targetUrl": nested({"value": string(), "expression": string()}, required=True),
            "preserveQueryString": boolean(default=False),
            "statusCode": integer(),
        }
    ),
    "headers": map_of(nested({"operation": string(required=True), "value": string(), "expression": string()})),
    "uri": nested({"path": _computed(), "query": _computed()}),
    "hostHeader": string(),
    "origin": nested({"host": string(), "port": integer()}),
    "sni": nested({"value": string(required=True)}),
}
ANSWERS: Mapping[str, Property] = {
    "algorithms": list_of(nested({"name": string()})),
    "assetName": string(),
    "content": string(),
    "contentType": string(),
    "statusCode": integer(),
    "cookieFields": _logged(),
    "rawResponseFields": _logged(duplicates=True),
    "requestFields": _logged(),
    "responseFields": _logged(duplicates=True),
    "transformedRequestFields": _logged(),
}
SETTINGS: Mapping[str, Property] = {
    "autominify": nested({name: boolean(default=False) for name in ("css", "html", "js")}),
    **{
        name: boolean()
        for name in (
            "automaticHttpsRewrites",
            "bic",
            "contentConverter",
            "disableApps",
            "disableRum",
            "disableZaraz",
            "emailObfuscation",
            "fonts",
            "hotlinkProtection",
            "mirage",
            "opportunisticEncryption",
            "redirectsForAiTraining",
            "rocketLoader",
            "serverSideExcludes",
            "sxg",
        )
    },
    **{name: string() for name in ("polish", "requestBodyBuffering", "responseBodyBuffering", "securityLevel", "ssl")},
}
PARAMETERS: Mapping[str, Property] = {**FIREWALL, **REQUESTS, **ANSWERS, **SETTINGS, **CACHE, **DIRECTIVES}
