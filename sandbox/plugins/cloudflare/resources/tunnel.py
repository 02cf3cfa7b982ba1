"""Tunnels and what they lead to: `ZeroTrustTunnelCloudflared`, `ZeroTrustTunnelCloudflaredConfig`.

The defaults of the older official providers inside `config` are gone in the SDK's schema; what the program leaves out
is left to the daemon.
"""

import json
from collections.abc import Mapping
from typing import Any

from sandbox.plugins.cloudflare.agreeing import kept
from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.managed import Collected, Edit, Single
from sandbox.plugins.framework.schema.declare import boolean, integer, list_of, nested, string
from sandbox.plugins.framework.schema.property import Generation, Property, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import Properties

PLACE = "/accounts/{accountId}/cfd_tunnel"
SOURCES = one_of("local", "cloudflare")
NAMES = {
    "ingresses": "ingress",
    "audTags": "audTag",
    "matchSnItoHost": "matchSNItoHost",
    "noTlsVerify": "noTLSVerify",
}
"""Where the API's names in a configuration are not the SDK's."""
OWN_NAMES = {vendor: own for own, vendor in NAMES.items()}
CONNECTION = nested(
    {
        **{name: string(computed=True) for name in ("clientId", "clientVersion", "coloName", "id", "openedAt")},
        **{name: string(computed=True) for name in ("originIp", "uuid")},
    }
)


def origin_request() -> Property:
    """Return how a daemon calls a service."""
    access = nested(
        {"audTags": list_of(string(), required=True), "teamName": string(required=True), "required": boolean()}
    )
    switches = ("disableChunkedEncoding", "http2Origin", "matchSnItoHost", "noHappyEyeballs", "noTlsVerify")
    seconds = ("connectTimeout", "keepAliveTimeout", "tcpKeepAlive", "tlsTimeout")
    return nested(
        {
            "access": access,
            **{name: string() for name in ("caPool", "httpHostHeader", "originServerName", "proxyType")},
            **{name: integer() for name in (*seconds, "keepAliveConnections")},
            **{name: boolean() for name in switches},
        }
    )


class ZeroTrustTunnelCloudflared(Collected):
    """A tunnel. Its secret is never told but in what `getZeroTrustTunnelCloudflaredToken` tells."""

    path = PLACE
    schema = Schema(
        type="cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared",
        generation=Generation.FRAMEWORK,
        autonamed=False,
        properties={
            "accountId": string(replaces=True),
            "name": string(required=True),
            "configSrc": string(default="local", replaces=True, rules=(SOURCES,)),
            "tunnelSecret": string(secret=True),
            "connections": list_of(CONNECTION, computed=True, output=True),
            "remoteConfig": boolean(computed=True, output=True),
            **{
                name: string(computed=True, output=True)
                for name in ("accountTag", "connsActiveAt", "connsInactiveAt", "createdAt", "deletedAt", "metadata")
            },
            "status": string(computed=True, output=True),
            "tunType": string(computed=True, output=True),
        },
    )

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties; the secret is what the program says."""
        told = {**document, "metadata": json.dumps(document.get("metadata") or {})}
        return {**super().attributes(told, state), "tunnelSecret": state.get("tunnelSecret")}

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties; the vendor still tells of tunnels that were removed."""
        there = super().look(resource_id, state)
        return None if there is None or there["deletedAt"] else there

    def amend(self, edit: Edit) -> None:
        """Rename it, or give it another secret."""
        body = edit.body(name="name", tunnel_secret="tunnelSecret")  # noqa: S106 -- the names of fields
        self.api.patch(f"{self.at(edit.plan)}/{edit.resource_id}", body)


class ZeroTrustTunnelCloudflaredConfig(Single):
    """What a tunnel leads to. Its id is the tunnel's; it goes with the tunnel."""

    path = f"{PLACE}/{{tunnelId}}/configurations"
    writes_with = "put"
    schema = Schema(
        type="cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig",
        generation=Generation.FRAMEWORK,
        properties={
            "accountId": string(replaces=True),
            "tunnelId": string(required=True, replaces=True),
            "config": nested(
                {
                    "ingresses": list_of(
                        nested(
                            {
                                "hostname": string(),
                                "path": string(),
                                "service": string(required=True),
                                "originRequest": origin_request(),
                            }
                        )
                    ),
                    "originRequest": origin_request(),
                },
                computed=True,
            ),
            "source": string(default="local", rules=(SOURCES,)),
            "createdAt": string(computed=True, output=True),
            "version": integer(computed=True, output=True),
        },
    )

    def body(self, plan: Properties) -> Document:
        """Return what is sent for a plan."""
        return {"config": renamed(plan["config"], NAMES), "source": plan["source"]}

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties, as the program wrote them where the vendor means the same."""
        found = super().attributes({**document, "config": None}, state)
        return {**found, "config": kept(state.get("config"), renamed(document["config"], OWN_NAMES))}


def renamed(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 -- a part of a configuration
    """Return a value with other names in its objects, at any depth, without what is null."""
    if isinstance(value, Mapping):
        return {names.get(key, key): renamed(item, names) for key, item in value.items() if item is not None}
    return [renamed(item, names) for item in value] if isinstance(value, list) else value
