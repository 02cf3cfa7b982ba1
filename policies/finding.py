"""What a rule reports, and what becomes of it."""

from dataclasses import dataclass

from .resource import Resource


@dataclass(frozen=True)
class Finding:
    """One thing that a rule noticed."""

    facts: str
    """What is the case, in one line. Never contains a secret."""
    resource: Resource | None = None
    """Whose it is; on resource level always the resource that is judged."""
    remedy: str | None = None
    """What to do, if the rule's general remedy does not fit."""
    notice: bool = False
    """For information only: never stops anything, needs no waiver."""


@dataclass(frozen=True)
class Verdict:
    """What is reported: to the engine as one message, to people and machines in its parts."""

    rule: str
    urn: str
    """Of the resource, or empty for the stack as a whole."""
    name: str
    """Of the resource in the program, or `the stack`."""
    facts: str
    """What is the case."""
    protects: str
    """Why it matters; empty for a notice."""
    remedy: str
    """What to do; empty for a notice."""
    mandatory: bool
    waiver: str = ""
    """Who waived it until when and why, if somebody did; it is not mandatory then."""

    @property
    def type(self) -> str:
        """Type token of the resource, or empty."""
        return self.urn.split("::")[2].rpartition("$")[2] if self.urn.count("::") >= 3 else ""

    @property
    def notice(self) -> bool:
        """Tell whether it is for information only."""
        return not self.protects

    @property
    def message(self) -> str:
        """All of it in words."""
        text = f"{self.name}: {self.facts}"
        if self.protects:
            text = f"{text}; {self.protects}\nremedy: {self.remedy}"
        return f"waived {self.waiver}: {text}" if self.waiver else text
