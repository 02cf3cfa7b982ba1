"""Ways to open a door, each with its harmless counterpart: the same resources, with one thing different."""

from collections.abc import Callable
from dataclasses import dataclass

import pulumi
import pulumi_hcloud as hcloud

from tests.policies.corpus.parts import (
    CLOUDFLARE,
    HTTPS,
    PING,
    PRIVATE,
    WIREGUARD,
    address,
    closed_server,
    firewall,
    number,
    public,
    rule,
    server,
)


@dataclass(frozen=True)
class Case:
    """One way."""

    name: str
    violations: frozenset[tuple[str, str]]
    """Rule, and the name of the resource that it must name."""
    build: Callable[[bool], object]
    """Takes whether to build the harmless counterpart."""


CASES: list[Case] = []


def case(name: str, *violations: str) -> Callable[[Callable[[str, bool], object]], Callable[[str, bool], object]]:
    """Register a case. A violation is `rule` for the resource named as the case, or `rule @suffix` for another."""

    def register(build: Callable[[str, bool], object]) -> Callable[[str, bool], object]:
        pairs = (violation.partition(" @") for violation in violations)
        expected = frozenset((rule_id, f"{name}-{suffix}" if suffix else name) for rule_id, _, suffix in pairs)
        CASES.append(Case(name, expected, lambda harmless: build(name, harmless)))
        return build

    return register


def opening(name: str, bad: hcloud.FirewallRuleArgs, good: hcloud.FirewallRuleArgs = HTTPS) -> None:
    """Register a case of one firewall rule."""
    case(name, "firewall-exposure")(lambda own, harmless: firewall(own, PING, good if harmless else bad))


opening("ssh", rule("tcp", "22"))
opening("ssh-ipv4-only", rule("tcp", "22", ["0.0.0.0/0"]))
opening("ssh-ipv6-only", rule("tcp", "22", ["::/0"]))
opening("ssh-one-host", rule("tcp", "22", ["198.51.100.7/32"]))
opening("ssh-other-port", rule("tcp", "2222"))
opening("ssh-on-https", rule("tcp", "443"))
opening("ssh-in-a-range", rule("tcp", "20-25"))
opening("ssh-in-a-range-of-one", rule("tcp", "22-22"))
opening("ssh-any-port", rule("tcp", "any"))
opening("ssh-all-ports", rule("tcp", "1-65535"))
opening("ssh-split-networks", rule("tcp", "22", ["0.0.0.0/1", "128.0.0.0/1"]), rule("tcp", "443", ["104.16.0.0/13"]))
opening("ssh-mapped", rule("tcp", "22", ["::ffff:0:0/96"]), rule("udp", "51820", ["::ffff:0:0/96"]))
opening("ssh-mapped-half", rule("tcp", "22", ["::ffff:0:0/97"]), rule("tcp", "443", ["::ffff:104.16.0.0/109"]))
opening("ssh-double-zero", rule("tcp", "22", ["0.0.0.0/00"]), rule("udp", "51820", ["0.0.0.0/00"]))
opening("ssh-long-zero", rule("tcp", "22", ["0:0::/0"]), rule("udp", "51820", ["0:0::/0"]))
opening("ssh-from-edge", rule("tcp", "22", CLOUDFLARE))
opening("https-wider-than-edge", rule("tcp", "443", ["104.0.0.0/8"]), rule("tcp", "443", ["104.24.0.0/14"]))
opening("https-and-more", rule("tcp", "443", [*CLOUDFLARE, "192.0.2.0/24"]))
opening("tunnel-gre", rule("gre"), WIREGUARD)
opening("tunnel-esp", rule("esp"), WIREGUARD)
opening("mosh", rule("udp", "60000-61000"), WIREGUARD)
opening("wireguard-and-more", rule("udp", "51820-51822"), WIREGUARD)


@case("ssh-split-rules", "firewall-exposure")
def ssh_split_over_rules(name: str, harmless: bool) -> None:
    port = "443" if harmless else "22"
    halves = ["173.245.48.0/21", "173.245.56.0/21"] if harmless else ["0.0.0.0/1", "128.0.0.0/1"]
    firewall(name, *(rule("tcp", port, [half]) for half in halves))


@case("ssh-emptied", "firewall-not-emptied")
def rules_emptied(name: str, harmless: bool) -> None:
    firewall(name, *([PING] if harmless else []))


@case("unknown-rules", "firewall-exposure")
def rules_not_known(name: str, harmless: bool) -> None:
    text = address(f"{name}-address").ip_address
    hcloud.Firewall(name, name=name, rules=[PING] if harmless else text.apply(lambda _: [PING]))


@case("unknown-port", "firewall-exposure")
def port_not_known(name: str, harmless: bool) -> None:
    port = address(f"{name}-address").ip_address.apply(lambda _: "443")
    firewall(name, rule("tcp", "443" if harmless else port, CLOUDFLARE))


@case("unknown-source", "firewall-exposure")
def source_not_known(name: str, harmless: bool) -> None:
    source = address(f"{name}-address").ip_address.apply(lambda text: f"{text}/32")
    # Who knocks at WireGuard does not matter: the counterpart is as unknown, and may be anybody.
    firewall(name, rule("udp", "51820", [source]) if harmless else rule("tcp", "443", [source]))


@case("unknown-protocol", "firewall-exposure")
def protocol_not_known(name: str, harmless: bool) -> None:
    protocol = address(f"{name}-address").ip_address.apply(lambda _: "tcp")
    firewall(name, rule("tcp" if harmless else protocol, "443", CLOUDFLARE))


@case("unknown-firewalls", "firewall-at-creation", "server-exposure")
def firewalls_not_known(name: str, harmless: bool) -> None:
    text = address(f"{name}-address").ip_address
    server(name, [firewall(f"{name}-fw", PING)] if harmless else text.apply(lambda _: []))


@case("no-firewall", "firewall-at-creation")
def no_firewall(name: str, harmless: bool) -> None:
    server(name, [firewall(f"{name}-fw", PING)] if harmless else None)


@case("late-attachment", "firewall-at-creation")
def attached_after_boot(name: str, harmless: bool) -> None:
    closed = firewall(f"{name}-fw", PING)
    machine = server(name, [closed] if harmless else None)
    hcloud.FirewallAttachment(f"{name}-attachment", firewall_id=number(closed), server_ids=[number(machine)])


@case("second-firewall", "firewall-exposure @second", "server-exposure")
def second_firewall(name: str, harmless: bool) -> None:
    second = firewall(f"{name}-second", HTTPS if harmless else rule("tcp", "22"))
    server(name, [firewall(f"{name}-first", PING), second])


@case("foreign-firewall", "server-exposure")
def firewall_of_another_stack(name: str, harmless: bool) -> None:
    first = firewall(f"{name}-first", PING)
    server(name, [first] if harmless else [first, 4711])


@case("foreign-attachment", "server-exposure @server", "attachment-to-unseen")
def attachment_of_another_stacks_firewall(name: str, harmless: bool) -> None:
    machine = closed_server(f"{name}-server")
    chosen = number(firewall(f"{name}-fw", PING)) if harmless else 4711
    hcloud.FirewallAttachment(name, firewall_id=chosen, server_ids=[number(machine)])


@case("open-by-label", "firewall-exposure", "server-exposure @server")
def open_firewall_by_label(name: str, harmless: bool) -> None:
    closed_server(f"{name}-server", labels={"door": name})
    selector = hcloud.FirewallApplyToArgs(label_selector=f"door in ({name})")
    firewall(name, HTTPS if harmless else rule("tcp", "22"), apply_tos=[selector])


@case("gateway-by-label", "server-exposure @server")
def gateway_firewall_by_label(name: str, harmless: bool) -> None:
    closed_server(f"{name}-server", labels={"door": name})
    selector = f"door={name},environment=production" if harmless else f"door={name}"
    gateway = firewall(name, WIREGUARD)
    hcloud.FirewallAttachment(f"{name}-attachment", firewall_id=number(gateway), label_selectors=[selector])


@case("wrong-role", "server-exposure")
def wireguard_on_an_application(name: str, harmless: bool) -> None:
    server(name, [firewall(f"{name}-fw", WIREGUARD)], role="gateway" if harmless else "app")


@case("no-role", "server-exposure")
def https_without_a_role(name: str, harmless: bool) -> None:
    server(name, [firewall(f"{name}-fw", HTTPS)], role="edge" if harmless else None)


@case("data-role", "server-exposure")
def https_on_a_database(name: str, harmless: bool) -> None:
    server(name, [firewall(f"{name}-fw", PING if harmless else HTTPS)], role="data")


@case("balancer-to-ssh", "load-balancer-to-ssh", "load-balancer-exposure")
def balancer_to_ssh(name: str, harmless: bool) -> None:
    balancer = load_balancer(name, private=harmless)
    service(name, balancer, listen=443, destination=443 if harmless else 22)


@case("balancer-other-port", "load-balancer-exposure")
def balancer_to_another_port(name: str, harmless: bool) -> None:
    service(name, load_balancer(name, private=harmless), listen=2222, destination=2222)


@case("balancer-half-private", "load-balancer-exposure")
def balancer_that_stays_public(name: str, harmless: bool) -> None:
    balancer = load_balancer(name, private=True)
    if not harmless:
        network(f"{name}-second", balancer, public=True)
    service(name, balancer, listen=5432, destination=5432)


@case("foreign-balancer", "load-balancer-exposure")
def service_of_another_stacks_balancer(name: str, harmless: bool) -> None:
    balancer = load_balancer(name, private=True)
    service(name, balancer if harmless else None, listen=8443, destination=8443)


@case("floating-address", "hidden-public-address")
def floating_address_of_a_private_server(name: str, harmless: bool) -> None:
    machine = closed_server(f"{name}-server", public_nets=public(name) if harmless else PRIVATE)
    hcloud.FloatingIp(name, name=name, type="ipv4", server_id=number(machine))


@case("floating-assignment", "hidden-public-address")
def floating_address_assigned_later(name: str, harmless: bool) -> None:
    machine = closed_server(f"{name}-server", public_nets=public(name) if harmless else PRIVATE)
    floating = hcloud.FloatingIp(f"{name}-floating", name=name, type="ipv4", home_location="fsn1")
    hcloud.FloatingIpAssignment(name, floating_ip_id=number(floating), server_id=number(machine))


@case("second-primary-address", "stated-public-address")
def primary_address_from_the_other_side(name: str, harmless: bool) -> None:
    machine = closed_server(f"{name}-server")
    address(name, **({} if harmless else {"assignee_id": number(machine), "location": None}))


@case("no-public-nets", "stated-public-address")
def public_nets_left_out(name: str, harmless: bool) -> None:
    closed_server(name, public_nets=PRIVATE if harmless else None)


@case("ipv6-by-default", "stated-public-address")
def ipv6_left_to_the_vendor(name: str, harmless: bool) -> None:
    enabled = False if harmless else None
    net = hcloud.ServerPublicNetArgs(ipv4_enabled=True, ipv4=number(address(f"{name}-ip")), ipv6_enabled=enabled)
    closed_server(name, public_nets=[net])


@case("ipv4-without-address", "stated-public-address")
def ipv4_that_nobody_owns(name: str, harmless: bool) -> None:
    net = hcloud.ServerPublicNetArgs(ipv4_enabled=True, ipv6_enabled=False)
    closed_server(name, public_nets=public(name) if harmless else [net])


@case("drift-hidden", "firewall-at-creation")
def detached_firewalls_ignored(name: str, harmless: bool) -> None:
    closed_server(name, ignore_remote_firewall_ids=not harmless)


@case("secret-in-user-data", "plaintext-secret-in-user-data")
def secret_in_user_data(name: str, harmless: bool) -> None:
    content = "#cloud-config\nwrite_files:\n- content: API_TOKEN=tr0ub4dor-and-3\n  path: /etc/service.env\n"
    closed_server(name, user_data=pulumi.Output.secret(content) if harmless else content)


def load_balancer(name: str, *, private: bool) -> hcloud.LoadBalancer:
    """A load balancer with a server behind it."""
    balancer = hcloud.LoadBalancer(f"{name}-lb", name=name, load_balancer_type="lb11", location="fsn1")
    target = {"type": "server", "server_id": number(closed_server(f"{name}-server")), "use_private_ip": private}
    hcloud.LoadBalancerTarget(f"{name}-target", load_balancer_id=number(balancer), **target)
    if private:
        network(f"{name}-network", balancer, public=False)
    return balancer


def network(name: str, balancer: hcloud.LoadBalancer, *, public: bool) -> None:
    """Attach a load balancer to a network of its own."""
    net = hcloud.Network(f"{name}-net", name=name, ip_range="10.20.0.0/16")
    subnet = hcloud.NetworkSubnet(
        f"{name}-subnet", network_id=number(net), type="cloud", network_zone="eu-central", ip_range="10.20.1.0/24"
    )
    hcloud.LoadBalancerNetwork(
        name, load_balancer_id=number(balancer), subnet_id=subnet.id, enable_public_interface=public
    )


def service(name: str, balancer: hcloud.LoadBalancer | None, *, listen: int, destination: int) -> None:
    """A TCP service."""
    identifier = balancer.id if balancer else "4711"
    hcloud.LoadBalancerService(
        name, load_balancer_id=identifier, protocol="tcp", listen_port=listen, destination_port=destination
    )
