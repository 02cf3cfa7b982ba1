"""Containers: what they publish, and what makes them a part of the host."""

import json

import pytest

from policies.host.content import Content
from policies.host.engine import engine
from policies.host.ports import short
from policies.ports import ANY, Span
from tests.policies.host.told import at, files, script

EVERYWHERE = "::"


def compose(service: str, more: str = "") -> Content:
    return at("/opt/x/compose.yaml", f"{more}\nservices:\n  api: {{image: x, {service}}}\n")


@pytest.mark.parametrize(
    ("text", "protocol", "ports"),
    [
        ("8080:80", "tcp", Span(8080, 8080)),
        ("0.0.0.0:8080:80", "tcp", Span(8080, 8080)),
        ("[::]:8080:80", "tcp", Span(8080, 8080)),
        ("198.51.100.7:8080:80", "tcp", Span(8080, 8080)),
        ("8080-8090:80-90/udp", "udp", Span(8080, 8090)),
        ("22", "tcp", Span(32768, 60999)),
        ("0.0.0.0::22", "tcp", Span(32768, 60999)),
        ("${BIND:-127.0.0.1}:8080:80", "tcp", ANY),
        ("${PORT}:80", "tcp", ANY),
        ("localhost:8080:80", "tcp", Span(8080, 8080)),
        ("nonsense", "tcp", ANY),
        ("99999:80", "tcp", ANY),
    ],
)
def test_a_port_is_published(text: str, protocol: str, ports: Span) -> None:
    found = short(text, EVERYWHERE)
    assert found
    assert (found.exposure.protocol, found.exposure.ports) == (protocol, ports)


@pytest.mark.parametrize(
    "text", ["127.0.0.1:8080:80", "10.0.0.1:8080:80", "[::1]:8080:80", "[fd00::1]:8080:80", "127.0.0.1::80"]
)
def test_a_port_at_a_private_address_is_not(text: str) -> None:
    assert short(text, EVERYWHERE) is None


def test_the_default_address_counts_where_none_is_named() -> None:
    assert short("8080:80", "127.0.0.1") is None
    assert short("0.0.0.0:8080:80", "127.0.0.1")


@pytest.mark.parametrize(
    "content",
    [
        compose("ports: ['8080:80']"),
        compose("ports: [8080]"),
        compose("ports: ['8080:80'], profiles: [debug]"),
        compose("ports: [{target: 80, published: 8080}]"),
        compose("ports: [{target: 80}]"),
        compose("ports: [{target: 80, published: 8080, host_ip: '${BIND}'}]"),
        compose("ports: !override ['8080:80']"),
        at("/opt/x/docker-compose.override.yml", "services: {api: {ports: ['8080:80']}}"),
        at("/opt/x/stack.yml", "services: {api: {image: x, ports: ['8080:80']}}"),
        script("docker run -d -p 8080:80 x"),
        script("docker run -dp 8080:80 x"),
        script("docker container run --publish=8080:80 x"),
        script("docker create -p8080:80 x"),
        script("docker run -P x"),
        script("docker service create --publish published=8080,target=80 x"),
        script("podman run -p 8080:80 x"),
        script("docker compose run -p 8080:80 api"),
        at("/etc/containers/systemd/x.container", "[Container]\nImage=x\nPublishPort=8080:80\n"),
    ],
)
def test_something_is_published(content: Content) -> None:
    assert list(engine(content).published())


@pytest.mark.parametrize(
    "content",
    [
        compose("expose: ['80']"),
        compose("ports: []"),
        compose("ports: ['127.0.0.1:8080:80']"),
        at("/opt/x/values.yaml", "services: [http]\nimage: x\n"),
        script("docker run -d x"),
        script("docker run -p 127.0.0.1:8080:80 x"),
        script("docker compose -p shop up -d"),
        script("docker build -t x . && docker push x"),
        script("docker network create -d bridge x"),
    ],
)
def test_nothing_is_published(content: Content) -> None:
    assert not list(engine(content).published())


def test_each_default_counts_for_its_own_networks() -> None:
    daemon = json.dumps({"ip": "127.0.0.1"})
    both = files(etc__docker__daemon_json=daemon)
    both.files = at("/etc/docker/daemon.json", daemon).files
    both.run("test", "docker run -p 8080:80 x")
    assert not list(engine(both).published())
    both = at("/etc/docker/daemon.json", daemon)
    both.write("test", "/opt/x/compose.yaml", "services: {api: {image: x, ports: ['8080:80']}}")
    assert list(engine(both).published())


@pytest.mark.parametrize(
    "content",
    [
        compose("network_mode: host"),
        compose("network_mode: '${MODE}'"),
        compose("privileged: true"),
        compose("privileged: '${PRIVILEGED}'"),
        compose("cap_add: [NET_ADMIN]"),
        compose("cap_add: [cap_net_admin]"),
        compose("cap_add: [ALL]"),
        compose("volumes: ['/var/run/docker.sock:/var/run/docker.sock']"),
        compose("volumes: [{type: bind, source: /run/docker.sock, target: /x, read_only: true}]"),
        compose("volumes: ['/:/host']"),
        script("docker run --network host x"),
        at("/etc/containers/systemd/x.container", "[Container]\nImage=x\nNetwork=host\n"),
        script("docker run --net=host x"),
        script("docker run --privileged x"),
        script("docker run --cap-add=NET_ADMIN x"),
        script("docker run -v /var/run/docker.sock:/x x"),
        script("docker run --mount type=bind,source=/var/run/docker.sock,target=/x x"),
    ],
)
def test_a_container_is_a_part_of_the_host(content: Content) -> None:
    assert list(engine(content).escapes())


@pytest.mark.parametrize(
    "content",
    [
        compose("network_mode: 'service:proxy'"),
        compose("cap_drop: [ALL]"),
        compose("cap_add: [CHOWN]"),
        compose("volumes: ['/:/host:ro', 'data:/data']"),
        script("docker run --network shop -v data:/data x"),
    ],
)
def test_a_container_is_none(content: Content) -> None:
    assert not list(engine(content).escapes())


@pytest.mark.parametrize(
    "content",
    [
        at("/etc/docker/daemon.json", '{"iptables": false}'),
        at("/etc/docker/daemon.json", '{"ip6tables": false}'),
        at("/etc/docker/daemon.json", '{"allow-direct-routing": true}'),
        at("/etc/docker/daemon.json", '{"hosts": ["tcp://10.0.0.1:2375"]}'),
        at(
            "/etc/docker/daemon.json",
            '{"default-network-opts": {"bridge": {"com.docker.network.bridge.gateway_mode_ipv6": "routed"}}}',
        ),
        at("/etc/docker/daemon.json", "{"),
        compose("restart: always", "include: [other.yaml]"),
        compose("extends: {file: other.yaml, service: x}"),
        compose("restart: always", "networks: {lan: {driver: ipvlan}}"),
        compose("restart: always", "networks: {lan: {driver: '${DRIVER}'}}"),
        at("/opt/x/compose.yaml", "services: ["),
        script("docker network create -d macvlan lan"),
        script("docker network create -o com.docker.network.bridge.gateway_mode_ipv4=nat-unprotected lan"),
        script("dockerd -H tcp://0.0.0.0:2375"),
        at(
            "/etc/systemd/system/docker.service.d/x.conf",
            "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H tcp://0.0.0.0:2375\n",
        ),
    ],
)
def test_it_is_out_of_the_host_s_filter(content: Content) -> None:
    assert list(engine(content).unfiltered())


@pytest.mark.parametrize(
    "content",
    [
        at("/etc/docker/daemon.json", '{"iptables": true, "hosts": ["fd://", "tcp://127.0.0.1:2375"]}'),
        compose("extends: {service: x}", "networks: {lan: {driver: bridge}}"),
        script("docker network create lan"),
    ],
)
def test_it_is_in_the_host_s_filter(content: Content) -> None:
    assert not list(engine(content).unfiltered())
