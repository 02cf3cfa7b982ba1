"""The server of a node is the machine that the node was sized for."""

from policies.hetzner.tokens import COMPUTE_NODE, SERVER
from policies.reading import UNKNOWN
from tests.policies.inputs import Declare, Find


def test_the_same_type_passes(find_in_stack: Find, declare: Declare) -> None:
    node = declare(COMPUTE_NODE, "app-1", {"serverType": "cx23"}, {})
    server = declare(SERVER, "app-1-server", {"serverType": "cx23"}, {}, node)
    assert find_in_stack("headroom-server-type", node, server) == []


def test_another_type_is_refused(find_in_stack: Find, declare: Declare) -> None:
    node = declare(COMPUTE_NODE, "app-1", {"serverType": "cx33"}, {})
    server = declare(SERVER, "app-1-server", {"serverType": "cx23"}, {}, node)
    assert find_in_stack("headroom-server-type", node, server) == [
        "app-1-server: is a cx23, and its node app-1 states cx33"
    ]


def test_a_type_that_is_not_known_is_refused(find_in_stack: Find, declare: Declare) -> None:
    node = declare(COMPUTE_NODE, "app-1", {"serverType": "cx33"}, {})
    assert (
        len(find_in_stack("headroom-server-type", node, declare(SERVER, "s", {"serverType": UNKNOWN}, {}, node))) == 1
    )


def test_a_server_outside_any_node_is_none_of_its_business(find_in_stack: Find, declare: Declare) -> None:
    node = declare(COMPUTE_NODE, "app-1", {"serverType": "cx33"}, {})
    assert find_in_stack("headroom-server-type", node, declare(SERVER, "s", {"serverType": "cx23"}, {})) == []
