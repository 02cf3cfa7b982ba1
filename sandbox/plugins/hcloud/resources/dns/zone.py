"""`Zone`."""

from sandbox.plugins.framework.schema.declare import boolean, integer, list_of, nested, string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import UNKNOWN, Properties
from sandbox.plugins.hcloud.api import Document, without_none
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made
from sandbox.plugins.hcloud.rules import empty_labels

DEFAULT_TTL = 3600
NAMESERVER = nested(
    {
        "address": string(required=True),
        "port": integer(computed=True, default=53),
        "tsigAlgorithm": string(),
        "tsigKey": string(),
    }
)


def _nameservers_of_mode(inputs: Properties) -> list[tuple[str, str]]:
    servers, mode = inputs.get("primaryNameservers"), inputs.get("mode")
    if mode == "primary" and servers is not None and servers is not UNKNOWN:
        return [("primaryNameservers", "set, but mode is primary: remove them, or make the zone secondary")]
    if mode == "secondary" and servers is None:
        return [("primaryNameservers", "not set, but mode is secondary: name at least one")]
    return []


class Zone(Collected):
    """A domain that the vendor's nameservers answer for."""

    path, key = "/zones", "zone"
    schema = Schema(
        type="hcloud:index/zone:Zone",
        generation=Generation.FRAMEWORK,
        properties={
            "name": string(required=True, replaces=True),
            "mode": string(required=True, replaces=True, rules=(one_of("primary", "secondary"),)),
            "ttl": integer(computed=True, default=DEFAULT_TTL),
            "labels": empty_labels(),
            "deleteProtection": boolean(computed=True),
            "primaryNameservers": list_of(NAMESERVER, computed=True, minimum=1),
            "authoritativeNameservers": nested(
                {"assigneds": list_of(string(), computed=True)}, computed=True, output=True
            ),
            "registrar": string(computed=True, output=True),
        },
        checks=(_nameservers_of_mode,),
    )

    def make(self, plan: Properties) -> Made:
        """Make it."""
        return self.posted(
            {
                "name": plan["name"],
                "mode": plan["mode"],
                "ttl": plan["ttl"],
                "labels": plan["labels"],
                "primary_nameservers": [_sent(each) for each in plan["primaryNameservers"] or []] or None,
            }
        )

    def attributes(self, document: Document, state: Properties) -> Document:  # noqa: ARG002
        """Return the properties."""
        return {
            "name": document["name"],
            "mode": document["mode"],
            "ttl": document["ttl"],
            "labels": document["labels"],
            "deleteProtection": document["protection"]["delete"],
            "primaryNameservers": [_shown(each) for each in document.get("primary_nameservers") or []],
            "authoritativeNameservers": {"assigneds": document["authoritative_nameservers"]["assigned"]},
            "registrar": document["registrar"],
        }

    def amend(self, edit: Edit) -> None:
        """Change time to live, nameservers, labels and protection."""
        place = f"{self.place(edit.resource_id)}/actions"
        if "ttl" in edit.changed:
            self.api.act(f"{place}/change_ttl", {"ttl": edit.plan["ttl"]})
        if "primaryNameservers" in edit.changed and edit.plan["primaryNameservers"]:
            wanted = [_sent(each) for each in edit.plan["primaryNameservers"]]
            self.api.act(f"{place}/change_primary_nameservers", {"primary_nameservers": wanted})
        self.rename(edit)
        self.protect(edit)


def _sent(server: Document) -> Document:
    return without_none(
        {
            "address": server["address"],
            "port": server["port"],
            "tsig_algorithm": server.get("tsigAlgorithm"),
            "tsig_key": server.get("tsigKey"),
        }
    )


def _shown(server: Document) -> Document:
    return {
        "address": server["address"],
        "port": server["port"],
        "tsigAlgorithm": server.get("tsig_algorithm"),
        "tsigKey": server.get("tsig_key"),
    }
