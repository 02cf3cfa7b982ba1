"""A real tunnel: WireGuard on both sides, in namespaces, with pre-shared keys."""

import re
import time
from typing import TYPE_CHECKING

import pytest

from operations.errors import OperationError
from operations.tunnel import connection, device, keys

if TYPE_CHECKING:
    from tests.operations.tunnel.conftest import Internet


def admitted(internet: "Internet") -> dict[str, tuple[int, str]]:
    return {"ada": (2, internet.public_key)}


def test_the_tunnel_leads_inside_and_its_handshake_proves_it(internet: "Internet") -> None:
    gateway = internet.gateways[0]
    gateway.serve("wg0", 51820, "10.99.20", admitted(internet))
    assert not internet.peer.reaches(gateway.inside)
    opened = connection.up(internet.place, internet.tunnel())
    assert (opened.carrying.name, opened.silent) == ("arq-test-1a", ())
    assert internet.peer.reaches(gateway.inside)
    assert internet.peer.reaches("10.99.20.1")
    assert gateway.handshake("wg0", internet.public_key)
    (found,) = device.present(internet.place, "test").values()
    assert found.proven()
    assert found.endpoint == "203.0.113.1:51820"


def test_up_again_leaves_the_session_as_it_is(internet: "Internet") -> None:
    gateway = internet.gateways[0]
    gateway.serve("wg0", 51820, "10.99.20", admitted(internet))
    connection.up(internet.place, internet.tunnel())
    port = internet.peer.run("wg", "show", "arq-test-1a", "listen-port")
    before = gateway.handshake("wg0", internet.public_key)
    time.sleep(1.1)  # the clock of handshakes has whole seconds
    connection.up(internet.place, internet.tunnel())
    assert gateway.handshake("wg0", internet.public_key) == before
    assert internet.peer.run("wg", "show", "arq-test-1a", "listen-port") == port
    assert internet.peer.reaches(gateway.inside)


def test_a_lost_gateway_gives_way_to_the_other(internet: "Internet") -> None:
    first, second = internet.gateways
    first.serve("wg0", 51820, "10.99.20", admitted(internet))
    second.serve("wg0", 51820, "10.99.21", admitted(internet))
    assert connection.up(internet.place, internet.tunnel()).carrying.name == "arq-test-1a"
    assert internet.peer.reaches(first.inside)
    assert not internet.peer.reaches(second.inside)
    first.box.run("ip", "link", "set", "eth0", "down")
    opened = connection.up(internet.place, internet.tunnel(), gateway="gateway-2")
    assert opened.carrying.name == "arq-test-2a"
    assert internet.peer.reaches(second.inside)


def test_a_gateway_that_never_answers_does_not_hold_the_other_up(internet: "Internet") -> None:
    first, second = internet.gateways
    first.serve("wg0", 51820, "10.99.20", admitted(internet))
    second.serve("wg0", 51820, "10.99.21", admitted(internet))
    first.box.run("ip", "link", "set", "eth0", "down")
    opened = connection.up(internet.place, internet.tunnel())
    assert opened.carrying.name == "arq-test-2a"
    assert [each.name for each in opened.silent] == ["arq-test-1a"]
    assert internet.peer.reaches(second.inside)


def test_while_a_gateway_changes_its_key_the_peer_has_both_and_the_newer_carries(internet: "Internet") -> None:
    gateway = internet.gateways[0]
    gateway.serve("wg0", 51820, "10.99.20", admitted(internet))
    connection.up(internet.place, internet.tunnel())
    older = gateway.handshake("wg0", internet.public_key)
    gateway.serve("wg1", 51821, "10.99.30", admitted(internet))
    overlap = connection.up(internet.place, internet.tunnel())
    assert [each.name for each in overlap.proven] == ["arq-test-1b", "arq-test-1a"]
    assert overlap.carrying.name == "arq-test-1b"
    assert gateway.handshake("wg0", internet.public_key) == older
    assert internet.peer.reaches(gateway.inside)

    gateway.described = [each for each in gateway.described if each["interface"] == "wg1"]
    after = connection.up(internet.place, internet.tunnel())
    assert [each.name for each in after.proven] == ["arq-test-1b"]
    assert device.present(internet.place, "test").keys() == {"arq-test-1b"}
    assert internet.peer.reaches(gateway.inside)


def test_another_address_is_taken_without_a_new_handshake(internet: "Internet") -> None:
    gateway = internet.gateways[0]
    gateway.serve("wg0", 51820, "10.99.20", admitted(internet))
    connection.up(internet.place, internet.tunnel())
    before = gateway.handshake("wg0", internet.public_key)
    gateway.serve("wg0", 51820, "10.99.20", {"ada": (7, internet.public_key)})
    time.sleep(1.1)
    connection.up(internet.place, internet.tunnel())
    assert gateway.handshake("wg0", internet.public_key) == before
    assert internet.peer.reaches(gateway.inside)


def test_a_wrong_pre_shared_key_gets_no_answer_and_the_error_says_what_to_look_at(internet: "Internet") -> None:
    gateway = internet.gateways[0]
    gateway.serve("wg0", 51820, "10.99.20", admitted(internet))
    gateway.preshared["wg0"]["ada"] = internet.peer.run("wg", "genpsk").strip()
    with pytest.raises(OperationError, match=r"gateway-1 wg0 at 203\.0\.113\.1:51820.*tunnel\.peers") as refused:
        connection.up(internet.place, internet.tunnel(), seconds=3)
    assert gateway.preshared["wg0"]["ada"] not in str(refused.value)
    assert not gateway.handshake("wg0", internet.public_key)


def test_a_peer_that_nobody_admitted_is_told_what_to_have_added(internet: "Internet") -> None:
    gateway = internet.gateways[0]
    gateway.serve("wg0", 51820, "10.99.20", {"grace": (2, internet.public_key)})
    stranger = internet.tunnel(ada=gateway.described[0]["publicKey"])
    with pytest.raises(OperationError, match=f"no peer of test has its public key, {re.escape(internet.public_key)}"):
        connection.up(internet.place, stranger)


def test_the_private_key_is_in_no_file_but_its_own(internet: "Internet") -> None:
    internet.gateways[0].serve("wg0", 51820, "10.99.20", admitted(internet))
    connection.up(internet.place, internet.tunnel())
    (file,) = internet.place.folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert keys.private(internet.place.key_file) not in file.read_text()


def test_down_leaves_no_interface_and_no_process_and_again_is_harmless(internet: "Internet") -> None:
    internet.gateways[0].serve("wg0", 51820, "10.99.20", admitted(internet))
    connection.up(internet.place, internet.tunnel())
    assert "wireguard-go" in internet.peer.processes()
    assert connection.down(internet.place, "test") == ["arq-test-1a"]
    assert connection.down(internet.place, "test") == []
    assert "arq-test" not in internet.peer.run("ip", "link", "show")
    assert "wireguard-go" not in internet.peer.processes()


def test_the_interfaces_of_another_environment_are_left_alone(internet: "Internet") -> None:
    internet.gateways[0].serve("wg0", 51820, "10.99.20", admitted(internet))
    connection.up(internet.place, internet.tunnel())
    assert connection.down(internet.place, "testing") == []
    assert device.present(internet.place, "test").keys() == {"arq-test-1a"}
