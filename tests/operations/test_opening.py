"""The tunnel's keys and addresses are known to the operator before the update that makes its gateway is over."""

import json
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from operations import opening
from operations.tunnel import configuration, facts, keys, recorded
from operations.tunnel.place import Place
from sandbox import operator

if TYPE_CHECKING:
    from tests.conftest import Environment

ANNOUNCEMENT = json.dumps({"sequence": 7, "resOutputsEvent": {"metadata": {"op": "create", "type": recorded.TUNNEL}}})
BEGUN = json.dumps({"sequence": 6, "resourcePreEvent": {"metadata": {"op": "create", "type": recorded.TUNNEL}}})


def test_the_state_says_the_same_as_the_outputs(up: "Environment") -> None:
    outputs = json.loads(up.target.quietly("stack", "output", "--json", "--show-secrets"))
    assert recorded.find(up.target) == facts.from_description(
        "sandbox", outputs["environment"]["tunnel"], outputs["tunnelSecrets"]
    )


def test_the_operator_of_the_sandbox_can_come_in_at_the_gateways_addresses(up: "Environment") -> None:
    tunnel = recorded.find(up.target)
    assert tunnel
    peer = tunnel.holder(keys.public(operator.wireguard_key_file(up.folder)))
    assert peer
    assert peer.name == "operator"
    (link,) = configuration.links(tunnel, peer)
    assert link.dialled.startswith("203.0.113.")
    (link,) = configuration.links(tunnel, peer, "ipv6")
    assert link.dialled.startswith("[2001:db8:")
    assert len(link.preshared) == 44


def test_the_engine_announces_the_tunnel_in_a_file_that_is_on_no_disk(up: "Environment") -> None:
    over = threading.Event()
    over.set()
    with opening.memory() as log:
        target = opening.following(up.target)
        target.quietly("up", "--yes", "--skip-preview", "--expect-no-changes", "--event-log", str(log))
        assert opening.announced(log, over)
        assert log.readlink().name.startswith("memfd:")
    assert not log.exists()


def test_nothing_is_known_before_the_first_update(empty: "Environment") -> None:
    assert recorded.find(empty.target) is None


def test_a_half_written_event_is_read_when_it_is_whole(tmp_path: Path) -> None:
    log, over = tmp_path / "events", threading.Event()
    log.touch()
    found: list[bool] = []
    reader = threading.Thread(target=lambda: found.append(opening.announced(log, over)))
    reader.start()
    with log.open("w") as file:
        for piece in (BEGUN + "\n" + ANNOUNCEMENT[:20], ANNOUNCEMENT[20:], "\n"):
            assert not found
            file.write(piece)
            file.flush()
            time.sleep(3 * opening.POLL_SECONDS)
    reader.join()
    assert found == [True]


def test_an_update_that_ends_without_a_tunnel_ends_the_wait(tmp_path: Path) -> None:
    log, over = tmp_path / "events", threading.Event()
    log.write_text(BEGUN + "\n")
    over.set()
    assert not opening.announced(log, over)


def test_who_is_not_root_is_told_what_to_run(
    up: "Environment", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Place(tmp_path, operator.wireguard_key_file(up.folder))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    opening.open_known(up.target, place, 1, threading.Event())
    (file,) = tmp_path.iterdir()
    assert f"sudo wg-quick up {file}" in capsys.readouterr().err
