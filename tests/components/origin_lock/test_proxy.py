"""The proxy's configuration, as it was reviewed. What it does is tried on a machine."""

import json
from collections.abc import Callable
from typing import Any

from components.origin_lock import proxy

HEALTHY: dict[str, Any] = {"uri": "/healthz", "interval": "5s", "timeout": "2s", "expect_status": 2}


def test_the_configuration_is_as_reviewed(golden: Callable[[str, str], None]) -> None:
    found = proxy.configuration(
        {"api.arqora.test": ["127.0.0.1:8080"], "app.arqora.test": ["10.20.2.5:8081", "10.20.2.6:8081"]},
        {"app.arqora.test": "/healthz"},
        ["/run/authority-1.pem", "/run/authority-2.pem"],
        "/run/certificate.pem",
        "/run/key.pem",
    )
    golden("origin.json", json.dumps(found, indent=1) + "\n")


def test_the_only_upstream_is_never_left_out() -> None:
    assert "health_checks" not in proxy.forward(["127.0.0.1:8080"], None)
    assert proxy.forward(["127.0.0.1:8080"], "/healthz")["health_checks"] == {"active": HEALTHY}
    both = proxy.forward(["10.20.2.5:8081", "10.20.2.6:8081"], None)["health_checks"]
    assert both == {"passive": {"fail_duration": "10s", "max_fails": 1}}


def test_the_edge_gives_up_first_on_idle_connections_and_last_on_slow_answers() -> None:
    assert proxy.IDLE_SECONDS > proxy.EDGE_IDLE_SECONDS
    assert proxy.ANSWER_SECONDS < 100
    assert proxy.GRACE_SECONDS > proxy.ANSWER_SECONDS
