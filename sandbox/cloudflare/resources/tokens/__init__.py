"""API tokens of users and accounts, and what they can be allowed."""

from sandbox.cloudflare.resources.tokens import groups, tokens

ROUTES = [*groups.ROUTES, *tokens.ROUTES]
"""In this order: `permission_groups` is no token's id."""
