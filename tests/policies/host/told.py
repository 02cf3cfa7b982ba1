"""What tests of readers put in: user data of files and commands."""

import yaml

from policies.host import cloud_init
from policies.host.content import Content


def files(**texts: str) -> Content:
    """Return a host with these files; `__` in a name is a slash."""
    found = Content()
    for path, text in texts.items():
        found.write("test", "/" + path.replace("__", "/"), text)
    return found


def at(path: str, text: str) -> Content:
    """Return a host with one file."""
    found = Content()
    found.write("test", path, text)
    return found


def script(text: str) -> Content:
    """Return a host that runs a script."""
    found = Content()
    found.run("test", text)
    return found


def cloud_config(**settings: object) -> Content:
    """Return a host with this cloud-config."""
    return cloud_init.read("#cloud-config\n" + yaml.safe_dump(settings))
