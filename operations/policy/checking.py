"""Judges pictures of stacks, in this process."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from operations.engine import Target
from operations.errors import OperationError
from operations.policy import configured, places
from policies.catalogue import Catalogue, load
from policies.finding import Verdict
from policies.live import audit as live
from policies.live import reality
from policies.live.observed import Reading
from policies.recorded import events, plan, state
from policies.recorded.picture import Picture, UnreadableError
from policies.reports.report import Report
from policies.run import judge
from policies.settings import StackFacts

HIDDEN = (
    "{} secret values are encrypted and count as unknown; `pulumi stack export --show-secrets`, or `pulumi preview "
    "--show-secrets --save-plan`, writes them in the clear"
)


@dataclass(frozen=True)
class Check:
    """How something is judged."""

    configuration: Path | None = None
    """Of the pack, a file."""
    project: Path = Path()
    """The folder that the engine ran in."""


def exported(target: Target) -> Picture:
    """Return the stack of an environment as its state is, secrets and configuration included; nothing is written."""
    found = state.read(json.loads(target.quietly("stack", "export", "--show-secrets")))
    entries = json.loads(target.quietly("config", "--json", "--show-secrets"))
    config = {key: each.get("value", "") for key, each in entries.items()}
    secret = frozenset(key for key, each in entries.items() if each["secret"])
    return replace(found, stack=StackFacts(found.stack.project, target.stack, config, secret))


def read(state_file: Path | None, plan_file: Path | None) -> Picture:
    """Return what files show: a state, or a plan with the state that it changes.

    Raises:
        UnreadableError: one of them is something else; the message begins with the file's name.

    """
    before = document(state_file) if state_file else None
    try:
        if plan_file:
            return plan.read(document(plan_file), before)
        return state.read(before)
    except UnreadableError as error:
        raise UnreadableError(f"{plan_file or state_file}: {error}") from error


def document(file: Path) -> object:
    """Return the JSON in a file.

    Raises:
        UnreadableError: there is none.

    """
    try:
        found: object = json.loads(file.read_text())
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{file}: {error}") from error
    return found


def check(picture: Picture, subject: str, chosen: Check) -> Report:
    """Return what the rules say about a picture.

    Args:
        picture: of a stack.
        subject: what it is, in a few words.
        chosen: how it is judged.

    Raises:
        ConfigurationError: the configuration says what cannot be said.

    """
    catalogue = load()
    settings = replace(configured.settings(catalogue, chosen.configuration), stack=picture.stack)
    return reported(picture, subject, chosen.project, catalogue, judge(catalogue, settings, picture.resources))


def audit(picture: Picture, reading: Reading, others: Sequence[Picture], subject: str, chosen: Check) -> Report:
    """Return what the rules say about what there really is, and how that differs from a picture.

    Args:
        picture: of the stack, as its state is.
        reading: of the vendor.
        others: of other stacks in the same project of the vendor: what they have is theirs.
        subject: what it is, in a few words.
        chosen: how it is judged.

    Raises:
        ConfigurationError: the configuration says what cannot be said.

    """
    catalogue = load()
    settings = replace(configured.settings(catalogue, chosen.configuration), stack=picture.stack)
    owned = frozenset(reality.key(each) for other in others for each in other.resources)
    real = reality.compare(picture, reading, owned)
    report = reported(picture, subject, chosen.project, catalogue, live.judge(catalogue, settings, real))
    return replace(report, resources=len(real.resources))


def reported(
    picture: Picture, subject: str, project: Path, catalogue: Catalogue, verdicts: Sequence[Verdict]
) -> Report:
    """Return verdicts with the places that people should look at."""
    checkout = places.root(project if project.exists() else Path.cwd())
    return Report(
        subject,
        len(picture.resources),
        catalogue,
        verdicts,
        places.located(picture.places, project, checkout),
        places.stack_file(checkout, project, picture.stack.name),
        (HIDDEN.format(picture.hidden),) if picture.hidden else (),
    )


def logged(lines: Sequence[str], subject: str, project: Path, stack: str) -> Report:
    """Return what the pack said while the engine ran.

    Raises:
        UnreadableError: the lines are no log of the engine.
        OperationError: the engine failed before the pack was asked about everything.

    """
    catalogue: Catalogue = load()
    log = events.read(lines, catalogue)
    if not log.complete and not log.verdicts:
        raise OperationError(f"{subject}: the engine ended before the pack was asked; its own output says why")
    checkout = places.root(project)
    return Report(subject, len(log.urns), catalogue, log.verdicts, file=places.stack_file(checkout, project, stack))
