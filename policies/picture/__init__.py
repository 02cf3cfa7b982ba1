"""Servers and all ways to them in plain values: what the judge of exposures looks at, from a plan, a state or live data."""
