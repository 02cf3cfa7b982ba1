"""Finds the networks that containers of a host are in, one process for each."""

from operations.hosts import Host

LIST = (
    'ids=$(docker ps --quiet) && [ -n "$ids" ] && docker inspect --format '
    "'{{.State.Pid}} {{.Name}} {{.HostConfig.NetworkMode}}' $ids || true"
)
"""Prints a line for each container that runs: process, name, network."""


def networks(host: Host) -> dict[str, int]:
    """Return containers of a host by name, one for each network, with a process in it. Host networks are left out.

    Raises:
        HostError: the host was not reached.

    """
    listed = host.check(("sudo", "-n", "sh", "-c", LIST), "listing its containers")
    found: dict[str, tuple[str, int]] = {}
    for line in listed.splitlines():
        process, name, network = line.split()
        if network not in {"host", "none"} and not network.startswith("container:"):
            found.setdefault(network, (name.lstrip("/"), int(process)))
    return dict(found.values())
