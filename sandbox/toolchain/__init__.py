"""The tools the sandbox needs: a virtual environment and a Pulumi engine.

Standard library only: it runs before either exists.
"""
