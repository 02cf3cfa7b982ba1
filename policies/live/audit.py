"""Judges what there really is: with the rules that judge a plan, and those about what differs from it."""

from ..catalogue import Catalogue
from ..finding import Verdict
from ..run import Run
from ..settings import Settings
from .reality import Reality


def judge(catalogue: Catalogue, settings: Settings, reality: Reality) -> list[Verdict]:
    """Return the verdicts on a stack as it really is."""
    run = Run(catalogue, settings, live=True)
    noticed = [verdict for note in reality.noticed for verdict in run.judge(note)]
    judged = [verdict for resource in reality.resources for verdict in run.judge(resource)]
    return [*noticed, *judged, *run.judge_stack(reality.resources)]
