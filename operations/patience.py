"""Reads of the vendor's API that outlast its moments of trouble."""

import time
from collections.abc import Callable
from typing import TypeVar

import requests
from hcloud import APIException

Answer = TypeVar("Answer")
ATTEMPTS = 6
FIRST_PAUSE_SECONDS = 0.2
"""Doubles each time: six attempts take about six seconds."""
TROUBLE = frozenset({"server_error", "unavailable", "timeout", "bad_gateway", "rate_limit_exceeded"})


def patiently(read: Callable[[], Answer]) -> Answer:
    """Call something that only reads until it is answered, a few times at most.

    Raises:
        APIException: the vendor refuses it, or is still in trouble.
        RequestException: the vendor cannot be reached.

    """
    for attempt in range(ATTEMPTS):
        try:
            return read()
        except requests.RequestException:
            if attempt == ATTEMPTS - 1:
                raise
        except APIException as error:
            in_trouble = error.code in TROUBLE or (isinstance(error.code, int) and error.code >= 500)
            if not in_trouble or attempt == ATTEMPTS - 1:
                raise
        time.sleep(FIRST_PAUSE_SECONDS * 2**attempt)
    raise AssertionError("the last attempt returns or raises")
