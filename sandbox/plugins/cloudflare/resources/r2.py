"""`R2Bucket`, and what is decided about its objects: `R2BucketLock`, `R2BucketLifecycle`."""

from sandbox.plugins.cloudflare.api import Document
from sandbox.plugins.cloudflare.managed import Collected, Edit, Made, Single
from sandbox.plugins.framework.errors import Outcome, PluginError
from sandbox.plugins.framework.schema.declare import boolean, integer, list_of, nested, string
from sandbox.plugins.framework.schema.property import Generation, Property, Schema
from sandbox.plugins.framework.schema.rules import one_of
from sandbox.plugins.framework.values import UNKNOWN, Properties

BUCKETS = "/accounts/{accountId}/r2/buckets"
AGE_OR_DATE = nested({"type": string(required=True), "date": string(), "maxAge": integer()}, required=True)
LOCKED = nested(
    {
        "condition": nested(
            {"type": string(required=True), "date": string(), "maxAgeSeconds": integer()}, required=True
        ),
        "enabled": boolean(required=True),
        "id": string(required=True),
        "prefix": string(),
    }
)
EXPIRING = nested(
    {
        "abortMultipartUploadsTransition": nested(
            {"condition": nested({"maxAge": integer(required=True), "type": string(required=True)})}
        ),
        "conditions": nested({"prefix": string(required=True)}, required=True),
        "deleteObjectsTransition": nested({"condition": AGE_OR_DATE}),
        "enabled": boolean(required=True),
        "id": string(required=True),
        "storageClassTransitions": list_of(
            nested({"condition": AGE_OR_DATE, "storageClass": string(required=True)}),
        ),
    }
)


class R2Bucket(Collected):
    """A bucket. Its name is its id."""

    path = BUCKETS
    key = "name"
    schema = Schema(
        type="cloudflare:index/r2Bucket:R2Bucket",
        generation=Generation.FRAMEWORK,
        autonamed=False,
        properties={
            "accountId": string(replaces=True),
            "name": string(required=True, replaces=True),
            "jurisdiction": string(default="default"),
            # The vendor takes it as a hint and answers where the bucket is, so a change of it is none.
            "location": string(computed=True, ignores=lambda *_: True),
            "storageClass": string(default="Standard", rules=(one_of("Standard", "InfrequentAccess"),)),
            "creationDate": string(computed=True, output=True),
        },
    )

    def body(self, plan: Properties) -> Document:
        """Return what is sent for a plan: the API has its own names here."""
        told = {"name": plan["name"], "storageClass": plan["storageClass"]}
        location = plan.get("location")
        return told if location in (None, UNKNOWN) else {**told, "locationHint": location}

    def amend(self, edit: Edit) -> None:
        """Change the class of new objects.

        Raises:
            PluginError: something else is to be changed, which the vendor has no call for.

        """
        if edit.changed != {"storageClass"}:
            raise PluginError("R2Bucket.jurisdiction: cannot be changed; make another bucket", Outcome.INVALID)
        kept = {"cf-r2-storage-class": edit.plan["storageClass"]}
        self.api.patch(f"{self.at(edit.plan)}/{edit.resource_id}", None, headers=kept)

    def seek(self, plan: Properties) -> str | None:
        """Return the bucket of this name."""
        found = self.api.get(f"{self.at(plan)}/{plan['name']}")
        return None if found is None else str(found["name"])


class Rules(Single):
    """All rules of one kind that a bucket has. They stay when the resource goes, as with the official plugin."""

    def make(self, plan: Properties) -> Made:
        """Write them; the id is the bucket's name."""
        self.write(plan, self.body(plan))
        return Made(str(plan["bucketName"]))

    def body(self, plan: Properties) -> Document:
        """Return the rules: the API writes them as the SDK does."""
        return {"rules": [bare(each) for each in plan.get("rules") or []]}

    def attributes(self, document: Document, state: Properties) -> Document:
        """Return the rules as properties."""
        told = {name: state.get(name) for name in ("accountId", "bucketName")}
        return {**told, "jurisdiction": state.get("jurisdiction") or "default", "rules": document.get("rules") or None}


def bare(value: object) -> object:
    """Return a value without what is null."""
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items() if item is not None}
    return [bare(item) for item in value] if isinstance(value, list) else value


def rules_of(element: Property) -> dict[str, Property]:
    """Return the properties of a resource that has the rules of a bucket."""
    return {
        "accountId": string(required=True, replaces=True),
        "bucketName": string(required=True, replaces=True),
        "jurisdiction": string(default="default", replaces=True),
        "rules": list_of(element),
    }


class R2BucketLock(Rules):
    """What nobody may delete or overwrite, and for how long."""

    path = f"{BUCKETS}/{{bucketName}}/lock"
    writes_with = "put"
    schema = Schema(
        type="cloudflare:index/r2BucketLock:R2BucketLock",
        generation=Generation.FRAMEWORK,
        properties=rules_of(LOCKED),
    )


class R2BucketLifecycle(Rules):
    """What goes by itself, and when."""

    path = f"{BUCKETS}/{{bucketName}}/lifecycle"
    writes_with = "put"
    schema = Schema(
        type="cloudflare:index/r2BucketLifecycle:R2BucketLifecycle",
        generation=Generation.FRAMEWORK,
        properties=rules_of(EXPIRING),
    )
