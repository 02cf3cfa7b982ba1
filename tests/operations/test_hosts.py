"""Programs run on hosts by the system's `ssh`, against a real server: who it is, who we are, and what went wrong."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import asyncssh
import pytest

from operations import hosts
from operations.hosts import Host, HostError
from operations.vantage import Vantage

Answer = TypeVar("Answer")


class Servers:
    """SSH servers in a thread."""

    def __init__(self, authorized: str) -> None:
        """Start the thread; `authorized` is the key that may log in."""
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        self.authorized = asyncssh.import_authorized_keys(authorized)
        self.acceptors: list[asyncssh.SSHAcceptor] = []
        self.children: list[asyncio.subprocess.Process] = []

    def wait(self, coroutine: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()

    async def shell(self, process: "asyncssh.SSHServerProcess[bytes]") -> None:
        """Run what the client asks for, as sshd does."""
        pipe = asyncio.subprocess.PIPE
        child = await asyncio.create_subprocess_shell(f"exec {process.command}", stdin=pipe, stdout=pipe, stderr=pipe)
        self.children.append(child)
        output, errors = await child.communicate(await process.stdin.read())
        process.stdout.write(output)
        process.stderr.write(errors)
        process.exit(child.returncode or 0)

    async def listen(self, key: asyncssh.SSHKey) -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_host_keys=[key],
            authorized_client_keys=self.authorized,
            process_factory=self.shell,
            encoding=None,
        )

    async def stop(self) -> None:
        for child in self.children:
            if child.returncode is None:
                child.kill()
                await child.wait()
        for each in self.acceptors:
            each.close()
            await each.wait_closed()

    def start(self, name: str, vantage: Vantage) -> Host:
        """Start one more host on loopback."""
        key = asyncssh.generate_private_key("ssh-ed25519")
        acceptor = self.wait(self.listen(key))
        self.acceptors.append(acceptor)
        public = key.export_public_key().decode().strip()
        return Host(name, "127.0.0.1", "ops", public, vantage, acceptor.get_port())

    def close(self) -> None:
        self.wait(self.stop())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


@pytest.fixture
def servers(agent: Vantage, tmp_path: Path) -> Iterator[Servers]:
    found = Servers((tmp_path / "key.pub").read_text())
    yield found
    found.close()


@pytest.fixture
def host(servers: Servers, agent: Vantage) -> Host:
    return servers.start("data-1", agent)


def test_a_program_gets_its_words_and_its_input_exactly(host: Host) -> None:
    done = host.run(
        ["sh", "-c", 'cat; printf "<%s>" "$@"; echo no >&2; exit 7', "-", "a b", "$HOME", "'"], "x", "text\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (7, "text\n<a b><$HOME><'>", "no\n")


def test_a_large_input_arrives_whole(host: Host) -> None:
    text = "0123456789abcdef" * 200_000
    assert host.check(["cat"], "copying", text) == text


def test_a_failure_names_host_step_and_reason(host: Host) -> None:
    with pytest.raises(HostError, match=r"data-1 \(127\.0\.0\.1\): loading the rules: nft: syntax error"):
        host.check(["sh", "-c", "echo nft: syntax error >&2; exit 1"], "loading the rules")


def test_another_host_key_is_refused(host: Host) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode().strip()
    with pytest.raises(HostError, match=r"data-1 .*: asking: .*it shows another key than the stack knows"):
        replace(host, host_key=other).run(["true"], "asking")


def test_a_host_that_does_not_know_us_says_which_key_to_show(host: Host, tmp_path: Path) -> None:
    nobody = Vantage("this machine", (), {**host.vantage.variables, "SSH_AUTH_SOCK": str(tmp_path / "absent")})
    with pytest.raises(HostError, match=r"asking: .*Permission denied.*`ssh-add -l`"):
        replace(host, vantage=nobody).run(["true"], "asking")


def test_a_host_without_sshd_says_where_to_look(host: Host) -> None:
    with pytest.raises(HostError, match=r"asking: .*Connection refused; no sshd listens there"):
        replace(host, port=1).run(["true"], "asking")


def test_what_takes_too_long_is_given_up(host: Host) -> None:
    with pytest.raises(HostError, match=r"data-1 .*: sleeping: not finished within 1 s"):
        host.run(["sleep", "60"], "sleeping", seconds=1)


def test_many_hosts_are_asked_at_once_and_one_that_fails_does_not_hide_the_others(
    servers: Servers, agent: Vantage
) -> None:
    several = [servers.start(f"app-{number}", agent) for number in range(5)]
    several[2] = replace(several[2], port=1)
    found = hosts.everywhere(several, lambda host: host.check(["echo", host.name], "asking"))
    assert list(found) == [each.name for each in several]
    assert isinstance(found.pop("app-2"), HostError)
    assert found == {name: f"{name}\n" for name in found}


def test_hosts_are_those_of_the_stacks_output() -> None:
    node = {"address": "10.20.0.2", "sshUser": "ops", "sshHostKey": "ssh-ed25519 AAAA"}
    assert hosts.of({"nodes": {"app-1": node}})["app-1"] == Host("app-1", "10.20.0.2", "ops", "ssh-ed25519 AAAA")
