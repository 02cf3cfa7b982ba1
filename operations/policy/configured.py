"""The pack's configuration of an environment: one file each, reviewed like code."""

from pathlib import Path

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
