"""`python -m benchmarks.operator`: what an operator waits for on a booted sandbox, and what it costs everybody else.

A peer is added by `pulumi up` while others have constant traffic: seconds from its start to the new peer's first
handshake, and lost packets; against a restart of the gateway's interface in the same run. Then an edit of every host's
bundle: seconds; against an update without a change.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.operator import people, settings, traffic
from benchmarks.operator.people import Person
from benchmarks.operator.traffic import Crowd
from operations import deployment, environments, opening
from operations.engine import Target, heed_interrupts
from operations.policy import configured
from operations.tunnel import recorded
from operations.tunnel.configuration import Link
from sandbox import clouds
from sandbox.folder import SandboxFolder
from sandbox.machines import entry

GATEWAY, MACHINE, ROLE = "gateway-1", "ops-1", "ops"
INTERFACE = "arqora-wireguard@wg0.service"
UP = ("up", "--yes", "--skip-preview", "--suppress-outputs", *configured.words("sandbox"))
GOAL_PEER, GOAL_EDIT = 5.0, 10.0
REDIAL_SECONDS = 0.2
"""The new peer's keepalive would dial every five seconds: finer than what is measured."""
WAIT_SECONDS = 30.0
SPARE_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE5TyyY4DmeNGA3VLf3XBOdHnHjJIVrKr0lsAO5DvjWb spare"
"""Its private half is thrown away."""


def main() -> int:
    """Print the figures. Status 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.operator", description=__doc__)
    parser.add_argument("--people", type=int, default=4, help="peers with traffic (default 4)")
    parser.add_argument("--pause", type=float, default=0.02, help="seconds between packets of each (default 0.02)")
    parser.add_argument("--rounds", type=int, default=3, help="peers to add, and bundles to edit (default 3)")
    options = parser.parse_args()
    heed_interrupts()
    with booted() as (folder, target):
        talkers = arrive(folder, target, options.people)
        served = people.answer(folder, MACHINE)
        address = json.loads(target.read("stack", "output", "environment", "--json"))["nodes"][MACHINE]["address"]
        crowd = Crowd(talkers, address, options.pause)
        try:
            with crowd.talking() as quiet:
                time.sleep(5)
            print(f"nothing happens for 5 s: {quiet}", flush=True)
            added = [add(folder, target, crowd, number) for number in range(options.rounds)]
            restart(folder, crowd)
        finally:
            traffic.ended([served, *(each.holder for each in talkers)])
        edited = [edit(target, number) for number in range(options.rounds)]
    fine = max(added) <= GOAL_PEER and max(edited) <= GOAL_EDIT
    print(f"goals: {GOAL_PEER:.0f} s for a peer, {GOAL_EDIT:.0f} s for a bundle: {'reached' if fine else 'MISSED'}")
    return 0 if fine else 1


@contextmanager
def booted() -> Iterator[tuple[SandboxFolder, Target]]:
    """Give a sandbox of its own whose servers are machines, converged and with the operator's tunnel open."""
    with tempfile.TemporaryDirectory(prefix="arqora-") as root:
        folder = SandboxFolder(Path(root))
        folder.machines.mkdir(parents=True)
        try:
            target = environments.sandbox(folder)
            started = time.monotonic()
            deployment.up(target, confirm=lambda: True)
            print(f"sandbox up in {time.monotonic() - started:.1f} s", flush=True)
            yield folder, target
        finally:
            clouds.stop(folder)


def arrive(folder: SandboxFolder, target: Target, count: int) -> list[Person]:
    """Have people come in."""
    found = [Person.arrive(folder, f"talker-{number}") for number in range(count)]
    settings.admit(target, {each.name: each.public_key for each in found}, ROLE)
    target.run(*UP)
    tunnel = recorded.find(target)
    if tunnel is None:
        sys.exit("the state describes no tunnel")
    for person in found:
        person.make_interface()
        first_handshake(person, person.link(tunnel))
    return found


def add(folder: SandboxFolder, target: Target, crowd: Crowd, number: int) -> float:
    """Add somebody while others talk. Returns the seconds from the start of the update to the first handshake."""
    person = Person.arrive(folder, f"added-{number}")
    person.make_interface()
    settings.admit(target, {person.name: person.public_key}, ROLE)
    moment: list[float] = []
    over = threading.Event()

    def come_in(log: Path) -> None:
        if opening.announced(log, over) and (tunnel := recorded.find(target)):
            moment.append(first_handshake(person, person.link(tunnel)))

    with crowd.talking() as count, opening.memory() as log:
        time.sleep(1)
        coming = threading.Thread(target=come_in, args=(log,), daemon=True)
        started = time.monotonic()
        coming.start()
        subprocess.run(
            [*target.prefix, "pulumi", *UP, "--event-log", str(log), "--stack", target.stack, "--non-interactive"],
            cwd=target.folder,
            env=opening.following(target).variables,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        updated = time.monotonic() - started
        over.set()
        coming.join()
        time.sleep(1)
    traffic.ended([person.holder])
    if not moment:
        sys.exit(f"{person.name} did not come in")
    seconds = moment[0] - started
    print(f"a peer added: {seconds:.2f} s to its first handshake, update {updated:.2f} s; {count}", flush=True)
    return seconds


def first_handshake(person: Person, link: Link) -> float:
    """Dial until the gateway answers. Returns when it did."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        person.configure(link)
        until = time.monotonic() + REDIAL_SECONDS
        while time.monotonic() < until:
            if person.has_handshake():
                return time.monotonic()
    sys.exit(f"{person.name}: no handshake within {WAIT_SECONDS:.0f} s")


def restart(folder: SandboxFolder, crowd: Crowd) -> None:
    """Restart the gateway's interface while others talk: how peers change without care."""
    with crowd.talking() as count:
        time.sleep(1)
        words = [*entry.in_machine(folder, GATEWAY), "systemctl", "restart", INTERFACE]
        subprocess.run(words, check=True, env=dict(os.environ))
        time.sleep(25)  # peers notice after 15 s that a session is gone, and then dial
    print(f"for comparison, the gateway's interface restarted: {count}", flush=True)


def edit(target: Target, number: int) -> float:
    """Edit the bundle of every host. Returns the seconds of the update."""
    baseline = update(target)
    settings.touch_every_host(target, f"{SPARE_KEY}-{number}")
    seconds = update(target)
    print(f"a bundle edited on every host: {seconds:.2f} s; without a change {baseline:.2f} s", flush=True)
    return seconds


def update(target: Target) -> float:
    """Return the seconds of an update."""
    started = time.monotonic()
    target.run(*UP)
    return time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main())
