"""One run of the engine: what it asks one by one, seen together."""

from collections.abc import Iterable

from .catalogue import Catalogue
from .configuration import WAIVERS
from .evaluation import judge_resource, judge_stack
from .finding import Verdict
from .resource import Resource, Stack
from .settings import Settings
from .waivers import WaiverBook


def judge(catalogue: Catalogue, settings: Settings, resources: Iterable[Resource]) -> list[Verdict]:
    """Return the verdicts on a whole picture at once: an exported state, or what a live API shows.

    Args:
        catalogue: the rules.
        settings: of the run.
        resources: each with what it declares and what is deployed.

    """
    run = Run(catalogue, settings)
    every = list(resources)
    return [*(verdict for resource in every for verdict in run.judge(resource)), *run.judge_stack(every)]


class Run:
    """Judges resources as they come, and remembers what the rules on the stack will want to read."""

    def __init__(self, catalogue: Catalogue, settings: Settings, *, live: bool = False) -> None:
        """Begin.

        Args:
            catalogue: the rules.
            settings: of the run.
            live: whether it is an audit of live data: which waivers are idle, audits and previews decide each for
                the rules that only they can ask.

        """
        self._live = live
        self._catalogue = catalogue
        self._settings = settings
        self._waivers = WaiverBook(settings.waivers)
        self._seen: dict[str, Resource] = {}
        self._judged: set[str] = set()

    def judge(self, resource: Resource) -> list[Verdict]:
        """Return the verdicts on one resource, before the engine touches it."""
        self._judged.add(resource.urn)
        if self._catalogue.is_read_by_stack_rules(resource.type):
            self._seen[resource.urn] = resource
        verdicts = judge_resource(self._catalogue.judging(resource.type), resource, self._settings)
        return [self._waivers.apply(verdict) for verdict in verdicts]

    def judge_stack(self, resources: Iterable[Resource]) -> list[Verdict]:
        """Return the verdicts on the stack, after all steps.

        Args:
            resources: as deployed. What a resource declared is taken from when it was judged, because outputs lack
                a component's inputs and mix what was asked for with what the vendor filled in.

        """
        present: set[str] = set()
        wanted: list[Resource] = []
        for resource in resources:
            present.add(resource.urn)
            if self._catalogue.is_read_by_stack_rules(resource.type):
                resource.take_declared(self._seen.get(resource.urn))
                wanted.append(resource)
        verdicts = judge_stack(self._catalogue.of_stack, Stack(wanted), self._settings)
        return [*(self._waivers.apply(verdict) for verdict in verdicts), *self._idle_waivers(present)]

    def _idle_waivers(self, present: set[str]) -> Iterable[Verdict]:
        """Report waivers that nothing needs. A resource that this run left out (`--target`) may still need its own."""
        rule = self._catalogue.by_id[WAIVERS]
        for waiver in self._waivers.idle():
            if self._catalogue.by_id[waiver.rule].on_live_data is not self._live:
                continue
            named = {urn for urn in present if waiver.names(urn)}
            if named <= self._judged:
                why = "nothing that it waives" if named else "no such resource in this stack"
                yield Verdict(
                    rule.id,
                    urn="",
                    name="the stack",
                    facts=f"{waiver}: {why}",
                    protects=rule.protects,
                    remedy="remove it from the pack's configuration",
                    mandatory=True,
                )
