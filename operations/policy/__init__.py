"""Holds what there is, or is to be, against the policy pack: without an engine, and without credentials."""
