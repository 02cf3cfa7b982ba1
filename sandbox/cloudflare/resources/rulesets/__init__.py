"""The rulesets of zones."""

from sandbox.cloudflare.resources.rulesets.endpoints import ROUTES

__all__ = ["ROUTES"]
