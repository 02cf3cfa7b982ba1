"""`python -m benchmarks.mutation`: puts faults into a copy of the policy pack, and prints how many its tests notice.

The checkout itself is never touched. With a sample, the same seed chooses the same mutants of the same code.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.mutation.mutants import Mutant, modules, mutant, places, sampled
from sandbox.folder import REPOSITORY

SURVIVORS = Path(__file__).parent / "survivors.yaml"
EVERYTHING = ["policies/*.py", "policies/**/*.py"]
FRAME = ("policies/__main__.py", "policies/server.py", "policies/documentation.py")
"""What is tested by running it as a process, and by no fast test."""
EVERY_MODULE = "*"
"""In the place of a module: its lines may stand in any."""
LEFT_OUT = (".git", ".venv", ".sandbox", ".*_cache", ".hypothesis", "__pycache__", "dist")
"""What of a checkout no test needs in a copy."""


def main() -> int:
    """Print the score, and the survivors that nobody has explained; fail if there is one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=__doc__)
    parser.add_argument(
        "modules", nargs="*", default=EVERYTHING, help="patterns of files; all of policies/ if left out"
    )
    parser.add_argument("--sample", type=int, default=400, help="how many mutants; 0 is all of them")
    parser.add_argument("--seed", type=int, default=1, help="chooses the sample")
    parser.add_argument("--workers", type=int, default=2, help="copies that are tried at the same time")
    options = parser.parse_args()
    chosen = [name for name in modules(REPOSITORY, options.modules) if name not in FRAME]
    code = {name: (REPOSITORY / name).read_text(encoding="utf-8") for name in chosen}
    every = [place for name in chosen for place in places(name, code[name])]
    sample = sampled(every, options.sample, options.seed)
    tried = [found for place in sample if (found := mutant(place, code[place.module]))]
    print(f"{len(tried)} of {len(every)} mutants in {len(chosen)} modules, seed {options.seed}", flush=True)
    started = time.monotonic()
    verdicts = judged(tried, options.workers)
    untried = sorted({each.module for each in tried if verdicts[each] is None})
    surviving = [each for each in tried if verdicts[each]]
    explained = [each for each in surviving if reason(each)]
    left = [each for each in surviving if not reason(each)]
    lines = [f"  not tried, because its tests fail without a mutant: {name}" for name in untried]
    counted = [each for each in tried if verdicts[each] is not None]
    lines += by_module(counted, surviving)
    print(*lines, sep="\n")
    noticed = len(counted) - len(surviving)
    score = 100 * noticed / max(1, len(counted) - len(explained))
    print(
        f"{noticed} of {len(counted)} noticed, {len(explained)} explained (survivors.yaml), {len(left)} not:"
        f" score {score:.1f} %, {time.monotonic() - started:.0f} s"
    )
    return 1 if left or untried else 0


def judged(tried: list[Mutant], workers: int) -> dict[Mutant, bool | None]:
    """Return which mutants no test notices; None for those whose tests fail anyway."""
    shares = [tried[first::workers] for first in range(workers)]
    with ThreadPoolExecutor(workers) as pool:
        return {each: verdict for some in pool.map(share, shares) for each, verdict in some}


def share(tried: list[Mutant]) -> list[tuple[Mutant, bool | None]]:
    """Try some mutants in one copy, and print those that nobody notices or has explained as they are found."""
    verdicts: list[tuple[Mutant, bool | None]] = []
    with copy() as folder:
        asked = folder / "mutants.jsonl"
        asked.write_text("".join(json.dumps(asdict(each)) + "\n" for each in tried), encoding="utf-8")
        words = [sys.executable, "-m", "benchmarks.mutation.trial"]
        with asked.open() as lines, subprocess.Popen(words, cwd=folder, stdin=lines, stdout=subprocess.PIPE) as process:
            for each, answer in zip(tried, process.stdout or (), strict=False):
                verdicts.append((each, json.loads(answer)))
                if verdicts[-1][1] and not reason(each):
                    print(f"  survives: {each}", flush=True)
    if len(verdicts) != len(tried):
        raise RuntimeError(f"the trial ended after {len(verdicts)} of {len(tried)} mutants")
    return verdicts


@contextmanager
def copy() -> Iterator[Path]:
    """Give a copy of what the tests need, as it stands, with its bytecode compiled."""
    with tempfile.TemporaryDirectory(prefix="arqora-mutants-") as folder:
        shutil.copytree(REPOSITORY, folder, ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True, symlinks=True)
        # Compared by content: a mutant may have the size of the original, and be as old.
        words = [
            sys.executable,
            "-m",
            "compileall",
            "-q",
            "--invalidation-mode",
            "checked-hash",
            f"{folder}/policies",
            f"{folder}/tests/policies",
        ]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        yield Path(folder)


def by_module(tried: list[Mutant], surviving: list[Mutant]) -> list[str]:
    """Return a line for each module that has survivors, explained ones included."""
    all_of, left = Counter(each.module for each in tried), Counter(each.module for each in surviving)
    return [f"  {name}: {all_of[name] - left[name]} of {all_of[name]}" for name in sorted(left)]


@cache
def known() -> Mapping[str, list[dict[str, Any]]]:
    """Return what has been said about survivors."""
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load(SURVIVORS.read_text(encoding="utf-8")) or {}
    return found


def reason(mutant: Mutant) -> str:
    """Return why no test can, or need, notice a mutant; empty if nobody has said."""
    for entry in (*known().get(mutant.module, []), *known().get(EVERY_MODULE, [])):
        if mutant.before == entry["line"] and mutant.change in entry.get("changes", [mutant.change]):
            return str(entry["why"])
    return ""


if __name__ == "__main__":
    sys.exit(main())
