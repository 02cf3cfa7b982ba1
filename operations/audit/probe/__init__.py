"""Looks from one place at what addresses answer: TCP, UDP and ping, both families.

Standard library only and Python 3.11: the modules of this folder are joined into one program
(`operations.audit.program`) that also runs where nothing but Python is, such as on a host or in a container's network.
"""
