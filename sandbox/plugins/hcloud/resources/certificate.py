"""TLS certificates of load balancers: `UploadedCertificate`, its old name `Certificate`, `ManagedCertificate`."""

from dataclasses import replace

from sandbox.plugins.framework.schema.declare import list_of, string
from sandbox.plugins.framework.schema.property import Generation, Property, Schema
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made
from sandbox.plugins.hcloud.rules import labels, not_empty


def _said_by_vendor(*names: str) -> dict[str, Property]:
    return {name: string(computed=True, output=True) for name in names}


def _same_text(old: object, new: object) -> bool:
    """Line ends and blank lines of a PEM file mean nothing."""
    return isinstance(old, str) and isinstance(new, str) and old.split() == new.split()


class UploadedCertificate(Collected):
    """A certificate with its key, made elsewhere."""

    path, key = "/certificates", "certificate"
    schema = Schema(
        type="hcloud:index/uploadedCertificate:UploadedCertificate",
        generation=Generation.SDK,
        properties={
            "name": string(required=True),
            "certificate": string(required=True, replaces=True, rules=(not_empty,), ignores=_same_text),
            "privateKey": string(required=True, replaces=True, secret=True, rules=(not_empty,)),
            "labels": labels(),
            "domainNames": list_of(string(), computed=True, output=True),
            **_said_by_vendor("created", "fingerprint", "notValidAfter", "notValidBefore", "type"),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Upload it."""
        return self.posted(
            {
                "name": plan["name"],
                "type": "uploaded",
                "certificate": plan["certificate"],
                "private_key": plan["privateKey"],
                "labels": plan["labels"],
            }
        )

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties; the key never comes back."""
        given = state.get("certificate")
        same = _same_text(given, document["certificate"])
        return {**_attributes(document), "certificate": given if same else document["certificate"]}

    def amend(self, edit: Edit) -> None:
        """Change name and labels."""
        self.rename(edit)


class Certificate(UploadedCertificate):
    """The old name of `UploadedCertificate`."""

    schema = replace(UploadedCertificate.schema, type="hcloud:index/certificate:Certificate")


class ManagedCertificate(Collected):
    """A certificate that the vendor gets from Let's Encrypt, for names in its own DNS."""

    path, key = "/certificates", "certificate"
    schema = Schema(
        type="hcloud:index/managedCertificate:ManagedCertificate",
        generation=Generation.SDK,
        properties={
            "name": string(required=True),
            "domainNames": list_of(string(), required=True, replaces=True),
            "labels": labels(),
            **_said_by_vendor("certificate", "created", "fingerprint", "notValidAfter", "notValidBefore", "type"),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Order it."""
        wanted = {"name": plan["name"], "type": "managed", "labels": plan["labels"]}
        return self.posted({**wanted, "domain_names": plan["domainNames"]})

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties, the names in the program's order."""
        given = state.get("domainNames") or []
        names = given if sorted(given) == sorted(document["domain_names"]) else document["domain_names"]
        return {**_attributes(document), "domainNames": names}

    def amend(self, edit: Edit) -> None:
        """Change name and labels."""
        self.rename(edit)


def _attributes(document: Document) -> Document:
    return {
        "name": document["name"],
        "type": document["type"],
        "certificate": document["certificate"],
        "labels": document["labels"],
        "domainNames": document["domain_names"],
        "created": document["created"],
        "fingerprint": document["fingerprint"],
        "notValidAfter": document["not_valid_after"],
        "notValidBefore": document["not_valid_before"],
    }
