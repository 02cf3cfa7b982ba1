"""What an audit of live data notices, as types of resources, so that rules judge it as they judge everything else."""

UNOWNED = "arqora:live:Unowned"
"""An object that no stack has."""
CHANGED = "arqora:live:Changed"
"""An object that differs from what its stack asks for: `differences` says how."""
MISSING = "arqora:live:Missing"
"""A resource of the stack that does not exist."""
UNREADABLE = "arqora:live:Unreadable"
"""An object that cannot be translated, and so is judged by no rule."""
LIVE = frozenset({UNOWNED, CHANGED, MISSING, UNREADABLE})
