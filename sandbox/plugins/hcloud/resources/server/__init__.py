"""Servers: `Server` and its attachment to a network, `ServerNetwork`."""
