"""Rulesets: the rules of a phase."""

from sandbox.plugins.cloudflare.resources.rulesets.ruleset import Ruleset

__all__ = ["Ruleset"]
