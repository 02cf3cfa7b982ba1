"""The pack's configuration of an environment: one file each, reviewed like code."""

from datetime import UTC, datetime
from pathlib import Path

from policies.catalogue import Catalogue
from policies.configuration_file import read
from policies.settings import Settings
from sandbox.folder import REPOSITORY

FOLDER = REPOSITORY / "policies" / "environments"
PACK = REPOSITORY / "policies" / "pack"


def file_of(environment: str) -> Path | None:
    """Return the configuration of an environment, if it has one."""
    file = FOLDER / f"{environment}.json"
    return file if file.exists() else None


def words(environment: str) -> tuple[str, ...]:
    """Return the engine's words that have it ask the pack, with the environment's configuration."""
    file = file_of(environment)
    configuration = ("--policy-pack-config", str(file)) if file else ()
    return ("--policy-pack", str(PACK), *configuration)


def settings(catalogue: Catalogue, file: Path | None) -> Settings:
    """Return what holds today.

    Raises:
        ConfigurationError: the file says what cannot be said.

    """
    today = datetime.now(UTC).date()
    return read(file, catalogue, today) if file else Settings(today)
