"""Passwords of storage boxes. They are checked and forgotten."""

import re
from typing import Annotated

from pydantic import AfterValidator

ALLOWED = re.compile(r"[a-zA-ZÄÖÜäöüß0-9^°!§$%/()=?+#\-.,;:~*@{}_&]{12,128}")
REQUIRED = (r"[A-ZÄÖÜ]", r"[a-zäöüß]", r"[0-9]", r"[^a-zA-ZÄÖÜäöüß0-9]")
"""API reference, storage boxes, "Password policy"."""


def password(value: str) -> str:
    """Accept a password that keeps to the policy."""
    if not ALLOWED.fullmatch(value) or not all(re.search(part, value) for part in REQUIRED):
        msg = "must have 12 to 128 allowed characters, with upper and lower case, a number and a special character"
        raise ValueError(msg)
    return value


Password = Annotated[str, AfterValidator(password)]
