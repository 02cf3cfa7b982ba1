"""Reads user data as cloud-init does: plain, in base64, compressed, or in several parts.

Source: cloud-init's documentation, "User data formats" and the modules' reference.
"""

import base64
import binascii
import email
import email.message
import shlex
import zlib
from collections.abc import Callable
from typing import Any

import yaml

from .content import Content

LARGEST = 1 << 20
"""Bytes that are unpacked; the vendor takes 32 KiB."""
WHERE = "user data"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FETCHING = ("ansible", "chef", "puppet", "salt_minion")
"""Modules that fetch what a host does from somewhere else."""


def read(text: str) -> Content:
    """Return what user data tells the host. Never raises: what cannot be read is a problem in the content."""
    content = Content()
    _part(unpacked(text), content)
    return content


def unpacked(text: str) -> str:
    """Return the text inside base64 and gzip, if that is what it is."""
    stripped = text.strip()
    if stripped.startswith(("#", "Content-Type", "MIME-Version", "From ")) or "\n\n" in stripped:
        return text
    try:
        raw = base64.b64decode("".join(stripped.split()), validate=True)
    except (binascii.Error, ValueError):
        return text
    return inflated(raw)


def inflated(raw: bytes) -> str:
    """Return bytes as text, decompressed if they are gzip."""
    if raw.startswith(b"\x1f\x8b"):
        try:
            raw = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(raw, LARGEST)
        except zlib.error:
            return ""
    return raw.decode(errors="replace")


def _part(text: str, content: Content) -> None:
    """Take one part, by its first line."""
    first = text.lstrip("\n").split("\n", 1)[0].strip()
    if not text.strip():
        return
    if first.startswith("#cloud-config-archive"):
        _archive(text, content)
    elif first.startswith(("#cloud-config", "## template: jinja")):
        _cloud_config(text, content)
    elif first.startswith(("#!", "#cloud-boothook")):
        content.run(WHERE, text)
    elif first.lower().startswith(("content-type:", "mime-version:", "from ")):
        _multipart(email.message_from_string(text), content)
    elif first.startswith(("#include", "#part-handler")):
        content.problems.append(f"{WHERE} takes {first.split()[0]} from elsewhere, which nobody can see here")
    else:
        content.problems.append(f"{WHERE} is in no format that can be read")


def _multipart(message: email.message.Message, content: Content) -> None:
    for part in message.walk():
        if part.is_multipart():
            continue
        raw = part.get_payload(decode=True)
        text = inflated(raw) if isinstance(raw, bytes) else ""
        kind = part.get_content_type()
        if kind in ("text/x-include-url", "text/x-include-once-url", "text/part-handler"):
            content.problems.append(f"{WHERE} takes a part from elsewhere ({kind}), which nobody can see here")
        elif kind == "text/cloud-config":
            _cloud_config(text, content)
        elif kind in ("text/x-shellscript", "text/cloud-boothook") or kind.startswith("text/x-shellscript"):
            content.run(WHERE, text)
        else:
            _part(text, content)


def _archive(text: str, content: Content) -> None:
    entries = _yaml(text, content)
    for entry in entries if isinstance(entries, list) else []:
        inner = entry.get("content") if isinstance(entry, dict) else entry
        _part(inner if isinstance(inner, str) else "", content)


def _yaml(text: str, content: Content) -> Any:  # noqa: ANN401 - YAML; each reader checks the shape it needs
    try:
        return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError):
        content.problems.append(f"{WHERE} is not valid YAML")
        return None


def _cloud_config(text: str, content: Content) -> None:
    config = _yaml(text, content)
    if config is None:
        return
    if not isinstance(config, dict):
        content.problems.append(f"{WHERE} is not a mapping")
        return
    for key, value in config.items():
        reader = READERS.get(str(key))
        if reader:
            for entry in value if isinstance(value, list) else [value]:
                reader(entry, content)
        else:
            content.settings[str(key)] = value
    content.problems += [
        f"{WHERE} has {key} fetch what the host does, which nobody can see here" for key in FETCHING if key in config
    ]


def _file(entry: Any, content: Content) -> None:  # noqa: ANN401 - as read
    if not isinstance(entry, dict):
        content.problems.append(f"{WHERE} has an entry of write_files that cannot be read")
        return
    path, text, encoding = str(entry.get("path", "")), entry.get("content", ""), str(entry.get("encoding", ""))
    if entry.get("source"):
        content.problems.append(f"{WHERE} fetches {path} from elsewhere, which nobody can see here")
        return
    if isinstance(text, bytes):
        text = inflated(text)
    elif encoding not in ("", "text/plain", "None"):
        try:
            text = inflated(base64.b64decode("".join(str(text).split()), validate=True))
        except (binascii.Error, ValueError):
            content.problems.append(f"{WHERE}, {path} cannot be decoded")
            return
    content.write(WHERE, path, str(text), added=entry.get("append") is True)


def _command(entry: Any, content: Content) -> None:  # noqa: ANN401 - as read
    if isinstance(entry, list):
        words = [str(word) for word in entry]
        # `sh -c TEXT` is read as its text; other words are quoted as a shell would need them.
        inner = words[-1] if len(words) > 2 and words[-2] in ("-c", "-lc", "-ec") else ""
        content.run(f"{WHERE}, runcmd", inner or shlex.join(words))
    elif entry is not None:
        content.run(f"{WHERE}, runcmd", str(entry))


def _package(entry: Any, content: Content) -> None:  # noqa: ANN401 - as read
    if isinstance(entry, dict):  # by the program that installs them: {apt: [...], snap: [...]}
        for names in entry.values():
            for each in names if isinstance(names, list) else [names]:
                _package(each, content)
        return
    name = entry[0] if isinstance(entry, list) and entry else entry
    if isinstance(name, str):
        content.packages.append(name.partition("=")[0].strip())


def _snap(entry: Any, content: Content) -> None:  # noqa: ANN401 - as read
    found = entry.get("commands") if isinstance(entry, dict) else None
    for each in (found.values() if isinstance(found, dict) else found) or ():
        _command(each, content)


READERS: dict[str, Callable[[Any, Content], None]] = {
    "write_files": _file,
    "runcmd": _command,
    "bootcmd": _command,
    "packages": _package,
    "snap": _snap,
}
