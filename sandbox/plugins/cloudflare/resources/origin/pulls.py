"""What the edge shows to origins: the certificates and the switch of a zone.

As the official provider does, nothing waits for a certificate's deployment; its `status` tells.
"""

from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.managed import Collected, Edit, Single
from sandbox.plugins.cloudflare.resources.origin import pem
from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import boolean, string
from sandbox.plugins.framework.schema.property import Generation, Property, Schema
from sandbox.plugins.framework.values import Properties

GONE = frozenset({"pending_deletion", "deleted"})
"""Statuses of a certificate that the edge shows no more."""


def told(*names: str) -> dict[str, Property]:
    """Return texts that the vendor alone fills."""
    return {name: string(computed=True, output=True) for name in names}


class Uploaded(Collected):
    """A client certificate with its key. The vendor never tells the key again."""

    known_by = ("certificate",)

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties, with the texts as the program has them."""
        found = super().attributes(document, state)
        same = pem.alike(state.get("certificate"), found["certificate"])
        written = {"certificate": state["certificate"]} if same else {}
        return {**found, **written, "privateKey": state.get("privateKey")}

    def look(self, resource_id: str, state: Properties) -> Document | None:
        """Return the properties; one that is on its way out is gone."""
        there = super().look(resource_id, state)
        return None if there is None or there["status"] in GONE else there

    def seek(self, plan: Properties) -> str | None:
        """Return the id of the newest upload of the same certificate that stays."""
        fitting = [
            each
            for each in self.api.all(self.at(plan))
            if pem.alike(plan["certificate"], each["certificate"]) and each["status"] not in GONE
        ]
        return str(max(fitting, key=lambda each: each["uploaded_on"])["id"]) if fitting else None

    def amend(self, edit: Edit) -> None:
        """Keep what is there: another text of the same key changes nothing, and another key is not the certificate's.

        Raises:
            PluginError: it is another key.

        """
        if "privateKey" in edit.changed and not pem.belong(edit.plan["certificate"], edit.plan["privateKey"]):
            raise PluginError(
                f"{self.schema.title} {edit.resource_id}.privateKey: not the certificate's; change both",
                Outcome.INVALID,
            )


class AuthenticatedOriginPullsCertificate(Uploaded):
    """A certificate of a zone. Of several, the edge shows the one that was deployed last."""

    path = "/zones/{zoneId}/origin_tls_client_auth"
    schema = Schema(
        type="cloudflare:index/authenticatedOriginPullsCertificate:AuthenticatedOriginPullsCertificate",
        generation=Generation.FRAMEWORK,
        properties={
            "zoneId": string(required=True, replaces=True),
            "certificate": string(required=True, replaces=True, ignores=pem.alike),
            "privateKey": string(required=True, secret=True),
            "certificateId": string(computed=True, output=True, keeps=True),
            "enabled": boolean(computed=True, output=True),
            **told("expiresOn", "issuer", "serialNumber", "signature", "status", "uploadedOn"),
        },
    )

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties; the vendor does not always repeat the id under its second name."""
        return {**super().attributes(document, state), "certificateId": document["id"]}


class AuthenticatedOriginPullsHostnameCertificate(Uploaded):
    """A certificate for host names, which `AuthenticatedOriginPulls` associates with it."""

    path = "/zones/{zoneId}/origin_tls_client_auth/hostnames/certificates"
    schema = Schema(
        type="cloudflare:index/authenticatedOriginPullsHostnameCertificate:AuthenticatedOriginPullsHostnameCertificate",
        generation=Generation.FRAMEWORK,
        properties={
            "zoneId": string(required=True, replaces=True),
            "certificate": string(required=True, replaces=True, ignores=pem.alike),
            "privateKey": string(required=True, secret=True, replaces=True),
            **told("expiresOn", "issuer", "serialNumber", "signature", "status", "uploadedOn"),
        },
    )


class AuthenticatedOriginPullsSettings(Single):
    """Whether the edge shows a zone's certificate to origins. The official provider never takes it back."""

    path = "/zones/{zoneId}/origin_tls_client_auth/settings"
    writes_with = "put"
    schema = Schema(
        type="cloudflare:index/authenticatedOriginPullsSettings:AuthenticatedOriginPullsSettings",
        generation=Generation.FRAMEWORK,
        properties={"zoneId": string(required=True, replaces=True), "enabled": boolean(required=True)},
    )
