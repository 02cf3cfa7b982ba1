"""Reads the corpus: each file in `cases/` is one way to do harm, and its harmless counterpart.

    item: A3                       what it shows; see README.md
    what: sshd on another port     in one line
    resources:
    - {use: closed-server, name: web}                        a part of parts/; `$` in it becomes the name
    - {type: "hcloud:index/firewall:Firewall", name: open, inputs: {rules: [...]}, protect: true, parent: web}
    violations: [[firewall-exposure, open]]                  all of them: rule and resource ("" is the stack)
    harmless: {open: {rules: [...]}}                         what the counterpart changes: inputs; null removes one
    harmless_resources: [...]                                instead, or also: resources that the counterpart adds
    harmless_without: [open]                                 resources that the counterpart lacks
    configuration: {waivers-hold: {...}}                     of the pack: rule -> options
    harmless_configuration: {...}                            instead of `configuration`, for the counterpart
    stack: {config: {shop:token: abc}, secret: [shop:other]} the stack's own configuration; `harmless_stack` likewise
    options of a resource: protect, ignoreChanges, provider (properties), outputs (else inputs), id, parent (a name)

Values: `!unknown` is not known before apply (write a space before the `}`, `]` or `,` that follows it); `!secret x` is
marked secret; `!ref name` is the id of another resource, `!ref name.property` one of its outputs: refs are unknown in a
preview, and known once applied.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
CASES = FOLDER / "cases"
WITHOUT_MODULES = ("command", "pulumi", "pulumi-nodejs", "pulumi-python")
"""Packages whose resources have types of three plain words, as components do."""
ALLOWED = frozenset({"type", "name", "inputs", "outputs", "id", "parent", "protect", "ignoreChanges", "provider"})


@dataclass(frozen=True)
class Ref:
    """A value that another resource will have."""

    name: str
    property: str = "id"


@dataclass(frozen=True)
class Secret:
    """A value that is marked secret."""

    value: Any


class Unknown:
    """A value that is not known before apply, and that nothing is known about after it."""


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Declared:
    """One resource of a case."""

    type: str
    name: str
    inputs: Mapping[str, Any]
    outputs: Mapping[str, Any] | None = None
    id: str | None = None
    parent: str | None = None
    protect: bool = False
    ignoreChanges: tuple[str, ...] = ()  # noqa: N815 - as on the wire
    provider: Mapping[str, Any] | None = None

    @property
    def component(self) -> bool:
        """Tell whether no provider stands behind it: its type has no module with a slash, and no known package."""
        package, _, rest = self.type.partition(":")
        return "/" not in rest and package not in WITHOUT_MODULES


@dataclass(frozen=True)
class Variant:
    """The harmful or the harmless half of a case."""

    resources: tuple[Declared, ...]
    configuration: Mapping[str, Mapping[str, Any]]
    config: Mapping[str, str]
    secret_keys: frozenset[str]


@dataclass(frozen=True)
class Case:
    """One file."""

    name: str
    item: str
    what: str
    harmful: Variant
    harmless: Variant
    violations: frozenset[tuple[str, str]] = field(default_factory=frozenset)


class _Loader(yaml.CSafeLoader):
    """YAML with three tags."""

    def content(self, node: yaml.Node) -> Any:
        """Return what a tagged value would be without its tag; a scalar as text."""
        match node:
            case yaml.MappingNode():
                return self.construct_mapping(node, deep=True)
            case yaml.SequenceNode():
                return self.construct_sequence(node, deep=True)
            case yaml.ScalarNode():
                return self.construct_scalar(node)
        raise TypeError(node)


def _unknown(_loader: _Loader, _node: yaml.Node) -> Unknown:
    return UNKNOWN


def _secret(loader: _Loader, node: yaml.Node) -> Secret:
    return Secret(loader.content(node))


def _ref(loader: _Loader, node: yaml.Node) -> Ref:
    name, _, key = str(loader.content(node)).partition(".")
    return Ref(name, key or "id")


_Loader.add_constructor("!unknown", _unknown)
_Loader.add_constructor("!secret", _secret)
_Loader.add_constructor("!ref", _ref)


def load(file: Path) -> Any:
    """Return a file's content."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader with three tags


@cache
def parts() -> Mapping[str, list[dict[str, Any]]]:
    """Return the parts, by name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for file in sorted((FOLDER / "parts").glob("*.yaml")):
        found |= load(file)
    return found


def files() -> list[Path]:
    """Return the file of every case, sorted."""
    return sorted(CASES.rglob("*.yaml"))


def cases() -> list[Case]:
    """Return every case, in the order of its file's name."""
    return [read(file) for file in files()]


def read(file: Path) -> Case:
    """Return one case."""
    content = load(file)
    resources = expand(content.get("resources", []))
    gone = frozenset(content.get("harmless_without", ()))
    kept = [each for each in resources if each["name"] not in gone]
    harmless = [*changed(kept, content.get("harmless", {})), *expand(content.get("harmless_resources", []))]
    configuration = content.get("configuration", {})
    stack = content.get("stack", {})
    return Case(
        name=str(file.relative_to(CASES).with_suffix("")),
        item=content["item"],
        what=content["what"],
        harmful=variant(resources, configuration, stack),
        harmless=variant(
            harmless, content.get("harmless_configuration", configuration), content.get("harmless_stack", stack)
        ),
        violations=frozenset((rule, name) for rule, name in content["violations"]),
    )


def variant(resources: list[dict[str, Any]], configuration: Mapping[str, Any], stack: Mapping[str, Any]) -> Variant:
    """Return half a case."""
    return Variant(
        tuple(declared(each) for each in resources),
        configuration,
        stack.get("config", {}),
        frozenset(stack.get("secret", ())),
    )


def declared(entry: dict[str, Any]) -> Declared:
    """Return a resource.

    Raises:
        ValueError: a word that means nothing.

    """
    if unknown := entry.keys() - ALLOWED:
        msg = f"{entry['name']}: {sorted(unknown)} mean nothing; there are {sorted(ALLOWED)}"
        raise ValueError(msg)
    return Declared(
        **entry | {"inputs": entry.get("inputs", {}), "ignoreChanges": tuple(entry.get("ignoreChanges", ()))}
    )


def expand(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return resources, with parts put in the place of their names."""
    resources: list[dict[str, Any]] = []
    for entry in entries:
        if "use" in entry:
            named = [replaced(each, entry["name"]) for each in parts()[entry["use"]]]
            resources += changed(expand(named), entry.get("but", {}))
        else:
            resources.append(entry)
    return resources


def changed(resources: list[dict[str, Any]], changes: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return resources with inputs changed.

    Raises:
        ValueError: a change of a resource that is not there.

    """
    if unknown := changes.keys() - {each["name"] for each in resources}:
        msg = f"{sorted(unknown)}: no such resources to change"
        raise ValueError(msg)
    result = []
    for each in resources:
        inputs = copy.deepcopy(each.get("inputs", {})) | copy.deepcopy(dict(changes.get(each["name"], {})))
        options = {key: inputs.pop(key) for key in ("protect", "ignoreChanges") if key in inputs}
        result.append({**each, **options, "inputs": {key: value for key, value in inputs.items() if value is not None}})
    return result


def replaced(value: Any, name: str) -> Any:
    """Return a part's value with `$` replaced by a name."""
    match value:
        case str():
            return value.replace("$", name)
        case Ref():
            return Ref(value.name.replace("$", name), value.property)
        case Secret():
            return Secret(replaced(value.value, name))
        case dict():
            return {key: replaced(item, name) for key, item in value.items()}
        case list():
            return [replaced(item, name) for item in value]
        case _:
            return value
