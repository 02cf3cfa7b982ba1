"""Which token an audit reads with."""

import pytest

from operations.errors import OperationError
from operations.live.hetzner import token_of


def test_the_token_that_may_only_read_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert token_of({"HCLOUD_AUDIT_TOKEN": "reads", "HCLOUD_TOKEN": "writes"}) == "reads"
    assert capsys.readouterr().err == ""


def test_one_that_may_write_is_taken_with_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    assert token_of({"HCLOUD_TOKEN": "writes"}) == "writes"
    assert "warning: HCLOUD_AUDIT_TOKEN is not set" in capsys.readouterr().err


def test_none_is_refused_with_what_is_needed() -> None:
    with pytest.raises(OperationError, match="HCLOUD_AUDIT_TOKEN is not set"):
        token_of({})
