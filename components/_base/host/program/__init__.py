"""Runs on the host, as root: makes it what its bundle says, or leaves it as it was. Standard library only.

Sent to the host as it is here. Python 3.11, which is what Debian 12 has.
"""
