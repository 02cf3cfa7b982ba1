"""All that one check came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..catalogue import Catalogue
from ..finding import Verdict
from ..recorded.picture import Place


@dataclass(frozen=True)
class Report:
    """What was judged, and what was found."""

    subject: str
    """What was judged, in a few words, such as `prod, as exported`."""
    resources: int
    """How many were judged."""
    catalogue: Catalogue
    verdicts: Sequence[Verdict]
    places: Mapping[str, Place] = field(default_factory=dict)
    """URN -> where a program declares the resource."""
    file: str = "Pulumi.yaml"
    """Stands for the place of what is declared nowhere: services that show findings want a file."""
    remarks: Sequence[str] = ()
    """What a reader has to know about the check itself."""

    @property
    def violations(self) -> list[Verdict]:
        """What has to be mended."""
        return [each for each in self._sorted() if each.mandatory]

    @property
    def waived(self) -> list[Verdict]:
        """Violations that somebody answers for."""
        return [each for each in self._sorted() if each.waiver]

    @property
    def advice(self) -> list[Verdict]:
        """What rules that are not mandatory object to."""
        return [each for each in self._sorted() if not (each.mandatory or each.waiver or each.notice)]

    @property
    def notices(self) -> list[Verdict]:
        """What is for information only."""
        return [each for each in self._sorted() if each.notice and not each.mandatory]

    @property
    def summary(self) -> str:
        """All of it in one line."""
        parts = [_count(len(self.violations), "violation") if self.violations else "no violation"]
        parts += [f"{len(self.waived)} waived"] if self.waived else []
        parts += [f"{len(self.advice)} to consider"] if self.advice else []
        parts += [_count(len(self.notices), "notice")] if self.notices else []
        judged = f"{_count(self.resources, 'resource')} held against {len(self.catalogue.rules)} rules"
        return f"{self.subject}: {', '.join(parts)}; {judged}"

    def place(self, verdict: Verdict) -> Place:
        """Return where a person should look."""
        return self.places.get(verdict.urn) or Place(self.file, 1)

    def _sorted(self) -> list[Verdict]:
        return sorted(self.verdicts, key=lambda each: (each.name, each.urn, each.rule, each.facts))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
