"""Time series of metrics. There is no load to measure: values are made up, small, and zero for what is idle."""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sandbox.hetzner.api import Answer, Request
from sandbox.hetzner.clock import timestamp
from sandbox.hetzner.errors import invalid

MOST_VALUES = 500
"""API reference: a response has at most so many values per series."""


def moment(request: Request, name: str) -> float:
    """Return a point in time from the query, in seconds since the epoch.

    Raises:
        ApiError: `invalid_input`.

    """
    text = request.value(name)
    try:
        parsed = datetime.fromisoformat(text or "")
    except ValueError:
        raise invalid(name, "must be a point in time as in RFC 3339") from None
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()


def answer(request: Request, series: Mapping[str, Sequence[str]], seed: int, *, idle: bool) -> Answer:
    """Answer a request for metrics.

    Raises:
        ApiError: `invalid_input`.

    """
    kinds = [kind for value in request.values("type") for kind in value.split(",")]
    unknown = [kind for kind in kinds if kind not in series]
    if not kinds or unknown:
        raise invalid("type", f"must be one or more of {', '.join(series)}")
    start, end = moment(request, "start"), moment(request, "end")
    if end <= start:
        raise invalid("end", "must be after start")
    step = float(request.value("step") or max(1, math.ceil((end - start) / MOST_VALUES)))
    if step <= 0 or (end - start) / step > MOST_VALUES:
        raise invalid("step", f"must give between 1 and {MOST_VALUES} values")
    count = int((end - start) / step) + 1
    times = [start + step * at for at in range(count)]
    return Answer(
        {
            "metrics": {
                "start": timestamp(start),
                "end": timestamp(end),
                "step": step,
                "time_series": {
                    name: {"values": [[at, value(name, seed, at, idle=idle)] for at in times]}
                    for kind in kinds
                    for name in series[kind]
                },
            }
        }
    )


def value(name: str, seed: int, at: float, *, idle: bool) -> str:
    """Return the made-up value of a series at a point in time."""
    if idle:
        return "0"
    phase = sum(name.encode()) + seed
    return f"{5 + 4 * math.sin(at / 3600 + phase):.6f}"
