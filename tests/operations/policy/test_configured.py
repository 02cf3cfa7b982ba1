"""Each environment has its own configuration of the pack, handed over by itself."""

import pytest

from operations import environments
from operations.policy import configured


@pytest.mark.parametrize("environment", environments.known())
def test_the_engine_is_given_an_environments_configuration(environment: str) -> None:
    words = configured.words(environment)
    assert words[:2] == ("--policy-pack", str(configured.PACK))
    assert words[2:] == ("--policy-pack-config", str(configured.FOLDER / f"{environment}.json"))


def test_an_environment_without_one_is_judged_by_the_defaults() -> None:
    assert configured.words("another") == ("--policy-pack", str(configured.PACK))
