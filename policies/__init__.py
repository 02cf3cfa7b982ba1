"""The policy pack: an independent witness that imports nothing of ours and judges what the engine is about to do."""

NAME = "arqora"
VERSION = "0.1.0"
"""As in pyproject.toml; a test compares the two."""
