"""The labels of everything we make: whose it is, and what for. Operations find things by them."""

import pulumi

MANAGED_BY = "managed-by"
PROJECT = "arqora.dev/project"
STACK = "arqora.dev/stack"
ROLE = "arqora.dev/role"
NODE = "arqora.dev/node"
GENERATION = "arqora.dev/generation"


def owned() -> dict[str, str]:
    """Return the labels that say which stack owns a thing."""
    return {MANAGED_BY: "pulumi", PROJECT: pulumi.get_project(), STACK: pulumi.get_stack()}


def selector() -> str:
    """Return the label selector that finds all of this stack's things."""
    return f"{PROJECT}={pulumi.get_project()},{STACK}={pulumi.get_stack()}"
