"""The base of every component's arguments."""

from pydantic import BaseModel, ConfigDict


class Args(BaseModel):
    """Arguments: frozen, without unknown keys, and with errors that do not repeat what was put in."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, arbitrary_types_allowed=True, use_enum_values=False
    )
