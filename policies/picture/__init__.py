"""Servers and all ways to them in plain values, from a plan, a state or live data, and the judge of them."""
