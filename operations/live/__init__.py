"""Reads what there really is from the vendors, with tokens that may only read."""
