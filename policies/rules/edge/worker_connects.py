"""No program at the edge opens connections of its own: it would be a way past every rule for requests.

Source: Cloudflare Workers, TCP sockets (`connect()` of `cloudflare:sockets`).
"""

from collections.abc import Iterator

from ...cloudflare.tokens import WORKER
from ...finding import Finding
from ...reading import UNKNOWN
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

SOCKETS = "cloudflare:sockets"


@resource_rule(
    "worker-connects",
    on=WORKER,
    protects="whoever may call the program is connected to any port that the edge's addresses may reach, SSH included",
    remedy="let it use fetch() to services that are behind the edge themselves",
)
def rule(worker: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at its text, where the plan has it."""
    content = worker.get("content")
    if content is UNKNOWN:
        yield Finding("its program is not known yet, it is judged on apply", notice=True)
    elif isinstance(content, str) and SOCKETS in content:
        yield Finding("its program opens connections of its own (cloudflare:sockets)")
    elif content is None and worker.get("contentFile") is not None:
        yield Finding("its program is in a file, which no plan shows; look for cloudflare:sockets there", notice=True)
