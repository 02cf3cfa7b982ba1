"""`arqora tunnel ENV …` on an environment that is up."""

from pathlib import Path
from typing import TYPE_CHECKING

from operations.tunnel import keys
from sandbox import operator

if TYPE_CHECKING:
    from tests.conftest import Environment

FILE = "arq-sandbox-1a.conf"


def test_a_configuration_names_the_key_file_of_the_peer_and_is_its_owners_alone(
    up: "Environment", tmp_path: Path
) -> None:
    done = up.arqora("tunnel", "sandbox", "config", "observer", "--output", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert f"written: {tmp_path / FILE}" in done.stderr
    written = (tmp_path / FILE).read_text()
    assert "PostUp = wg set %i private-key /etc/wireguard/arqora.key" in written
    assert "PrivateKey" not in written
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_another_file_of_that_name_is_not_written_over(up: "Environment", tmp_path: Path) -> None:
    words = ("tunnel", "sandbox", "config", "operator", "--output", str(tmp_path))
    (tmp_path / FILE).write_text("mine\n")
    refused = up.arqora(*words)
    assert (refused.returncode, "there is another file" in refused.stderr) == (1, True)
    assert (tmp_path / FILE).read_text() == "mine\n"
    assert up.arqora(*words, "--force").returncode == 0
    assert up.arqora(*words).returncode == 0  # the same content again is no conflict
    assert "[Peer]" in (tmp_path / FILE).read_text()


def test_a_qr_code_has_the_private_key_and_is_drawn_for_its_holder_only(up: "Environment", tmp_path: Path) -> None:
    words = ("tunnel", "sandbox", "config", "operator", "--output", str(tmp_path))
    refused = up.arqora(*words, "--qr")
    assert (refused.returncode, "--private-key-file" in refused.stderr) == (1, True)
    key, picture = operator.wireguard_key_file(up.folder), tmp_path / "phone.svg"
    drawn = up.arqora(*words, "--private-key-file", str(key), "--qr-file", str(picture))
    assert drawn.returncode == 0, drawn.stderr
    assert picture.read_text().startswith("<?xml")
    assert picture.stat().st_mode & 0o777 == 0o600
    assert f"PrivateKey = {keys.private(key)}" in (tmp_path / FILE).read_text()
    shown = up.arqora(*words, "--private-key-file", str(key), "--qr")
    assert "gateway-1 wg0" in shown.stdout
    assert "▄" in shown.stdout


def test_a_key_of_somebody_else_is_refused(up: "Environment", tmp_path: Path) -> None:
    key = tmp_path / "other.key"
    keys.make(key)
    words = ("tunnel", "sandbox", "config", "operator", "--output", str(tmp_path), "--private-key-file", str(key))
    refused = up.arqora(*words)
    assert refused.returncode == 1
    assert "is not operator's private key" in refused.stderr
    assert keys.private(key) not in refused.stderr


def test_an_unknown_peer_is_refused_with_those_there_are(up: "Environment", tmp_path: Path) -> None:
    refused = up.arqora("tunnel", "sandbox", "config", "mallory", "--output", str(tmp_path))
    assert refused.returncode == 1
    assert "mallory: sandbox has no such peer; there are observer, operator" in refused.stderr


def test_a_key_pair_is_made_here_and_only_its_public_half_is_shown(up: "Environment", tmp_path: Path) -> None:
    key = tmp_path / "ada.key"
    made = up.arqora("tunnel", "sandbox", "keys", str(key))
    assert made.stdout.strip() == keys.public(key)
    assert keys.private(key) not in made.stdout + made.stderr
    assert key.stat().st_mode & 0o777 == 0o600
    again = up.arqora("tunnel", "sandbox", "keys", str(key))
    assert (again.returncode, "never overwritten" in again.stderr) == (1, True)


def test_where_no_server_boots_there_is_no_tunnel_and_the_remedy_is_named(up: "Environment") -> None:
    for command in ("up", "down", "status"):
        refused = up.arqora("tunnel", "sandbox", command)
        assert (refused.returncode, "`make sandbox` as root boots it" in refused.stderr) == (1, True)
