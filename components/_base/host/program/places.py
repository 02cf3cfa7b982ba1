"""Where the program keeps its own things."""

from pathlib import Path

STATE = Path("/var/lib/arqora")
MANIFEST = STATE / "bundle.json"
"""What the host was made to be; no secret is in it."""
KEY = STATE / "key"
"""Of the digests by which secrets are compared. Made here, never leaves."""
CREDENTIALS = STATE / "credentials"
"""Secrets, encrypted with the host's own key."""
STAGED = STATE / "staged"
"""Copies of the files to come, for checks."""
PREVIOUS = STATE / "previous"
"""What is needed to go back."""
INTENT = PREVIOUS / "intent.json"
"""Exists from before the first change until it is confirmed or undone."""
LAPSED = STATE / "lapsed"
"""The last document that was undone because nobody confirmed it."""
LIBRARY = Path("/usr/local/lib/arqora")
PROGRAM = LIBRARY / "host"
"""A link to the program that applied the current bundle."""
UNITS = Path("/etc/systemd/system")
RUN = Path("/run/arqora")
SECRETS = RUN / "secrets"
LOCK = RUN / "lock"
