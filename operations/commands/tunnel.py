"""`arqora tunnel ENV …`: the way in."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from operations import environments, hosts, vantages
from operations.console import err, out
from operations.engine import Target
from operations.tunnel import (
    configuration,
    connection,
    delivery,
    device,
    keys,
    places,
    recorded,
    report,
    rotation,
    routing,
)
from operations.tunnel.configuration import Family
from operations.tunnel.delivery import Wanted
from sandbox.folder import SandboxFolder
from sandbox.toolchain.progress import step

app = typer.Typer(no_args_is_help=True, help="The way in: a peer's tunnel up and down, its configuration, its keys.")
PEER = typer.Argument(help="As it is called in tunnel.peers; `NAME.next` is its next key.", metavar="PEER")
GATEWAY = typer.Argument(help="A node that is a gateway, such as gateway-1.", metavar="GATEWAY")
IPV6 = typer.Option("--ipv6", help="Dial the gateway's IPv6 address.")
DEFAULT_KEY_PATH = Path("/etc/wireguard/arqora.key")


@app.callback()
def tunnel(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Such as sandbox, staging or prod.", metavar="ENV")],
) -> None:
    """The way in: a peer's tunnel up and down, its configuration, its keys."""
    context.obj = environments.require(name)


@app.command()
def up(
    context: typer.Context,
    gateway: Annotated[str | None, typer.Option(help="Have this one carry, whichever others answer.")] = None,
    ipv6: Annotated[bool, IPV6] = False,
    seconds: Annotated[float, typer.Option(min=1, help="To wait for a handshake.")] = connection.SECONDS,
) -> None:
    """Open the tunnel and prove it by a handshake. Again is harmless; after a gateway's loss it moves to another."""
    found = target(context.obj)
    place, described = places.require(found), recorded.require(found)
    with step(f"opening the tunnel to {context.obj}"):
        opened = connection.up(place, described, gateway=gateway, family=family(ipv6=ipv6), seconds=seconds)
    err.print(report.opened(opened), markup=False)


@app.command()
def down(context: typer.Context) -> None:
    """Close the tunnel. Again is harmless."""
    closed = connection.down(places.require(target(context.obj)), context.obj)
    err.print(f"closed: {', '.join(closed)}" if closed else "the tunnel is down already")


@app.command()
def status(context: typer.Context) -> None:
    """Say how each interface does. Status 1 if no gateway has answered lately."""
    found = target(context.obj)
    place, described = places.require(found), recorded.require(found)
    wanted = configuration.links(described, connection.identify(described, place.key_file))
    connection.require_root(place, ())
    present = device.present(place, context.obj)
    out.print(report.links(wanted, present, routing.carrying(place, wanted)))
    if not any(each.proven() for each in present.values()):
        err.print(f"no gateway has answered lately; `arqora tunnel {context.obj} up` opens the tunnel")
        raise typer.Exit(1)


@app.command()
def config(  # noqa: PLR0917 - options of a command are given by name
    context: typer.Context,
    peer: Annotated[str, PEER],
    output: Annotated[Path, typer.Option(help="Folder for the files.")] = Path(),
    key_path: Annotated[
        Path, typer.Option(help="Where the peer keeps its private key; the file for wg-quick only names it.")
    ] = DEFAULT_KEY_PATH,
    private_key_file: Annotated[
        Path | None,
        typer.Option(help="Put this private key into the configuration, as applications of phones and desktops need."),
    ] = None,
    qr: Annotated[bool, typer.Option("--qr", help="Draw QR codes to the terminal instead of writing files.")] = False,
    qr_file: Annotated[Path | None, typer.Option(help="Draw the QR code into this SVG as well.")] = None,
    gateway: Annotated[str | None, typer.Option(help="Only for this gateway.")] = None,
    ipv6: Annotated[bool, IPV6] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files of another content.")] = False,
) -> None:
    """Write a peer's configuration: one file for each interface of each gateway."""
    described = recorded.require(target(context.obj))
    links = configuration.links(described, described.peer(peer), family(ipv6=ipv6), gateway)
    if qr:
        for title, drawing in delivery.drawn(links, private_key_file):
            out.out(f"{title}\n{drawing}", highlight=False)
        return
    wanted = Wanted(output, key_path, private_key_file, qr_file, force)
    for path in delivery.deliver(links, wanted):
        err.print(f"written: {path}", markup=False, soft_wrap=True)


@app.command(name="keys")
def make_keys(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="For the private key; it must not exist.", metavar="FILE")],
) -> None:
    """Make a key pair on this machine: the private key stays in FILE, the public one is printed."""
    out.out(keys.make(file), highlight=False)
    err.print(f"the private key is in {file}; tunnel.peers in Pulumi.{context.obj}.yaml gets the public one")


@app.command()
def peers(context: typer.Context) -> None:
    """Ask the gateways who has come in, and when; for administrators, through the tunnel."""
    found = target(context.obj)
    described, there = recorded.require(found), hosts.of(environment(found), vantages.engine(found))
    for gateway in dict.fromkeys(each.gateway for each in described.ingresses):
        out.print(report.arrivals(gateway, rotation.arrivals(described, gateway, there[gateway])))


@app.command()
def moved(context: typer.Context, gateway: Annotated[str, GATEWAY]) -> None:
    """Check that everybody has come in with a gateway's newer key. Status 1, with names, while somebody has not."""
    found = target(context.obj)
    described, there = recorded.require(found), hosts.of(environment(found), vantages.engine(found))
    rotation.require_overlap(described, gateway)
    behind = rotation.behind(described, gateway, rotation.arrivals(described, gateway, there[gateway]))
    if behind:
        err.print(f"{gateway}: not yet with the newer key: {', '.join(behind)}; the older one has to stay")
        raise typer.Exit(1)
    err.print(f"{gateway}: everybody has come in with the newer key; the older one can go")


def target(name: str) -> Target:
    """Return an environment."""
    return environments.sandbox(SandboxFolder()) if name == environments.SANDBOX else environments.live(name)


def environment(found: Target) -> dict[str, Any]:
    """Return the stack's output `environment`."""
    described: dict[str, Any] = json.loads(found.quietly("stack", "output", "environment", "--json"))
    return described


def family(*, ipv6: bool) -> Family | None:
    """Return the family of addresses to dial; None leaves it to what gateways have."""
    return "ipv6" if ipv6 else None
