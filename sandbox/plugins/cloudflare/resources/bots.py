"""`BotManagement`: what a zone does about robots. There is always one; the official provider never takes it back."""

from sandbox.plugins.cloudflare.managed import Single
from sandbox.plugins.framework.schema.declare import boolean, nested, string
from sandbox.plugins.framework.schema.property import Generation, Property, Schema

STALE = nested(
    {
        "fightMode": boolean(),
        "optimizeWordpress": boolean(),
        "sbfmDefinitelyAutomated": string(),
        "sbfmLikelyAutomated": string(),
        "sbfmStaticResourceProtection": string(),
        "sbfmVerifiedBots": string(),
        "suppressSessionScore": boolean(),
    },
    computed=True,
    output=True,
)
FIELDS: dict[str, Property] = {
    "isRobotsTxtManaged": boolean(default=False),
    **{
        name: string(computed=True)
        for name in (
            "aiBotsProtection",
            "cfRobotsVariant",
            "contentBotsProtection",
            "crawlerProtection",
            "sbfmDefinitelyAutomated",
            "sbfmLikelyAutomated",
            "sbfmVerifiedBots",
        )
    },
    **{
        name: boolean(computed=True)
        for name in (
            "autoUpdateModel",
            "bmCookieEnabled",
            "enableJs",
            "fightMode",
            "optimizeWordpress",
            "sbfmStaticResourceProtection",
            "suppressSessionScore",
        )
    },
    # Newer than what was recorded: the official provider of the vectors does not have them.
    **{name: string() for name in ("aiTraining", "aiUser", "aisearch")},
    **{name: boolean() for name in ("aiBotsMigrationOptOut", "botPreferenceSyncEnabled", "jsdApiResultsEnabled")},
}


class BotManagement(Single):
    """The answer to robots. Its id is the zone's."""

    path = "/zones/{zoneId}/bot_management"
    writes_with = "put"
    schema = Schema(
        type="cloudflare:index/botManagement:BotManagement",
        generation=Generation.FRAMEWORK,
        autonamed=False,
        properties={
            "zoneId": string(required=True, replaces=True),
            **FIELDS,
            "staleZoneConfiguration": STALE,
            "usingLatestModel": boolean(computed=True, output=True),
        },
    )
