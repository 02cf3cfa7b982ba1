"""DNSSEC: a zone's key, and the DS record that its owner takes to the registrar.

States and members: docs/dns/dnssec (states), API reference `dnssec`. The key is one of algorithm 13, as the vendor's
are; its tag and digest follow from it by RFC 4034 (appendix B, section 5.1.4).
"""

import base64
import hashlib
import struct

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sandbox.cloudflare.api import Answer, Request, Route, result
from sandbox.cloudflare.documents import Document, Documents
from sandbox.cloudflare.errors import ApiError
from sandbox.cloudflare.resources.zones import zone

KIND = "dnssec"
FLAGS, PROTOCOL, ALGORITHM, SHA256 = 257, 3, 13, 2
TTL = 3600
SWITCHES = ("dnssec_multi_signer", "dnssec_presigned", "dnssec_use_nsec3")
KEY = ("algorithm", "digest", "digest_algorithm", "digest_type", "ds", "flags", "key_tag", "key_type", "public_key")
NOTHING: Document = {"status": "disabled", "modified_on": None, **dict.fromkeys(SWITCHES, False)}


def dnssec(documents: Documents, request: Request) -> Answer:
    """Return, change or remove DNSSEC."""
    owner = zone(documents, request)
    kept = settled(documents.find(KIND, owner["id"], KIND) or NOTHING, owner)
    if request.method == "DELETE":
        documents.remove(KIND, owner["id"], KIND)
        return result("")
    if request.method == "PATCH":
        kept = changed(kept, request.json(), owner) | {"modified_on": documents.time}
    if kept is not NOTHING:
        documents.put(KIND, owner["id"], KIND, kept)
    return result({**dict.fromkeys(KEY), **kept})


def changed(kept: Document, wish: Document, owner: Document) -> Document:
    """Return DNSSEC as a body asks for it.

    Raises:
        ApiError: it asks for what there is not.

    """
    status = wish.get("status")
    if status not in {None, "active", "disabled"}:
        raise ApiError(1004, "status must be active or disabled")
    switches = {name: wish[name] for name in SWITCHES if name in wish}
    if not all(isinstance(each, bool) for each in switches.values()):
        raise ApiError(1004, f"{', '.join(switches)} must be true or false")
    kept = {**kept, **switches}
    if status == "active" and kept["status"] not in {"active", "pending"}:
        return {**kept, **signing(owner["name"]), "status": "pending"}
    if status == "disabled" and kept["status"] in {"active", "pending"}:
        # As long as the registrar has the DS record, the zone is signed.
        return {**kept, "status": "pending-disabled" if kept["status"] == "active" else "disabled"}
    return kept


def settled(kept: Document, owner: Document) -> Document:
    """Return DNSSEC as it is by now: in the sandbox the registrar has heard of each change by the next look."""
    if kept["status"] == "pending" and owner["status"] == "active":
        return {**kept, "status": "active"}
    return {**kept, "status": "disabled"} if kept["status"] == "pending-disabled" else kept


def signing(name: str) -> Document:
    """Return a new key for a zone. Its private half is not kept: nothing in the sandbox signs with it."""
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)[1:]
    data = struct.pack("!HBB", FLAGS, PROTOCOL, ALGORITHM) + point
    digest = hashlib.sha256(wire(name) + data).hexdigest().upper()
    return {
        "algorithm": str(ALGORITHM),
        "digest": digest,
        "digest_algorithm": "SHA256",
        "digest_type": str(SHA256),
        "ds": f"{name}. {TTL} IN DS {tag(data)} {ALGORITHM} {SHA256} {digest}",
        "flags": FLAGS,
        "key_tag": tag(data),
        "key_type": "ECDSAP256SHA256",
        "public_key": base64.b64encode(point).decode(),
    }


def tag(data: bytes) -> int:
    """Return the tag of a key's data."""
    total = sum(byte if place % 2 else byte << 8 for place, byte in enumerate(data))
    return (total + (total >> 16)) & 0xFFFF


def wire(name: str) -> bytes:
    """Return a name as it is on the wire."""
    labels = name.encode().split(b".")
    return b"".join(bytes([len(each)]) + each for each in labels) + b"\0"


ROUTES: list[Route] = [(method, "/zones/{zone}/dnssec", dnssec) for method in ("GET", "PATCH", "DELETE")]
