"""Puts the sandbox's provider plugins where the engine looks for plugins."""

import shlex
import sys
from importlib.metadata import version
from pathlib import Path

PLUGINS = {
    "cloudflare": "pulumi-cloudflare",
    "command": "pulumi-command",
    "hcloud": "pulumi-hcloud",
    "random": "pulumi-random",
}
"""Plugin name -> Python distribution. The engine asks for the plugin in the distribution's version."""

WRAPPER = """\
#!/bin/sh
exec {python} -P -m sandbox.plugins.{name} "$@"
"""


def install(pulumi_home: Path) -> None:
    """Write one executable per plugin. Does nothing where it is there already."""
    for name, distribution in PLUGINS.items():
        plugin = pulumi_home / "plugins" / f"resource-{name}-v{version(distribution)}" / f"pulumi-resource-{name}"
        content = WRAPPER.format(python=shlex.quote(sys.executable), name=name)
        if plugin.exists() and plugin.read_text() == content:
            continue
        plugin.parent.mkdir(parents=True, exist_ok=True)
        partial = plugin.with_suffix(".partial")
        partial.write_text(content)
        partial.chmod(0o755)
        partial.rename(plugin)
