"""What a sandbox runs, as servers that outlive the command which started them."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sandbox import secret_file
from sandbox.daemon import Daemon
from sandbox.folder import SandboxFolder
from sandbox.machines import entry
from sandbox.machines.network import hosts

OPERATOR = "operator"
"""The host of the emulated internet on which the engine runs: the vendor's API answers there."""


@dataclass(frozen=True)
class Endpoints:
    """Where the emulated vendors answer."""

    hetzner: str
    """With `/v1`."""
    cloudflare: str
    """With `/client/v4`."""


def machines(folder: SandboxFolder) -> Daemon:
    """Return the daemon that boots a sandbox's servers."""
    words = (sys.executable, "-P", "-m", "sandbox.machines", "--folder", str(folder.machines))
    return Daemon("machines", words, folder.machines_process, folder.machines_log)


def hetzner(folder: SandboxFolder) -> Daemon:
    """Return the Hetzner emulator of a sandbox. Its tokens are made at first use.

    Where machines run, it drives them, and answers in the operator's network too.
    """
    secret_file.ensure(folder.hetzner_token)
    secret_file.ensure(folder.hetzner_read_only_token)
    words = [sys.executable, "-P", "-m", "sandbox.hetzner"]
    words += [
        "--database",
        str(folder.hetzner_database),
        "--token-file",
        str(folder.hetzner_token),
        "--read-only-token-file",
        str(folder.hetzner_read_only_token),
        "--action-seconds",
        "0.1",
    ]
    if folder.booted and machines(folder).running():
        words += ["--machines", str(folder.machines_socket)]
        words += ["--namespace", entry.network_path(folder, OPERATOR)]
    return Daemon("Hetzner emulator", tuple(words), folder.hetzner_process, folder.hetzner_log)


def cloudflare(folder: SandboxFolder) -> Daemon:
    """Return the Cloudflare emulator of a sandbox. Its token is made at first use."""
    secret_file.ensure(folder.cloudflare_token)
    words = [sys.executable, "-P", "-m", "sandbox.cloudflare"]
    words += ["--database", str(folder.cloudflare_database), "--token-file", str(folder.cloudflare_token)]
    if folder.booted and machines(folder).running():
        words += ["--namespace", entry.network_path(folder, OPERATOR)]
    return Daemon("Cloudflare emulator", tuple(words), folder.cloudflare_process, folder.cloudflare_log)


def edge(folder: SandboxFolder) -> Daemon:
    """Return what serves the Cloudflare emulator's zones on the internet of a sandbox whose machines run.

    Raises:
        EntryError: they do not run.

    """
    words = [sys.executable, "-P", "-m", "sandbox.edge"]
    words += ["--database", str(folder.cloudflare_database), "--folder", str(folder.edge)]
    words += ["--namespace", entry.network_path(folder, hosts.EDGE.name)]
    words += ["--resolver-namespace", entry.network_path(folder, hosts.RESOLVER.name)]
    return serving_edge(folder, tuple(words))


def serving_edge(folder: SandboxFolder, words: tuple[str, ...] = ()) -> Daemon:
    """Return the serving edge; without words, only to be stopped."""
    return Daemon("edge", words, folder.edge_process, folder.edge_log)


def start(folder: SandboxFolder) -> Endpoints:
    """Start what does not run, and say where it answers.

    The emulators listen in a network namespace that goes with the machines, so where they have to be started, these are
    started anew; what they know stays.

    Raises:
        DaemonError: something ended or did not become ready.

    """
    if folder.booted and not machines(folder).running():
        serving_edge(folder).stop()
        hetzner(folder).stop()
        cloudflare(folder).stop()
        machines(folder).start()
    with ThreadPoolExecutor() as threads:
        both = [threads.submit(each(folder).start) for each in (hetzner, cloudflare)]
    endpoints = Endpoints(*(each.result().endpoint for each in both))
    if folder.booted:
        edge(folder).start()
    return endpoints


def stop(folder: SandboxFolder) -> None:
    """Stop everything. Again is harmless."""
    serving_edge(folder).stop()
    hetzner(folder).stop()
    cloudflare(folder).stop()
    machines(folder).stop()
