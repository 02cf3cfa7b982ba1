"""No program at the edge opens connections of its own: it would be a way past every rule for requests.

Source: Cloudflare Workers, TCP sockets (`connect()` of `cloudflare:sockets`).
"""

import base64
from collections.abc import Iterator

from ...cloudflare.tokens import WORKER, WORKER_VERSION
from ...finding import Finding
from ...reading import UNKNOWN, Value, listed
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings

SOCKETS = "cloudflare:sockets"
PRIVATE = ("vpc_service", "vpc_network")
"""Bindings that lead through a tunnel. Source: pulumi-cloudflare 6.23.1, WorkersScriptBinding."""


@resource_rule(
    "worker-connects",
    on=(*WORKER, *WORKER_VERSION),
    protects="whoever may call the program is connected to any port that the edge's addresses may reach, SSH included",
    remedy="let it use fetch() to services that are behind the edge themselves",
)
def rule(worker: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at its text, where the plan has it, and at what it is bound to."""
    for binding in listed(worker.get("bindings")):
        kind = binding.get("type") if isinstance(binding, dict) else UNKNOWN
        if kind in PRIVATE or kind is UNKNOWN:
            yield Finding("is bound to a private network behind a tunnel, or may be")
    texts = list(_texts(worker))
    if UNKNOWN in texts:
        yield Finding("its program is not known yet, it is judged on apply", notice=True)
    if any(isinstance(text, str) and SOCKETS in text for text in texts):
        yield Finding("its program opens connections of its own (cloudflare:sockets)")
    if any(part.get("contentFile") is not None for part in _parts(worker)):
        yield Finding("its program is in a file, which no plan shows; look for cloudflare:sockets there", notice=True)


def _parts(worker: Resource) -> Iterator[dict[str, Value]]:
    """Yield what holds text: the program itself, the files beside it, the modules of a version."""
    files = worker.get("files")
    yield {key: worker.get(key) for key in ("content", "contentFile")}
    others = [*(files.values() if isinstance(files, dict) else listed(files)), *listed(worker.get("modules"))]
    for each in others:
        yield each if isinstance(each, dict) else {"content": UNKNOWN}


def _texts(worker: Resource) -> Iterator[Value]:
    for part in _parts(worker):
        encoded = part.get("contentBase64")
        yield part.get("content")
        yield _decoded(encoded) if isinstance(encoded, str) else encoded


def _decoded(text: str) -> Value:
    try:
        return base64.b64decode(text, validate=True).decode("utf-8", "replace")
    except ValueError:  # also of characters that base64 does not have
        return UNKNOWN
