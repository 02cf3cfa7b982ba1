"""`python -m benchmarks.policies`: the cost per resource of the whole catalogue, beside a stock pack of one empty rule.

Both packs are processes and are asked over gRPC what the engine asks: Remediate and Analyze for each resource, and
AnalyzeStack at the end. They take turns; medians count.
"""

import argparse
import statistics
import sys
from pathlib import Path

from benchmarks.policies import mix
from benchmarks.policies.pack import Pack, running
from sandbox.folder import REPOSITORY

OURS = REPOSITORY / "policies" / "pack"
STOCK = Path(__file__).parents[1] / "overhead" / "stock_pack"
GOAL = 1.0
"""The whole catalogue costs no more than the stock pack's one rule that does nothing."""
LINEAR = 2.0
"""What the stack part may cost per resource at the largest size, as a multiple of the smallest."""


def main() -> int:
    """Print a line for each size; fail if a goal is not met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.policies", description=__doc__)
    parser.add_argument("--resources", type=int, nargs="+", default=[100, 300, 1000, 2000], help="sizes")
    parser.add_argument("--repetitions", type=int, default=5, help="of each measurement; the median counts")
    options = parser.parse_args()
    with running(OURS) as ours, running(STOCK) as stock:
        print(f"{ours.rules()} rules, stock pack: {stock.rules()} rule; milliseconds per resource, stock in brackets")
        rows = [measured(ours, stock, size, options.repetitions) for size in options.resources]
    worst = max(row.whole for row in rows)
    growth = rows[-1].stack / rows[0].stack
    print(f"worst ratio to the stock pack {worst:.2f} (goal {GOAL:.2f})")
    print(
        f"stack part, {options.resources[-1]} against {options.resources[0]} resources: {growth:.2f} times per resource"
    )
    return 0 if worst <= GOAL and growth <= LINEAR else 1


class Row:
    """What one size came to."""

    def __init__(self, size: int, ours: tuple[float, float], stock: tuple[float, float]) -> None:
        """Take the seconds of the resources' part and of the stack's part."""
        self.whole = sum(ours) / sum(stock)
        self.stack = ours[1] / size
        each, last = (1000 * part / size for part in ours)
        each_stock, last_stock = (1000 * part / size for part in stock)
        print(
            f"{size:5} resources: before each {each:.3f} ({each_stock:.3f}), stack {last:.3f} ({last_stock:.3f}),"
            f" together {each + last:.3f} ({each_stock + last_stock:.3f}): {self.whole:.2f} times",
            flush=True,
        )


def measured(ours: Pack, stock: Pack, size: int, repetitions: int) -> Row:
    """Measure one size, the packs taking turns."""
    turns = []
    for turn in range(repetitions):
        resources = mix.stack(size, turn)
        questions, last = mix.questions(resources), mix.last_question(resources)
        ours.begin(mix.configuration())
        stock.begin()
        turns.append(((ours.resources(questions), ours.stack(last)), (stock.resources(questions), stock.stack(last))))
    mine, theirs = zip(*turns, strict=True)
    return Row(size, medians(mine), medians(theirs))


def medians(turns: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """Return the median of each part."""
    first, second = (statistics.median(column) for column in zip(*turns, strict=True))
    return first, second


if __name__ == "__main__":
    sys.exit(main())
