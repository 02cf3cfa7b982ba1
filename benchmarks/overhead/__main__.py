"""`python -m benchmarks.overhead`: preview and up through the components, against a plain program, in the same run.

With the policy pack on, the preview is compared with the same preview under a pack of the stock SDK that has one rule
which does nothing.
"""

import argparse
import statistics
import sys
from pathlib import Path

from benchmarks.overhead import shape
from benchmarks.overhead.runner import Bench, bench
from operations.engine import heed_interrupts
from sandbox.folder import REPOSITORY

OURS = str(REPOSITORY / "policies" / "pack")
STOCK = str(Path(__file__).parent / "stock_pack")
GOAL = 1.10


def main() -> int:
    """Print a block of figures for each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.overhead", description=__doc__)
    parser.add_argument("--resources", type=int, nargs="+", default=[100, 300, 1000], help="sizes")
    parser.add_argument("--previews", type=int, default=3, help="previews of each kind; the median counts")
    options = parser.parse_args()
    heed_interrupts()
    for size in options.resources:
        compare(shape.nodes_for(size), options.previews)
    return 0


def compare(nodes: int, previews: int) -> None:
    """Measure one size, both programs taking turns, and print it."""
    print(f"\n{shape.resources_of(nodes)} resources ({nodes} nodes)", flush=True)
    with bench("plain", nodes) as plain, bench("components", nodes) as ours:
        turns = [(take(plain), take(ours), take(ours, STOCK), take(ours, OURS)) for _ in range(previews)]
        first, second, stock, pack = (statistics.median(column) for column in zip(*turns, strict=True))
        line("preview", second, first)
        print(
            f"  with the pack       {pack - second:7.2f} s on top, stock pack {stock - second:.2f} s on top", flush=True
        )
        up_plain, up_ours = (
            plain.seconds("up", "--yes", "--skip-preview"),
            ours.seconds("up", "--yes", "--skip-preview"),
        )
        line("up", up_ours, up_plain)
        line("preview, no change", take(ours, changes=False), take(plain, changes=False))
        rest(plain, ours)


def take(program: Bench, pack: str | None = None, *, changes: bool = True) -> float:
    """Return the seconds of one preview."""
    words = ["preview"] + (["--policy-pack", pack] if pack else []) + ([] if changes else ["--expect-no-changes"])
    return program.seconds(*words)


def line(what: str, ours: float, plain: float) -> None:
    """Print one comparison."""
    print(f"  {what:19} {ours:7.2f} s, plain {plain:.2f} s: {ours / plain:.3f} times (goal {GOAL:.2f})", flush=True)


def rest(plain: Bench, ours: Bench) -> None:
    """Print where the difference goes."""
    made, _, small = plain.resources()
    also, components, large = ours.resources()
    print(
        f"  where the rest goes: {components} component registrations beside {also} resources (plain: {made}); "
        f"state {large / 1e3:.0f} kB, plain {small / 1e3:.0f} kB",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
