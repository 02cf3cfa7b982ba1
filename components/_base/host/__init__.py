"""What travels to a host, and the commands that take it there."""

from .sending import CHECK, CONFIRM, apply, payload

__all__ = ["CHECK", "CONFIRM", "apply", "payload"]
