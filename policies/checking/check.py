"""One check: a picture, the rules and a configuration in, a report out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ..catalogue import Catalogue, load
from ..configuration_file import read as read_configuration
from ..finding import Verdict
from ..live import audit as live
from ..live import reality
from ..live.observed import Reading
from ..recorded import events
from ..recorded.picture import Picture, UnreadableError
from ..reports.report import Report
from ..run import judge
from ..settings import Settings
from . import places

HIDDEN = (
    "{} secret values are encrypted and count as unknown; `pulumi stack export --show-secrets`, or `pulumi preview "
    "--show-secrets --save-plan`, writes them in the clear"
)
UNASKED = "the engine ended before the pack was asked about everything; its own output says why"


@dataclass(frozen=True)
class Check:
    """How something is judged."""

    subject: str
    """What it is, in a few words, for the report."""
    configuration: Path | None = None
    """Of the pack, a file."""
    project: Path = Path()
    """The folder that the engine ran in."""

    def recorded(self, picture: Picture) -> Report:
        """Return what the rules say about a picture.

        Raises:
            ConfigurationError: the configuration says what cannot be said.

        """
        catalogue = load()
        verdicts = judge(catalogue, self._settings(catalogue, picture), picture.resources)
        return self._report(picture, catalogue, verdicts)

    def live(self, picture: Picture, reading: Reading, others: Sequence[Picture] = ()) -> Report:
        """Return what the rules say about what there really is, and how that differs from a picture.

        Args:
            picture: of the stack, as its state is.
            reading: of the vendor.
            others: of other stacks in the same project of the vendor: what they have is theirs.

        Raises:
            ConfigurationError: the configuration says what cannot be said.

        """
        catalogue = load()
        owned = frozenset(reality.key(each) for other in others for each in other.resources)
        real = reality.compare(picture, reading, owned)
        report = self._report(picture, catalogue, live.judge(catalogue, self._settings(catalogue, picture), real))
        return replace(report, resources=len(real.resources))

    def logged(self, lines: Sequence[str], stack: str) -> Report:
        """Return what the pack said while the engine ran.

        Raises:
            UnreadableError: the lines are no log of the engine, or of one that ended too early.

        """
        catalogue = load()
        log = events.read(lines, catalogue)
        if not log.complete and not log.verdicts:
            raise UnreadableError(UNASKED)
        file = places.stack_file(places.root(self.project), self.project, stack)
        remarks = () if log.complete else (UNASKED,)
        return Report(self.subject, len(log.urns), catalogue, log.verdicts, file=file, remarks=remarks)

    def _settings(self, catalogue: Catalogue, picture: Picture) -> Settings:
        today = datetime.now(UTC).date()
        chosen = read_configuration(self.configuration, catalogue, today) if self.configuration else Settings(today)
        return replace(chosen, stack=picture.stack)

    def _report(self, picture: Picture, catalogue: Catalogue, verdicts: Sequence[Verdict]) -> Report:
        project = self.project if self.project.exists() else Path.cwd()
        checkout = places.root(project)
        return Report(
            self.subject,
            len(picture.resources),
            catalogue,
            verdicts,
            places.located(picture.places, project, checkout),
            places.stack_file(checkout, project, picture.stack.name),
            (HIDDEN.format(picture.hidden),) if picture.hidden else (),
        )
