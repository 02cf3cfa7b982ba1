"""Joins the probe's modules and an order into one program, for places that have nothing but Python."""

import json
from pathlib import Path
from typing import Any

PACKAGE = "operations.audit.probe"
FOLDER = Path(__file__).parent / "probe"

START = """
import sys, types
def add(name, text):
    module = types.ModuleType(name)
    module.__path__ = []
    sys.modules[name] = module
    parent, _, last = name.rpartition(".")
    if parent: setattr(sys.modules[parent], last, module)
    exec(compile(text, f"<{name}>", "exec"), module.__dict__)
"""


def build(order: dict[str, Any]) -> str:
    """Return the program text that runs an order; it is given to `python3 -` on standard input."""
    parents = ["operations", "operations.audit", PACKAGE]
    lines = [f"add({name!r}, '')" for name in parents]
    lines += [f"add({f'{PACKAGE}.{name}'!r}, {(FOLDER / f'{name}.py').read_text()!r})" for name in MODULES]
    run = f"import json\nsys.exit(sys.modules[{PACKAGE + '.main'!r}].main(json.loads({json.dumps(order)!r})))"
    return "\n".join([START, *lines, run, ""])


MODULES = (
    "order",
    "packets",
    "route",
    "sending",
    "listening",
    "answers",
    "payloads",
    "datagrams",
    "echo",
    "syn",
    "main",
)
"""In the order of their imports."""
