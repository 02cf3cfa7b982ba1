"""Scripts as simple commands."""

import pytest

from policies.host.heredoc import files_of
from policies.host.shell import commands, ssh_options


@pytest.mark.parametrize(
    "script",
    [
        "ufw disable",
        "sudo ufw disable",
        "sudo -n ufw disable",
        "/usr/sbin/ufw disable",
        "FORCE=1 ufw disable",
        "true && ufw disable",
        "true || ufw disable",
        "true; ufw disable",
        "echo y | ufw disable",
        "(ufw disable)",
        "if true; then ufw disable; fi",
        "{ ufw disable; }",
        "x=$(ufw disable)",
        "x=`ufw disable`",
        "nohup ufw disable &",
        "timeout 5 ufw disable",
        "ufw \\\n  disable",
        "sh -c 'ufw disable'",
        'bash -ec "ufw disable"',
        "sudo bash -c 'ufw disable'",
        "eval ufw disable",
        "ssh -o StrictHostKeyChecking=no ops@10.0.0.1 ufw disable",
        "ssh -i key 10.0.0.1 'sudo ufw disable'",
        "systemd-run --on-active=60 ufw disable",
        "ExecStartPost=-/usr/sbin/ufw disable",
        "* * * * * root ufw disable",
        "@reboot ufw disable",
        "#!/usr/bin/python3\nimport subprocess\nsubprocess.run(['ufw', 'disable'], check=True)",
        "#!/usr/bin/python3\nimport os\nos.system('ufw disable')",
        "it's; ufw disable",
    ],
)
def test_a_command_is_found(script: str) -> None:
    assert ["ufw", "disable"] in commands(script)


@pytest.mark.parametrize("script", ["# ufw disable", "echo 'ufw disable'", "ufw_disable", "grep -q 'ufw disable' log"])
def test_what_is_none_is_not(script: str) -> None:
    assert ["ufw", "disable"] not in commands(script)


def test_semicolons_that_the_shell_hands_on_stay() -> None:
    assert commands("nft add chain inet t input { type filter \\; policy drop \\; }") == (
        ["nft", "add", "chain", "inet", "t", "input", "{", "type", "filter", ";", "policy", "drop", ";", "}"],
    )


@pytest.mark.parametrize(
    ("words", "letters"),
    [(["-NR", "1:h:2", "x"], "NR"), (["-i", "R", "x"], "i"), (["-oR=1", "x"], "o"), (["x", "-R"], ""), (["-fN"], "fN")],
)
def test_letters_of_ssh(words: list[str], letters: str) -> None:
    assert "".join(ssh_options(words)) == letters


@pytest.mark.parametrize(
    ("script", "path", "text", "added"),
    [
        ("cat > /etc/x <<EOF\nhello\nEOF\n", "/etc/x", "hello\n", False),
        ("cat <<'END' | sudo tee /etc/x\nhello\nEND\ntrue\n", "/etc/x", "hello\n", False),
        ("cat >> /etc/x <<-EOF\n\thello\n\tEOF\n", "/etc/x", "\thello\n", True),
        ("tee -a /etc/x <<EOF\nhello\nEOF", "/etc/x", "hello\n", True),
        ("nft -f - <<EOF\nhello\nEOF\n", "/dev/stdin", "hello\n", False),
        ("echo 'hello' > /etc/x", "/etc/x", "hello\n", False),
        ('printf "a\\nb" | sudo tee -a /etc/x', "/etc/x", "a\nb\n", True),
        ("echo 'hello' | nft -f -", "/dev/stdin", "hello\n", False),
        ("sed -i 's/^#\\?Port .*/Port 2222/' /etc/x", "/etc/x", "Port 2222\n", True),
        ("sed -i -e 's|a|hello|' /etc/x", "/etc/x", "hello\n", True),
        ("cat > /etc/x <<EOF\nhello\n", "/etc/x", "hello\n", False),
    ],
)
def test_files_that_a_script_writes(script: str, path: str, text: str, added: bool) -> None:
    assert list(files_of(script)) == [(path, text, added)]


def test_nothing_is_written_by_nothing() -> None:
    assert list(files_of("true\nls > /dev/null\necho hello\n")) == []
