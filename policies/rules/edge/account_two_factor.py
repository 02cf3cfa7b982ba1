"""Whoever may change the edge by hand needs a second factor."""

from collections.abc import Iterator

from ...cloudflare.tokens import ACCOUNT
from ...finding import Finding
from ...resource import Resource
from ...rule import resource_rule
from ...settings import Settings


@resource_rule(
    "account-two-factor",
    on=ACCOUNT,
    protects="one caught password is enough to point every name somewhere else",
    remedy="set settings.enforce_twofactor=True",
)
def rule(account: Resource, _settings: Settings) -> Iterator[Finding]:
    """Look at the account's settings."""
    stated = account.get("settings")
    if not isinstance(stated, dict) or stated.get("enforceTwofactor") is not True:
        yield Finding("does not require a second factor of its members, or may not")
