"""Settings of the kernel's network stack, and of what it tells."""

from ..._base.bundle import File, Part, Unit

PATH = "/etc/sysctl.d/60-arqora.conf"
EVERYWHERE = {
    "accept_redirects": 0,
    "accept_source_route": 0,
    "secure_redirects": 0,
    "send_redirects": 0,
    "rp_filter": 1,
}
OF_IPV6 = {"accept_redirects": 0, "accept_source_route": 0}


def file(*, forwards: bool) -> File:
    """Return the settings: of the first boot, and of the bundle alike.

    Args:
        forwards: a gateway, or a host of containers. IPv6 is forwarded nowhere.

    """
    lines = [
        "# Rendered by ComputeNode.",
        "# The private address may come up after sshd.",
        "net.ipv4.ip_nonlocal_bind = 1",
    ]
    lines += [f"net.ipv4.ip_forward = {int(forwards)}", "net.ipv6.conf.all.forwarding = 0"]
    for interfaces in ("all", "default"):
        lines += [f"net.ipv4.conf.{interfaces}.{name} = {value}" for name, value in EVERYWHERE.items()]
        lines += [f"net.ipv6.conf.{interfaces}.{name} = {value}" for name, value in OF_IPV6.items()]
    lines += ["net.ipv4.tcp_syncookies = 1", "net.ipv4.icmp_echo_ignore_broadcasts = 1"]
    # Of the whole kernel, so not to be set where several machines share one: a leading hyphen ignores that.
    lines += ["-kernel.kptr_restrict = 2", "-kernel.dmesg_restrict = 1", "-kernel.unprivileged_bpf_disabled = 1"]
    return File(PATH, "".join(f"{line}\n" for line in lines))


def part(*, forwards: bool) -> Part:
    """Return the part."""
    return Part(
        "kernel", files=(file(forwards=forwards),), units=(Unit("systemd-sysctl.service", (PATH,), state="oneshot"),)
    )
