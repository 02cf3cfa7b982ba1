"""Primary name servers of secondary zones."""

from ipaddress import ip_address
from typing import Literal

from pydantic import Field, field_validator

from sandbox.hetzner.bodies import Body, Port
from sandbox.hetzner.references import Document


class Nameserver(Body):
    """A name server a zone is transferred from."""

    address: str
    port: Port | None = None
    tsig_algorithm: Literal["hmac-md5", "hmac-sha1", "hmac-sha256"] | None = None
    tsig_key: str | None = Field(default=None, repr=False)

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        ip_address(value)
        return value

    def stored(self) -> Document:
        """Return it as it is stored and shown."""
        return {
            "address": self.address,
            "port": self.port or 53,
            "tsig_algorithm": self.tsig_algorithm,
            "tsig_key": self.tsig_key,
        }
