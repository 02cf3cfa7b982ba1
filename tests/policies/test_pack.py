"""The executable file starts the pack from anywhere, explains itself if it cannot, and ends with its engine."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import analyzer_pb2_grpc

import policies
from policies.catalogue import load

PACK = Path(policies.__file__).parent / "pack"
ENGINE = "127.0.0.1:1"
"""Where an engine would be; the pack does not call back."""


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """A program's folder that has a package of the same name."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "__init__.py").write_text("raise SystemExit('the wrong package')")
    return tmp_path


@pytest.fixture
def process(stranger: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([PACK, ENGINE], cwd=stranger, stdout=subprocess.PIPE, text=True) as started:
        yield started
        started.kill()


def port(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def test_it_serves_from_a_folder_with_a_package_of_the_same_name(process: subprocess.Popen[str]) -> None:
    with grpc.insecure_channel(f"127.0.0.1:{port(process)}") as channel:
        assert analyzer_pb2_grpc.AnalyzerStub(channel).GetAnalyzerInfo(Empty()).name == policies.NAME


def test_it_works_through_a_link(stranger: Path) -> None:
    link = stranger / "linked-pack"
    link.symlink_to(PACK)
    with subprocess.Popen([link, ENGINE], cwd=stranger, stdout=subprocess.PIPE, text=True) as started:
        assert port(started) > 0
        started.kill()


def test_it_goes_on_answering_while_a_cancelled_engine_winds_down(process: subprocess.Popen[str]) -> None:
    with grpc.insecure_channel(f"127.0.0.1:{port(process)}") as channel:
        stub = analyzer_pb2_grpc.AnalyzerStub(channel)
        stub.Cancel(Empty())
        assert stub.GetAnalyzerInfo(Empty()).name == policies.NAME


def test_it_ends_at_the_interrupt_with_which_the_engine_ends_its_plugins(process: subprocess.Popen[str]) -> None:
    assert port(process) > 0
    process.send_signal(signal.SIGINT)
    assert process.wait() == 0


def test_it_ends_when_the_engine_is_killed(stranger: Path) -> None:
    engine = (
        "import subprocess, sys; pack = subprocess.Popen(sys.argv[1:], stdout=sys.stdout);"
        " print(pack.pid, flush=True); pack.wait()"
    )
    words = [sys.executable, "-c", engine, str(PACK), ENGINE]
    with subprocess.Popen(words, cwd=stranger, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        pack = int(started.stdout.readline())
        assert int(started.stdout.readline()) > 0
        started.kill()
    while Path(f"/proc/{pack}").exists() and "State:\tZ" not in Path(f"/proc/{pack}/status").read_text():
        time.sleep(0.05)


def test_it_is_the_same_pack_under_the_name_it_has_in_a_wheel(tmp_path: Path) -> None:
    for folder in ("policies", "catalogue"):
        shutil.copytree(PACK.parents[1] / folder, tmp_path / f"arqora_{folder}")
    words = [sys.executable, "-P", "-c", "import sys; from arqora_policies.__main__ import main; sys.exit(main())"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as started:
        with grpc.insecure_channel(f"127.0.0.1:{port(started)}") as channel:
            assert len(analyzer_pb2_grpc.AnalyzerStub(channel).GetAnalyzerInfo(Empty()).policies) == len(load().rules)
        started.kill()


def without_dependencies(folder: Path) -> Path:
    """A copy of the pack in a checkout without a virtual environment."""
    copy = folder / "checkout" / "policies"
    shutil.copytree(PACK.parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy / "pack"


def test_missing_modules_are_explained(tmp_path: Path) -> None:
    bare = tmp_path / "bin" / "python3"
    bare.parent.mkdir()
    bare.write_text(f'#!/bin/sh\nexec {sys.base_prefix}/bin/python3 -S "$@"\n')
    bare.chmod(0o755)
    environment = {"PATH": f"{bare.parent}:{os.defpath}"}
    result = subprocess.run(
        [without_dependencies(tmp_path), ENGINE], env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stdout == ""
    assert "arqora policy pack:" in result.stderr
    assert "has no module" in result.stderr
    assert "pip install arqora-infra" in result.stderr


def test_a_missing_python_is_explained(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "readlink"):
        (tools / name).symlink_to(shutil.which(name) or name)
    result = subprocess.run(
        ["/bin/sh", without_dependencies(tmp_path), ENGINE],
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "no python3 on PATH" in result.stderr
