"""Reads Cloudflare resources into what rules, and the judge of exposures, understand."""
