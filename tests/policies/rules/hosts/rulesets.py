"""Rulesets that tests of rules put in."""

from typing import Any


def user_data(*files: tuple[str, str], more: str = "") -> str:
    """Return user data that writes files."""
    entries = "".join(
        f"- path: {path}\n  content: |\n" + "".join(f"    {line}\n" for line in text.splitlines())
        for path, text in files
    )
    return f"#cloud-config\nwrite_files:\n{entries}{more}"


def ruleset(*rules: str, policy: str = "drop", family: str = "inet", more: str = "") -> str:
    """Return a ruleset with an input chain."""
    lines = "".join(f"    {rule}\n" for rule in rules)
    base = f"    type filter hook input priority filter; policy {policy};\n"
    return f"table {family} t {{\n  chain input {{\n{base}{lines}  }}\n{more}}}\n"


def server(*rules: str, role: str = "app", **options: str) -> dict[str, Any]:
    """Return a server in a private network, with a ruleset."""
    text = user_data(("/etc/nftables.conf", ruleset(*rules, **options)), more=LOAD)
    return {"userData": text, "labels": {"arqora.dev/role": role}, "networks": [{"networkId": 1}]}


LOAD = "runcmd: [nft -f /etc/nftables.conf]\n"
FORWARD = "  chain forward { type filter hook forward priority filter; policy drop; }\n"
