"""Serves the analyzer protocol over gRPC, as a plugin of the engine. Why not the SDK: docs/decisions/50."""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias

import grpc
from google.protobuf.empty_pb2 import Empty
from google.protobuf.message import Message
from pulumi.runtime.proto import analyzer_pb2 as wire

from .analyzer import Analyzer
from .configuration import ConfigurationError

SERVICE = "pulumirpc.Analyzer"
LARGEST_MESSAGE = 400 * 1024 * 1024
"""Bytes. As in every Pulumi plugin: a stack of thousands of resources comes in one message."""
POLL_SECONDS = 1.0

Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"
Call: TypeAlias = "Callable[[Any, grpc.ServicerContext], Any]"


def handlers(analyzer: Analyzer) -> dict[str, Handler]:
    """Return what answers each call of the protocol, by its name.

    Remediate comes for every resource and this pack changes none, so its request is not even unpacked. After a Cancel
    the engine still asks while it winds down, and then ends the pack itself; no call is long enough to break off.
    """

    def configure(request: wire.ConfigureAnalyzerRequest, context: grpc.ServicerContext) -> Empty:
        try:
            analyzer.configure(request)
        except ConfigurationError as error:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))
        return Empty()

    return {
        "Handshake": _answering(wire.AnalyzerHandshakeResponse),
        "GetAnalyzerInfo": _answering(analyzer.info),
        "GetPluginInfo": _answering(analyzer.plugin_info),
        "ConfigureStack": _method(
            lambda request, _: analyzer.configure_stack(request), wire.AnalyzerStackConfigureRequest
        ),
        "Configure": _method(configure, wire.ConfigureAnalyzerRequest),
        "Analyze": _method(lambda request, _: analyzer.analyze(request), wire.AnalyzeRequest),
        "AnalyzeStack": _method(lambda request, _: analyzer.analyze_stack(request), wire.AnalyzeStackRequest),
        "Remediate": _answering(wire.RemediateResponse),
        "Cancel": _answering(Empty),
    }


def _method(call: Call, request: type[Message]) -> Handler:
    return grpc.unary_unary_rpc_method_handler(
        call, request_deserializer=request.FromString, response_serializer=lambda answer: answer.SerializeToString()
    )


def _answering(answer: Callable[[], Message]) -> Handler:
    return grpc.unary_unary_rpc_method_handler(lambda _, __: answer().SerializeToString())


def start(analyzer: Analyzer) -> tuple[grpc.Server, int]:
    """Return a running server and its port, on loopback."""
    server = grpc.server(
        ThreadPoolExecutor(max_workers=4), options=[("grpc.max_receive_message_length", LARGEST_MESSAGE)]
    )
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, handlers(analyzer)),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, port


def serve(analyzer: Analyzer) -> None:
    """Serve until the engine is gone; it reads the port from the first line of standard output."""
    # The engine ends its plugins with an interrupt and waits five seconds for them; they are a process group of their
    # own, so that one from the terminal does not come here.
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    # What is loaded stays, and what a run holds is the whole stack: looking through either for garbage frees nothing,
    # and takes longer the larger the stack is.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    engine = os.getppid()
    server, port = start(analyzer)
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    while os.getppid() == engine:
        time.sleep(POLL_SECONDS)
    server.stop(grace=None)
