"""The rate limit: a bucket of requests that fills evenly (API reference, "Rate Limiting")."""

import math

SECONDS_PER_HOUR = 3600


class RateLimit:
    """A bucket of `per_hour` requests, refilled at the same pace. It starts full, also after a restart."""

    def __init__(self, per_hour: int) -> None:
        self.per_hour = per_hour
        self._left = float(per_hour)
        self._at: float | None = None

    def resize(self, per_hour: int) -> None:
        """Use another size from now on, with a full bucket."""
        self.per_hour = per_hour
        self._left = float(per_hour)

    def take(self, now: float) -> bool:
        """Take one request out of the bucket; False if it is empty.

        Args:
            now: seconds since the epoch.

        """
        if self._at is not None:
            refill = max(0.0, now - self._at) * self.per_hour / SECONDS_PER_HOUR
            self._left = min(float(self.per_hour), self._left + refill)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def headers(self, now: float) -> dict[str, str]:
        """Return the headers that tell clients: size, requests left, and when the bucket is full again."""
        missing = self.per_hour - self._left
        full_at = now + (missing * SECONDS_PER_HOUR / self.per_hour if self.per_hour else 0)
        return {
            "RateLimit-Limit": str(self.per_hour),
            "RateLimit-Remaining": str(int(self._left)),
            "RateLimit-Reset": str(math.ceil(full_at)),
        }
