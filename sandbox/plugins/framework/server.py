"""Serves a provider to the engine for as long as the engine lives."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import grpc.aio
from pulumi.provider.experimental.provider import Provider
from pulumi.runtime._grpc_settings import _GRPC_CHANNEL_OPTIONS
from pulumi.runtime.proto import provider_pb2_grpc

from sandbox.plugins.framework.servicer import Servicer

THREADS = 64
"""Calls of a vendor's API at a time. The engine runs four steps per processor core at a time, unless told otherwise."""
LIFE_SIGN_SECONDS = 0.25
CANCEL_SECONDS = 5.0
"""How long a provider may take to end what it is doing when the engine is gone."""


def main(arguments: Sequence[str], version: str, provider: Provider) -> None:
    """Print the port and serve until the engine closes the plugin, or is gone."""
    servicer = Servicer(list(arguments), version, provider, engine_address(arguments))
    # The engine ends its plugins with an interrupt and waits five seconds for them. What a shell runs in the background
    # inherits that interrupts are ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        asyncio.run(_serve(servicer, provider))
    except KeyboardInterrupt:
        sys.exit(130)


def engine_address(arguments: Sequence[str]) -> str:
    """Return the engine's address from a plugin's command line arguments."""
    parser = argparse.ArgumentParser(description="Provider plugin of the Pulumi engine")
    parser.add_argument("engine", help="address of the engine, which it gives itself")
    known, _ = parser.parse_known_args(arguments)
    address: str = known.engine
    return address


async def _serve(servicer: Servicer, provider: Provider) -> None:
    parent = os.getppid()
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "call"))
    server = grpc.aio.server(options=_GRPC_CHANNEL_OPTIONS)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    try:
        while os.getppid() == parent:
            await asyncio.sleep(LIFE_SIGN_SECONDS)
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(CANCEL_SECONDS):
                await provider.cancel()
                await server.stop(grace=None)
    os._exit(0)  # threads still wait for the vendor, and there is nobody left to tell about it
