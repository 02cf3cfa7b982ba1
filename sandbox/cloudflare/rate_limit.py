"""The rate limit: 1200 requests in five minutes for each user (API reference, "Rate limits")."""

SECONDS = 300
REQUESTS = 1200


class RateLimit:
    """A window of five minutes. It starts empty, also after a restart."""

    def __init__(self, requests: int = REQUESTS) -> None:
        self.requests = requests
        self._began = 0.0
        self._taken = 0

    def resize(self, requests: int) -> None:
        """Use another size from now on, with an empty window."""
        self.requests = requests
        self._taken = 0

    def take(self, now: float) -> bool:
        """Count a request; False if there were too many.

        Args:
            now: seconds since the epoch.

        """
        if now >= self._began + SECONDS:
            self._began, self._taken = now, 0
        if self._taken >= self.requests:
            return False
        self._taken += 1
        return True

    def headers(self, now: float) -> dict[str, str]:
        """Return the headers that tell clients what is left, and for how many seconds."""
        left = max(0, self.requests - self._taken)
        seconds = max(0, int(self._began + SECONDS - now))
        told = {
            "Ratelimit": f'"default";r={left};t={seconds}',
            "Ratelimit-Policy": f'"default";q={self.requests};w={SECONDS}',
        }
        return told if left else {**told, "Retry-After": str(max(1, seconds))}
