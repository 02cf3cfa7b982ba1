"""SSH keys: `SshKey`."""

from sandbox.plugins.framework.schema.declare import string
from sandbox.plugins.framework.schema.property import Generation, Schema
from sandbox.plugins.framework.values import Properties
from sandbox.plugins.hcloud.api import Document
from sandbox.plugins.hcloud.collected import Collected
from sandbox.plugins.hcloud.managed import Edit, Made
from sandbox.plugins.hcloud.rules import empty_labels


def _without_newline(key: object) -> str:
    return str(key).strip()


def _same_key(given: object, key: str) -> bool:
    """Tell whether two lines are the same key; comments do not count."""
    return isinstance(given, str) and given.split()[:2] == key.split()[:2]


class SshKey(Collected):
    """A public key that new servers can be given."""

    path, key = "/ssh_keys", "ssh_key"
    schema = Schema(
        type="hcloud:index/sshKey:SshKey",
        generation=Generation.FRAMEWORK,
        properties={
            "name": string(required=True),
            "publicKey": string(required=True, replaces=True, stores=_without_newline),
            "labels": empty_labels(),
            "fingerprint": string(computed=True, output=True, keeps=True),
        },
    )

    def make(self, plan: Properties) -> Made:
        """Upload it."""
        return self.posted({"name": plan["name"], "public_key": plan["publicKey"], "labels": plan["labels"]})

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the properties; the key as the program wrote it if it is the same key."""
        given = state.get("publicKey")
        return {
            "name": document["name"],
            "publicKey": given if _same_key(given, document["public_key"]) else document["public_key"],
            "labels": document["labels"],
            "fingerprint": document["fingerprint"],
        }

    def amend(self, edit: Edit) -> None:
        """Change name and labels."""
        self.rename(edit)
