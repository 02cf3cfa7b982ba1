"""Load balancers: services, targets, networks, type, public interface."""

import datetime
from typing import Any

import pytest
from hcloud import APIException
from hcloud.load_balancer_types import LoadBalancerType
from hcloud.load_balancers import (
    LoadBalancerAlgorithm,
    LoadBalancerHealthCheck,
    LoadBalancerService,
    LoadBalancerServiceHttp,
    LoadBalancerTarget,
    LoadBalancerTargetIP,
    LoadBalancerTargetLabelSelector,
)
from hcloud.locations import Location
from hcloud.networks import NetworkSubnet
from hcloud.servers import ServerCreatePublicNetwork

LB11 = LoadBalancerType(name="lb11")
FSN1 = Location(name="fsn1")
TCP = LoadBalancerService(protocol="tcp", listen_port=443, destination_port=8443)


@pytest.fixture
def balancer(client: Any) -> Any:
    made = client.load_balancers.create("lb", LB11, location=FSN1)
    made.action.wait_until_finished()
    return made.load_balancer


def again(client: Any, balancer: Any) -> Any:
    return client.load_balancers.get_by_id(balancer.id)


def server_target(server: Any, *, private: bool = False) -> LoadBalancerTarget:
    return LoadBalancerTarget(type="server", server=server, use_private_ip=private)


def test_a_load_balancer_comes_with_all_that_was_asked_for(
    client: Any, call: Any, network: Any, make_server: Any
) -> None:
    server = make_server(networks=[network])
    made = client.load_balancers.create(
        "lb",
        LB11,
        algorithm=LoadBalancerAlgorithm(type="least_connections"),
        services=[TCP],
        targets=[server_target(server, private=True)],
        labels={"a": "b"},
        network_zone="eu-central",
        network=network,
        public_interface=False,
    )
    balancer = again(client, made.load_balancer)
    assert (balancer.algorithm.type, balancer.labels, balancer.location.name) == (
        "least_connections",
        {"a": "b"},
        "fsn1",
    )
    assert balancer.services[0].destination_port == 8443
    assert balancer.targets[0].server.id == server.id
    assert balancer.private_net[0].ip == "10.0.1.2"
    assert not balancer.public_net.enabled
    shown = call("GET", f"/networks/{network.id}").json()["network"]
    assert shown["load_balancers"] == [balancer.id]
    assert call("GET", f"/servers/{server.id}").json()["server"]["load_balancers"] == [balancer.id]


def test_a_service_gets_the_vendors_defaults_and_keeps_what_is_not_changed(client: Any, balancer: Any) -> None:
    balancer.add_service(LoadBalancerService(protocol="http")).wait_until_finished()
    service = again(client, balancer).services[0]
    assert (service.listen_port, service.destination_port, service.proxyprotocol) == (80, 80, False)
    assert (service.http.cookie_name, service.http.cookie_lifetime) == ("HCLBSTICKY", 300)
    check = service.health_check
    assert (check.protocol, check.port, check.interval, check.timeout, check.retries) == ("http", 80, 15, 10, 3)
    assert (check.http.path, check.http.status_codes) == ("/", ["2??", "3??"])
    change = LoadBalancerService(
        protocol="http",
        listen_port=80,
        http=LoadBalancerServiceHttp(sticky_sessions=True),
        health_check=LoadBalancerHealthCheck(protocol="tcp", port=81, interval=20),
    )
    balancer.update_service(change).wait_until_finished()
    service = again(client, balancer).services[0]
    assert (service.http.sticky_sessions, service.http.cookie_lifetime) == (True, 300)
    assert (service.health_check.protocol, service.health_check.interval, service.health_check.retries) == (
        "tcp",
        20,
        3,
    )
    assert service.health_check.http is None
    balancer.delete_service(LoadBalancerService(listen_port=80)).wait_until_finished()
    assert again(client, balancer).services == []
    with pytest.raises(APIException, match="not_found"):
        balancer.delete_service(LoadBalancerService(listen_port=80))


def test_a_listen_port_is_used_once_and_services_are_limited_by_the_type(client: Any, call: Any, balancer: Any) -> None:
    balancer.add_service(TCP).wait_until_finished()
    body = {"protocol": "tcp", "listen_port": 443, "destination_port": 1}
    refused = call("POST", f"/load_balancers/{balancer.id}/actions/add_service", body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (412, "source_port_already_used")
    for port in range(1, 5):
        balancer.add_service(LoadBalancerService(protocol="tcp", listen_port=port, destination_port=1))
    with pytest.raises(APIException, match="resource_limit_exceeded"):
        balancer.add_service(LoadBalancerService(protocol="tcp", listen_port=9, destination_port=1))


@pytest.mark.parametrize(
    "body",
    [
        {"protocol": "tcp", "listen_port": 1},
        {"protocol": "udp", "listen_port": 1, "destination_port": 1},
        {"protocol": "tcp", "listen_port": 0, "destination_port": 1},
        {"protocol": "tcp", "listen_port": 1, "destination_port": 1, "http": {}},
        {"protocol": "https"},
        {"protocol": "http", "http": {"redirect_http": True}},
        {"protocol": "http", "health_check": {"interval": 5, "timeout": 6}},
        {"protocol": "http", "health_check": {"retries": 9}},
    ],
)
def test_services_that_make_no_sense_are_refused(call: Any, balancer: Any, body: dict[str, Any]) -> None:
    response = call("POST", f"/load_balancers/{balancer.id}/actions/add_service", body)
    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_input")


def test_targets_of_all_kinds(client: Any, balancer: Any, make_server: Any) -> None:
    balancer.add_service(TCP).wait_until_finished()
    server = make_server(labels={"role": "app"})
    by_label = LoadBalancerTarget(
        type="label_selector", label_selector=LoadBalancerTargetLabelSelector(selector="role=app"), use_private_ip=False
    )
    by_ip = LoadBalancerTarget(type="ip", ip=LoadBalancerTargetIP(ip="192.0.2.77"))
    for target in (server_target(server), by_label, by_ip):
        balancer.add_target(target).wait_until_finished()
        with pytest.raises(APIException, match="target_already_defined"):
            balancer.add_target(target)
    one, two, three = again(client, balancer).targets
    assert one.health_status[0].status == "healthy"
    assert two.targets[0].server.id == server.id
    assert three.ip.ip == "192.0.2.77"
    server.power_off().wait_until_finished()
    assert again(client, balancer).targets[0].health_status[0].status == "unhealthy"
    for target in (server_target(server), by_label, by_ip):
        balancer.remove_target(target).wait_until_finished()
    assert again(client, balancer).targets == []
    with pytest.raises(APIException, match="not_found"):
        balancer.remove_target(by_ip)


def test_targets_that_cannot_be_reached_are_refused(client: Any, balancer: Any, network: Any, make_server: Any) -> None:
    server = make_server()
    with pytest.raises(APIException, match="load_balancer_not_attached_to_network"):
        balancer.add_target(server_target(server, private=True))
    balancer.attach_to_network(network).wait_until_finished()
    with pytest.raises(APIException, match="resolve_cloud_private_targets_error"):
        balancer.add_target(server_target(server, private=True))
    hidden = make_server(
        "hidden", networks=[network], public_net=ServerCreatePublicNetwork(enable_ipv4=False, enable_ipv6=False)
    )
    with pytest.raises(APIException, match="resolve_cloud_public_targets_error"):
        balancer.add_target(server_target(hidden))
    for ip, code in ((server.public_net.ipv4.ip, "cloud_resource_ip"), ("10.0.9.1", "network_has_no_vswitch_subnet")):
        with pytest.raises(APIException, match=code):
            balancer.add_target(LoadBalancerTarget(type="ip", ip=LoadBalancerTargetIP(ip=ip)))
    coupled = NetworkSubnet("10.0.7.0/24", type="vswitch", network_zone="eu-central", vswitch_id=5)
    network.add_subnet(coupled).wait_until_finished()
    with pytest.raises(APIException, match="ip_not_in_vswitch_subnet"):
        balancer.add_target(LoadBalancerTarget(type="ip", ip=LoadBalancerTargetIP(ip="10.0.9.1")))
    balancer.add_target(LoadBalancerTarget(type="ip", ip=LoadBalancerTargetIP(ip="10.0.7.1")))


def test_it_is_in_one_network(client: Any, balancer: Any, network: Any) -> None:
    balancer.attach_to_network(network, ip="10.0.1.9").wait_until_finished()
    assert again(client, balancer).private_net[0].ip == "10.0.1.9"
    with pytest.raises(APIException, match="load_balancer_already_attached"):
        balancer.attach_to_network(network)
    balancer.detach_from_network(network).wait_until_finished()
    assert again(client, balancer).private_net == []
    with pytest.raises(APIException, match="not_found"):
        balancer.detach_from_network(network)


def test_the_public_interface_can_go_only_if_all_targets_are_private(
    client: Any, balancer: Any, network: Any, make_server: Any
) -> None:
    with pytest.raises(APIException, match="load_balancer_not_attached_to_network"):
        balancer.disable_public_interface()
    balancer.attach_to_network(network).wait_until_finished()
    server = make_server()
    balancer.add_target(server_target(server)).wait_until_finished()
    with pytest.raises(APIException, match="targets_without_use_private_ip"):
        balancer.disable_public_interface()
    balancer.remove_target(server_target(server)).wait_until_finished()
    balancer.disable_public_interface().wait_until_finished()
    assert not again(client, balancer).public_net.enabled
    with pytest.raises(APIException, match="load_balancer_public_interface_disabled"):
        balancer.add_target(server_target(server))
    balancer.enable_public_interface().wait_until_finished()
    assert again(client, balancer).public_net.enabled


def test_type_algorithm_name_and_reverse_dns_change(client: Any, balancer: Any) -> None:
    balancer.change_type(LoadBalancerType(name="lb21")).wait_until_finished()
    balancer.change_algorithm(LoadBalancerAlgorithm(type="least_connections")).wait_until_finished()
    balancer.change_dns_ptr(balancer.public_net.ipv4.ip, "lb.arqora.dev").wait_until_finished()
    balancer.update(name="other", labels={"x": "y"})
    changed = again(client, balancer)
    assert changed.load_balancer_type.name == "lb21"
    assert changed.algorithm.type == "least_connections"
    assert changed.public_net.ipv4.dns_ptr == "lb.arqora.dev"
    assert (changed.name, changed.labels) == ("other", {"x": "y"})
    for number in range(1, 7):
        changed.add_service(LoadBalancerService(protocol="tcp", listen_port=number, destination_port=1))
    with pytest.raises(APIException, match="invalid_load_balancer_type"):
        changed.change_type(LB11)
    with pytest.raises(APIException, match="not_found"):
        changed.change_dns_ptr("192.0.2.1", "lb.arqora.dev")


def test_protection_metrics_and_deletion(client: Any, balancer: Any) -> None:
    balancer.change_protection(delete=True).wait_until_finished()
    with pytest.raises(APIException, match="protected"):
        balancer.delete()
    balancer.change_protection(delete=False).wait_until_finished()
    start = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
    metrics = balancer.get_metrics("bandwidth", start, start + datetime.timedelta(hours=1), step=900).metrics
    assert len(metrics.time_series["bandwidth.in"]["values"]) == 5
    balancer.delete().action.wait_until_finished()
    assert client.load_balancers.get_all() == []


def test_place_and_type_are_needed(call: Any) -> None:
    body = {"name": "lb", "load_balancer_type": "lb11", "location": "fsn1"}
    wrong: list[dict[str, Any]] = [
        {"location": None},
        {"network_zone": "eu-central"},
        {"location": "x"},
        {"load_balancer_type": "lb99"},
        {"public_interface": False},
    ]
    for change in wrong:
        assert call("POST", "/load_balancers", body | change).json()["error"]["code"] == "invalid_input"
