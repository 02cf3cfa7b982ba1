"""Settings in, environment up."""

import gc

# It lives for seconds and frees nothing; collecting while the SDKs load is a third of their loading.
gc.disable()

import pulumi  # noqa: E402 - loaded without collecting

from arqora_infra import environment, settings  # noqa: E402 - as above
from components._base.errors import ArgumentError  # noqa: E402 - as above

try:
    environment.build(settings.load())
except ArgumentError as error:
    # A mistake in the settings is the user's to mend: its lines say how, and a traceback would bury them.
    raise pulumi.RunError("\n".join(error.problems)) from None
