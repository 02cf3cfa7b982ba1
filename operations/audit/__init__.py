"""Compares what an environment declares with what its hosts hold and answer."""
