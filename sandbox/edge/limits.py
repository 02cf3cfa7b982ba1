"""Rate limits: how often somebody may ask.

cloudflare-docs, waf/rate-limiting-rules/{parameters,request-rate}.mdx. How the vendor's windows slide is not
documented: here exactly the requests of the last `period` seconds count.
"""

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.edge.expression import Expression, ExpressionError, Facts, parse, parse_any
from sandbox.edge.messages import Response
from sandbox.edge.refusals import LIMITED, refusal
from sandbox.edge.rules import RATE, RuleError, named, true_of
from sandbox.edge.zone_state import Document, ZoneState

COUNTERS = 10_000
"""How many counters are kept; the vendor's own bound is not documented."""


@dataclass
class Counter:
    """The requests that one value of the characteristics made."""

    times: deque[float]
    until: float = 0.0
    """When its mitigation ends."""


@dataclass
class RateLimits:
    """The counters of all rules."""

    counters: dict[tuple[str, ...], Counter] = field(default_factory=dict)

    def refuse(self, zone: ZoneState, facts: Facts, *, at_origin: bool = False) -> Response | None:
        """Count a request, and return its refusal if it is one too many.

        Rules with `requests_to_origin` are asked at the origin only, behind the cache; all others before it.
        """
        for rule, told in ruled(zone):
            if bool(told.get("requests_to_origin")) is not at_origin:
                continue
            counter = self.counter(zone, rule, told, facts)
            counting = counts(rule, told)
            counted = not counting.needs_response and counting.matches(facts) and counter.until <= facts.now
            if counted:
                counter.times.append(facts.now)
            if true_of(rule, facts) and (answer := self.mitigation(rule, told, counter, facts.now, counted=counted)):
                return answer
        return None

    def note(self, zone: ZoneState, facts: Facts) -> None:
        """Count a response, for rules that count by responses."""
        for rule, told in ruled(zone):
            counting = counts(rule, told)
            if counting.needs_response and counting.matches(facts):
                self.counter(zone, rule, told, facts).times.append(facts.now)

    def past_cache(self, zone: ZoneState, facts: Facts) -> bool:
        """Say whether a rule needs the origin's response, so that the cache must not answer."""
        return any(counts(rule, told).needs_response and true_of(rule, facts) for rule, told in ruled(zone))

    def mitigation(
        self, rule: Document, told: Document, counter: Counter, now: float, *, counted: bool
    ) -> Response | None:
        """Return the refusal if the limit is exceeded, or was and the timeout is not over.

        A timeout of 0 throttles: what is refused does not count.
        """
        if counter.until > now:
            return refused(rule, counter.until - now)
        period, limit = float(told["period"]), int(told["requests_per_period"])
        while counter.times and counter.times[0] <= now - period:
            counter.times.popleft()
        if len(counter.times) <= limit:
            return None
        timeout = float(told.get("mitigation_timeout") or 0)
        if not timeout:
            if counted:
                counter.times.pop()
            return refused(rule, counter.times[0] + period - now)
        counter.until = now + timeout
        counter.times.clear()
        return refused(rule, timeout)

    def counter(self, zone: ZoneState, rule: Document, told: Document, facts: Facts) -> Counter:
        """Return the counter for a request, which is new if its characteristics are."""
        key = (zone.id, str(rule.get("id") or named(rule)), *characteristics(told, facts))
        if key not in self.counters:
            while len(self.counters) >= COUNTERS:
                self.counters.pop(next(iter(self.counters)))
            self.counters[key] = Counter(deque(maxlen=int(told["requests_per_period"]) + 1))
        return self.counters[key]


def ruled(zone: ZoneState) -> Iterator[tuple[Document, Document]]:
    """Yield the zone's rate limiting rules, each with its limit."""
    return ((rule, rule.get("ratelimit") or {}) for rule in zone.rules.get(RATE, ()))


def counts(rule: Document, told: Document) -> Expression:
    """Return the expression for what counts: the rule's own unless it states another.

    Raises:
        RuleError: it cannot be read.

    """
    try:
        return parse(str(told.get("counting_expression") or rule.get("expression", "true")))
    except ExpressionError as error:
        message = f"rule {named(rule)}: {error}"
        raise RuleError(message) from error


def characteristics(told: Document, facts: Facts) -> Iterator[str]:
    """Yield what tells one counter from another."""
    for name in told.get("characteristics") or ():
        if name == "cf.colo.id":
            yield facts.request.colo
        elif name == "cf.unique_visitor_id":
            yield facts.request.client
        else:
            yield repr(parse_any(str(name)).operand.run(facts))


def refused(rule: Document, seconds: float) -> Response | None:
    """Return the answer of a rule whose limit is exceeded; none of one that only logs."""
    if rule.get("action") == "log":
        return None
    return refusal(rule, status=429, number=LIMITED).having("retry-after", str(max(1, math.ceil(seconds))))
