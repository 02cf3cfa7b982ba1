"""A lock is the same wherever the packages come from."""

import pytest

from sandbox.toolchain.errors import ToolchainError
from sandbox.toolchain.lock import without_addresses
from sandbox.toolchain.paths import REPOSITORY


def test_the_lock_of_the_repository_names_no_address() -> None:
    content = (REPOSITORY / "requirements.lock").read_text()
    assert without_addresses(content) == content


@pytest.mark.parametrize(
    "line", ["pulumi @ https://packages.example/pulumi.whl", "--index-url http://packages.example"]
)
def test_an_address_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(ToolchainError, match=r"requirements.lock:2: an address in .*; pin a released version"):
        without_addresses(f"rich==1\n{line}\n")
