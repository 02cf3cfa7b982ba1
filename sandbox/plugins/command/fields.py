"""The properties of each type: the tables of pulumi-command 1.2.1."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Kind(Enum):
    """Types of values. Nothing is converted: the official provider refuses "22" where it wants a number."""

    STRING = "a string"
    NUMBER = "a number"
    BOOLEAN = "true or false"
    STRINGS = "a list of strings"
    STRING_MAP = "a map of strings"
    LIST = "a list"
    OBJECT = "an object"
    SOURCE = "an asset or an archive"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One input."""

    kind: Kind = Kind.STRING
    required: bool = False
    default: Any = None
    replaces: bool = False
    """It cannot be changed in place."""
    secret: bool = False
    fields: Mapping[str, "Field"] = field(default_factory=dict)
    """What an object consists of."""


Fields = Mapping[str, Field]

PROXY: Fields = {
    "agentSocketPath": Field(),
    "dialErrorLimit": Field(kind=Kind.NUMBER, default=10),
    "host": Field(required=True),
    "hostKey": Field(),
    "password": Field(secret=True),
    "perDialTimeout": Field(kind=Kind.NUMBER, default=15),
    "port": Field(kind=Kind.NUMBER, default=22),
    "privateKey": Field(secret=True),
    "privateKeyPassword": Field(secret=True),
    "user": Field(default="root"),
}
CONNECTION: Fields = {**PROXY, "proxy": Field(kind=Kind.OBJECT, fields=PROXY)}

REACHED: Fields = {"connection": Field(kind=Kind.OBJECT, fields=CONNECTION, required=True, secret=True)}
TRIGGERED: Fields = {"triggers": Field(kind=Kind.LIST, replaces=True)}
LIFE_CYCLE: Fields = {**TRIGGERED, "create": Field(), "delete": Field(), "update": Field()}
PROCESS: Fields = {
    "addPreviousOutputInEnv": Field(kind=Kind.BOOLEAN),
    "environment": Field(kind=Kind.STRING_MAP),
    "logging": Field(),
    "stdin": Field(),
}
LOCAL_PROCESS: Fields = {
    **PROCESS,
    "archivePaths": Field(kind=Kind.STRINGS),
    "assetPaths": Field(kind=Kind.STRINGS),
    "dir": Field(),
    "interpreter": Field(kind=Kind.STRINGS),
}

LOCAL_COMMAND: Fields = {**LIFE_CYCLE, **LOCAL_PROCESS}
LOCAL_RUN: Fields = {**LOCAL_PROCESS, "command": Field(required=True)}
REMOTE_COMMAND: Fields = {**REACHED, **LIFE_CYCLE, **PROCESS}
COPY_TO_REMOTE: Fields = {
    **REACHED,
    **TRIGGERED,
    "remotePath": Field(required=True),
    "source": Field(kind=Kind.SOURCE, required=True),
}
COPY_FILE: Fields = {
    "connection": Field(kind=Kind.OBJECT, fields=CONNECTION, required=True, secret=True, replaces=True),
    "localPath": Field(required=True, replaces=True),
    "remotePath": Field(required=True, replaces=True),
    "triggers": Field(kind=Kind.LIST, replaces=True),
}
