"""What a node's host must hold, from the node's arguments: at its first boot, and in its bundle."""

from typing import Any

from .._base.bundle import Bundle, File, Part
from . import hardening, ruleset
from .args import ComputeNodeArgs
from .hardening import first_boot, kernel, routes, ssh
from .hardening.window import Window, window
from .ruleset import People


def entrance(args: ComputeNodeArgs) -> ssh.Entrance:
    """Return where people log in, and who."""
    who = args.administration
    return ssh.Entrance(args.address, who.user, who.keys, who.authorities)


def firewall(args: ComputeNodeArgs, *, first_boot: bool) -> str:
    """Return the ruleset."""
    return ruleset.render(
        args.role,
        args.exposures,
        args.edge,
        args.segment,
        People(args.address, args.forwarding, args.tunnels),
        forwards=args.forwards,
        containers=args.containers and not first_boot,
        first_boot=first_boot,
    )


def way_out(args: ComputeNodeArgs) -> File:
    """Return the unit that sets the host's routes; the network's gateway is the first address of its range."""
    segment = args.segment
    through = segment.ip_range.network_address + 1
    return routes.file(segment.tunnel_range, through, everything=not args.public.ipv4)


def at_first_boot(args: ComputeNodeArgs) -> tuple[File, ...]:
    """Return the files of the first boot, those of other components aside. The bundle has them too."""
    return (
        File(hardening.RULESET, firewall(args, first_boot=True)),
        *ssh.files(entrance(args)),
        kernel.file(forwards=args.forwards),
        way_out(args),
        first_boot.file(),
    )


def restarts(args: ComputeNodeArgs) -> Window:
    """Return when the host may restart for an update."""
    return window(args.role, args.number, args.segment.subnets, stateful=args.stateful)


def in_bundle(args: ComputeNodeArgs) -> tuple[Part, ...]:
    """Return the parts of the bundle: those of every host, then those that other components contribute."""
    own = hardening.parts(
        entrance=entrance(args),
        ruleset=firewall(args, first_boot=False),
        way_out=way_out(args),
        forwards=args.forwards,
        window=restarts(args),
        collector=args.collector,
        ntp=args.ntp,
        container_image=args.image if args.containers else None,
    )
    return (*own, *args.parts)


def told(args: ComputeNodeArgs, bundle: Bundle) -> dict[str, Any]:
    """Return what the host is told, as far as a preview could not show it: policies judge it before anything exists.

    User data holds the host's key, so a first preview does not know it. A bundle's command is plain text, unless there
    are secrets in it. Secrets themselves are not here.
    """
    first = {each.path: each.text for each in (*at_first_boot(args), *args.boot.files)}
    found: dict[str, Any] = {"firstBoot": {"files": first, "packages": list(args.boot.packages)}}
    return {**found, "bundle": bundle.told()} if args.converge and bundle.secrets else found
