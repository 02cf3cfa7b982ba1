"""Reads Hetzner Cloud resources into what the judge of exposures understands."""
