"""Settings in, environment up."""

import pulumi

from arqora_infra import environment, settings
from components._base.errors import ArgumentError

try:
    environment.build(settings.load())
except ArgumentError as error:
    # A mistake in the settings is the user's to mend: its lines say how, and a traceback would bury them.
    raise pulumi.RunError("\n".join(error.problems)) from None
