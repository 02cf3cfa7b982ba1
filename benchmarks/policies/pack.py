"""A pack as the engine runs it: a process of its own, asked over gRPC."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import grpc
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import analyzer_pb2 as wire
from pulumi.runtime.proto import analyzer_pb2_grpc

ENGINE = "127.0.0.1:1"
"""Where an engine would listen; a pack that is asked nothing unusual does not call it."""
LARGEST_MESSAGE = 400 * 1024 * 1024


@dataclass(frozen=True)
class Pack:
    """One running pack."""

    stub: analyzer_pb2_grpc.AnalyzerStub

    def begin(self, configuration: wire.ConfigureAnalyzerRequest | None = None) -> None:
        """Begin a run, as an engine does."""
        self.stub.ConfigureStack(wire.AnalyzerStackConfigureRequest(project="bench", stack="bench"))
        if configuration:
            self.stub.Configure(configuration)

    def resources(self, questions: list[wire.AnalyzeRequest]) -> float:
        """Ask about each resource, as the engine does: for a remediation, then for violations. Return the seconds."""
        started = time.perf_counter()
        for question in questions:
            self.stub.Remediate(question)
            self.stub.Analyze(question)
        return time.perf_counter() - started

    def stack(self, question: wire.AnalyzeStackRequest) -> float:
        """Ask about the stack and return the seconds."""
        started = time.perf_counter()
        self.stub.AnalyzeStack(question)
        return time.perf_counter() - started

    def rules(self) -> int:
        """Return how many rules it has."""
        return len(self.stub.GetAnalyzerInfo(Empty()).policies)


@contextmanager
def running(executable: Path) -> Iterator[Pack]:
    """Start a pack and end it."""
    with subprocess.Popen([executable, ENGINE], stdout=subprocess.PIPE, text=True) as process:
        try:
            port = int(process.stdout.readline()) if process.stdout else 0
            options = [("grpc.max_send_message_length", LARGEST_MESSAGE)]
            with grpc.insecure_channel(f"127.0.0.1:{port}", options=options) as channel:
                yield Pack(analyzer_pb2_grpc.AnalyzerStub(channel))
        finally:
            process.kill()
