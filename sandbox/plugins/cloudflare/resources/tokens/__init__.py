"""API tokens of users and accounts: `ApiToken`, `AccountToken`."""

from sandbox.plugins.cloudflare.managed import Managed
from sandbox.plugins.cloudflare.resources.tokens.token import AccountToken, ApiToken

TYPES: tuple[type[Managed], ...] = (AccountToken, ApiToken)
