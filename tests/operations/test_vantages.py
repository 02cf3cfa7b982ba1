"""What programs at a place are told."""

from pathlib import Path

import pytest

from operations import vantages
from sandbox.folder import SandboxFolder


def test_a_strangers_programs_trust_the_sandboxs_ca_and_get_nothing_of_this_machines_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HCLOUD_TOKEN", "CLOUDFLARE_API_TOKEN", "SSH_AUTH_SOCK"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("LANG", "C.UTF-8")
    told = vantages.visiting(SandboxFolder(tmp_path))
    assert "x" not in told.values()
    assert told["LANG"] == "C.UTF-8"
    assert told["SSL_CERT_FILE"] == told["CURL_CA_BUNDLE"] == str(tmp_path / "edge" / "public-ca.pem")
