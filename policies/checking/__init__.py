"""Checks made in one process: what was written down, or really is, held against the rules, and reported."""
