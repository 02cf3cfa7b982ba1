"""Which certificate the edge shows to a host name's origin: `AuthenticatedOriginPulls`."""

from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.managed import Edit, Made, Managed
from sandbox.plugins.cloudflare.resources.origin.pulls import told
from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import boolean, list_of, nested, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties


class AuthenticatedOriginPulls(Managed):
    """One host name's association with a certificate; its id is the host name."""

    path = "/zones/{zoneId}/origin_tls_client_auth/hostnames"
    schema = Schema(
        type="cloudflare:index/authenticatedOriginPulls:AuthenticatedOriginPulls",
        generation=Generation.FRAMEWORK,
        properties={
            "zoneId": string(required=True, replaces=True),
            "configs": list_of(nested({"certId": string(), "enabled": boolean(), "hostname": string()}), required=True),
            "hostname": string(computed=True, output=True, keeps=True),
            "enabled": boolean(computed=True, output=True),
            "privateKey": string(computed=True, output=True, secret=True),
            **told("certId", "certStatus", "certUpdatedAt", "certUploadedOn", "certificate", "createdAt", "expiresOn"),
            **told("issuer", "serialNumber", "signature", "status", "updatedAt"),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Associate."""
        config = one(plan)
        self._write(plan, config["hostname"], config["certId"], config["enabled"])
        return Made(config["hostname"])

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties as the vendor has them."""
        found = self.api.get(f"{self.at(state)}/{resource_id}")
        return None if found is None else self.attributes(found, state)

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties; the vendor tells no key, and what was asked for under names of its own."""
        own = {"certId": document["cert_id"], "enabled": document["enabled"], "hostname": document["hostname"]}
        return {**super().attributes(document, state), "configs": state.get("configs") or [own], "privateKey": None}

    def amend(self, edit: Edit) -> None:
        """Associate with another certificate, or switch.

        Raises:
            PluginError: it is another host name.

        """
        config = one(edit.plan)
        if config["hostname"] != edit.resource_id:
            message = (
                f"configs[0].hostname: {edit.resource_id} cannot become {config['hostname']}; make another resource"
            )
            raise PluginError(f"{self.schema.title} {message}", Outcome.INVALID)
        self._write(edit.plan, edit.resource_id, config["certId"], config["enabled"])

    def remove(self, resource_id: str, state: Properties) -> None:
        """Void the association: the host name's origin is shown what the zone has."""
        there = self.look(resource_id, state)
        if there is not None:
            self._write(state, resource_id, there["certId"], None)

    def seek(self, plan: Properties) -> str | None:
        """Return the host name if it is associated as planned."""
        config = one(plan)
        there = self.look(config["hostname"], plan)
        return config["hostname"] if there and there["certId"] == config["certId"] else None

    def _write(self, values: Properties, hostname: str, certificate: str, enabled: bool | None) -> None:
        config = {"hostname": hostname, "cert_id": certificate, "enabled": enabled}
        self.api.put(self.at(values), {"config": [config]})


def one(plan: Properties) -> Document:
    """Return the one host name that a resource is about.

    Raises:
        PluginError: there are others, or its name is not set.

    """
    configs = plan["configs"]
    if len(configs) != 1 or not configs[0].get("hostname"):
        message = "AuthenticatedOriginPulls.configs: exactly one host name; make a resource for each of several"
        raise PluginError(message, Outcome.INVALID)
    return dict(configs[0])
