"""Where a resource tells a host something, and what it tells."""

from collections.abc import Iterator

from ..allow_list import ROLE_LABEL
from ..exposure import Exposure
from ..hetzner.tokens import COMPUTE_NODE, COPY_TO_REMOTE, LOCAL_COMMAND, REMOTE_COMMAND, SERVER
from ..networks import EVERYWHERE
from ..ports import Span
from ..reading import UNKNOWN, Value
from ..resource import Resource
from ..settings import Settings
from . import bundle, cloud_init
from .content import Content
from .heredoc import targets

HOST_TYPES = (SERVER, REMOTE_COMMAND, LOCAL_COMMAND, COPY_TO_REMOTE, COMPUTE_NODE)
"""Resources that tell hosts what to do."""
UNDECRYPTED = "[secret]"
"""What `pulumi policy analyze` has in the place of a secret that it cannot decrypt."""
DHCP = tuple(Exposure("udp", Span(port, port), EVERYWHERE) for port in (68, 546))
"""How a host gets its addresses. Source: RFC 2131 and 8415."""
COMMANDS = ("create", "update", "delete")


def content(resource: Resource) -> Content:
    """Return what a resource tells a host; each resource is read once, however many rules ask."""
    return resource.once(_content)


def _content(resource: Resource) -> Content:
    if resource.type == SERVER:
        return _user_data(resource.get("userData"))
    if resource.type == COMPUTE_NODE:
        return _node(resource)
    if resource.type == COPY_TO_REMOTE:
        return _copy(resource)
    return _command(resource)


def role(resource: Resource) -> str | None:
    """Return the role of the host, if the resource tells it."""
    if resource.type == COMPUTE_NODE:
        value = resource.get("role")
        return value if isinstance(value, str) else None
    return resource.label(ROLE_LABEL)


def showable(resource: Resource, settings: Settings) -> tuple[Exposure, ...]:
    """Return what the host may show, by port alone.

    From where is for the vendor's firewall to say, and that is judged by itself. A host whose role is not told may show
    what some role may.
    """
    known = role(resource)
    anybody = resource.type not in (SERVER, COMPUTE_NODE)
    allowed = settings.allow_list.of_any() if anybody else settings.allow_list.of(known)
    return (*(Exposure(each.protocol, each.ports, EVERYWHERE) for each in allowed), *DHCP)


def _user_data(value: Value) -> Content:
    found = Content()
    if value is UNKNOWN or value == UNDECRYPTED:
        found.unknown.append("user data")
    elif isinstance(value, str):
        return cloud_init.read(value)
    elif value is not None:
        found.problems.append("user data is not text")
    return found


def _command(resource: Resource) -> Content:
    stdin, found = resource.get("stdin"), Content()
    if stdin is UNKNOWN:
        found.unknown.append("stdin")
    elif isinstance(stdin, str):
        if bundle.is_bundle(stdin):
            found = bundle.read(stdin)
        elif stdin:
            found.run("stdin", stdin)
            for path in ("/dev/stdin", *_written_to(resource)):
                found.write("stdin", path, stdin)
    for key in COMMANDS:
        _take(key, resource.get(key), found)
    environment = resource.get("environment")
    for key, value in environment.items() if isinstance(environment, dict) else ():
        _take(f"environment.{key}", value, found)
    return found


def _written_to(command: Resource) -> Iterator[str]:
    """Yield where a command writes its stdin: `sudo tee /etc/x`, `cat > /etc/x`."""
    for key in COMMANDS:
        text = command.get(key)
        if isinstance(text, str) and "<<" not in text:
            yield from (path for path in targets(text) if path != "/dev/null")


def _take(where: str, value: Value, found: Content) -> None:
    if value is UNKNOWN or value == UNDECRYPTED:
        found.unknown.append(where)
    elif isinstance(value, str):
        found.run(where, value)


def _copy(resource: Resource) -> Content:
    found, path, source = Content(), resource.get("remotePath"), resource.get("source")
    text = source.get("text") if isinstance(source, dict) else None
    if isinstance(text, str):
        found.write("source", path if isinstance(path, str) else "", text)
    else:
        found.unknown.append("source")
    return found


def _node(resource: Resource) -> Content:
    """Take what a node's component says of its host: a preview does not know user data, nor a bundle with secrets."""
    found, host = Content(), resource.get("host")
    for folder in ("firstBoot", "bundle"):
        told = host.get(folder) if isinstance(host, dict) else None
        if not isinstance(told, dict):
            continue
        where = "first boot" if folder == "firstBoot" else "bundle"
        files, packages, units = told.get("files"), told.get("packages"), told.get("units")
        for path, text in files.items() if isinstance(files, dict) else ():
            if isinstance(text, str):
                found.write(where, path, text)
        found.packages += [str(name) for name in packages] if isinstance(packages, list) else []
        found.units |= {name: str(state) for name, state in units.items()} if isinstance(units, dict) else {}
    return found
