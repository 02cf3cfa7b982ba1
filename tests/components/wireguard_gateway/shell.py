"""A shell in namespaces of its own: network, mounts and processes end with it, and the machine's are never touched."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sandbox.toolchain import debian

OVERLAY = (
    "mkdir /run/upper /run/work && mount -t overlay -o lowerdir=/etc,upperdir=/run/upper,workdir=/run/work etc /etc"
)


@dataclass(frozen=True)
class Shell:
    """A running shell, root in namespaces without anything."""

    process: "subprocess.Popen[str]"

    def run(self, command: str) -> str:
        """Run a command. Returns output and errors as they came, then the exit code in brackets."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{{ {command}\n}} 2>&1; code=$?; echo; echo end $code\n")
        self.process.stdin.flush()
        lines = []
        while not (line := self.process.stdout.readline()).startswith("end "):
            assert line, "the shell has gone"
            lines.append(line)
        return f"{''.join(lines).rstrip()} [{line.split()[1]}]"

    def fine(self, command: str) -> str:
        """Run a command that has to succeed. Returns its output."""
        shown = self.run(command)
        assert shown.endswith(" [0]"), f"{command}: {shown}"
        return shown.removesuffix(" [0]")

    def write(self, path: str, text: str) -> None:
        """Write a file that root alone can read."""
        self.fine(f"mkdir -p $(dirname {path}) && umask 077 && cat > {path} <<'END-OF-FILE'\n{text}\nEND-OF-FILE")


@contextmanager
def shell() -> Iterator[Shell]:
    """Give a shell with WireGuard's and nftables' tools, an empty /run, and an /etc of its own."""
    tools = [
        debian.program("wg", "wireguard-tools"),
        debian.program("wireguard-go", "wireguard-go"),
        debian.nft(),
    ]
    words = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh"]
    with subprocess.Popen(
        words,
        env=debian.environment(*tools),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        found = Shell(process)
        found.fine(f"mount -t tmpfs run /run && {OVERLAY} && mount -t sysfs sysfs /sys")
        try:
            yield found
        finally:
            process.kill()
