"""What people's constant traffic suffers while something happens."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.operator.people import Person


@dataclass
class Count:
    """Packets of everybody together; filled when the traffic is over."""

    sent: int = 0
    lost: int = 0

    def __str__(self) -> str:
        return f"{self.lost} of {self.sent} packets lost"


@dataclass(frozen=True)
class Crowd:
    """People who talk to one machine."""

    people: Sequence[Person]
    address: str
    pause: float
    """Seconds between two packets of each."""

    @contextmanager
    def talking(self) -> Iterator[Count]:
        """Have everybody talk while this lasts, and count afterwards."""
        count = Count()
        talks = [person.talk(self.address, self.pause) for person in self.people]
        try:
            yield count
        finally:
            for talk in talks:
                talk.terminate()
            for talk in talks:
                said = json.loads(talk.communicate(timeout=30)[0].splitlines()[-1])
                count.sent += said["sent"]
                count.lost += said["lost"]


def ended(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """End processes that were started for a measurement."""
    for each in processes:
        each.kill()
        each.wait()
