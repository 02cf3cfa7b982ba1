"""Loop devices: one a file, however many want it, and none when nobody does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.machines import loop
from sandbox.machines.loop import LoopDevice, LoopError


def devices(file: Path) -> list[str]:
    """Return the loop devices of a file."""
    backing = Path("/sys/block").glob("loop*/loop/backing_file")
    return [each.parent.parent.name for each in backing if each.read_text().strip() == str(file)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file of a megabyte."""
    made = tmp_path / "disk.img"
    made.write_bytes(bytes(1 << 20))
    return made


def test_a_device_has_what_the_file_has(file: Path) -> None:
    device = LoopDevice.of(file)
    descriptor = os.open(device.path, os.O_WRONLY | os.O_SYNC)
    os.write(descriptor, b"x" * 4096)
    os.close(descriptor)
    device.close()
    assert file.read_bytes()[:4097] == b"x" * 4096 + b"\0"


def test_who_asks_second_gets_the_same_device_and_it_goes_with_the_last(file: Path) -> None:
    first, second = LoopDevice.of(file), LoopDevice.of(file)
    assert first.path == second.path
    assert first.number == second.number
    first.close()
    assert devices(file) == [second.path.name]
    second.close()
    assert devices(file) == []


def test_two_files_have_two_devices(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.img"
    other.write_bytes(bytes(1 << 20))
    first, second = LoopDevice.of(file), LoopDevice.of(other)
    assert first.number != second.number
    first.close()
    second.close()


def test_a_killed_process_leaves_no_device(file: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from sandbox.machines.loop import LoopDevice\n"
        "kept = LoopDevice.of(Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGKILL)"
    )
    result = subprocess.run([sys.executable, "-c", program, file], check=False)
    assert result.returncode == -9
    assert devices(file) == []


def test_a_device_takes_on_the_files_new_size(file: Path) -> None:
    device = LoopDevice.of(file)
    os.truncate(file, 3 << 20)
    device.resized()
    assert Path(f"/sys/block/{device.path.name}/size").read_text().strip() == str((3 << 20) // 512)
    device.close()


def test_a_host_without_loop_devices_is_told_what_to_do(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "CONTROL", Path("/dev/no-loop-control"))
    with pytest.raises(LoopError, match=r"/dev/no-loop-control: No such file or directory; .*modprobe loop"):
        LoopDevice.of(file)
