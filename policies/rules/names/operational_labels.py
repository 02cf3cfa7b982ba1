"""What our components make carries the labels by which operations find it again.

`arqora up` takes over what an interrupted update made, and only what carries this very stack's labels
(docs/decisions/08); the live audit tells by them what belongs to nobody.
"""

from collections.abc import Iterator

from ...finding import Finding
from ...hetzner.tokens import FIREWALL, NETWORK, PLACEMENT_GROUP, PRIMARY_IP, SERVER, VOLUME
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

MANAGED_BY, PROJECT, STACK = "managed-by", "arqora.dev/project", "arqora.dev/stack"


@resource_rule(
    "operational-labels",
    on=(FIREWALL, NETWORK, PLACEMENT_GROUP, PRIMARY_IP, SERVER, VOLUME),
    protects="what an interrupted update made is not found again, and is made twice or left behind",
    remedy=f"label it with {MANAGED_BY}=pulumi, {PROJECT} and {STACK}; components/_base/labels.py has them",
)
def rule(resource: Resource, settings: Settings) -> Iterator[Finding]:
    """Look at the labels of what is inside a component of ours; other stacks have their own."""
    if "::arqora:" not in resource.urn:
        return
    wanted = {MANAGED_BY: "pulumi", PROJECT: settings.stack.project, STACK: settings.stack.name}
    wrong = [key for key, own in wanted.items() if not (value := resource.label(key)) or (own and value != own)]
    if wrong:
        yield Finding(f"these labels are missing, or not this stack's: {', '.join(wrong)}")
