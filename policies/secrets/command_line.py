"""Credentials that a command line hands over as arguments, also where it only names the variable that holds them.

A shell puts the value in the place of the variable before it starts the program, and the list of processes shows it.
"""

import re
from collections.abc import Iterator

_OPTION = re.compile(
    r"""(?x)
    (?<![\w-])(?P<option>-(?:password|token|secret)|--(?:[a-z]+-)*(?:password|passwd|passphrase|pass|token|secret|api-?key
      |access-?key|secret-?key|auth-?key|requirepass|secret-?id))
    (?:=|[ \t]+)['"]?(?P<value>[^\s'"]+)
    """
)
_FORMS = (
    ("sshpass -p", re.compile(r"\bsshpass\s+-p\s*\S")),
    (
        "mysql -p",
        re.compile(r"\b(?:mysql|mysqldump|mariadb|mariadb-dump|mysqladmin)\b[^\n|;&]{0,400}?\s-p['\"]?[^\s'\"-]"),
    ),
    ("redis-cli -a", re.compile(r"\b(?:redis|valkey)-cli\b[^\n|;&]{0,400}?\s-a\s+\S")),
    ("curl -u", re.compile(r"\bcurl\b[^\n|;&]{0,400}?\s(?:-u|--user)[= ]\s*['\"]?[^\s'\":]+:[^\s'\"]")),
    (
        "a header with a credential",
        re.compile(r"(?i)\b(?:curl|wget|http)\b[^\n|;&]{0,400}?\b(?:authorization|x-[\w-]*(?:token|key)):\s*\S"),
    ),
    ("docker login -p", re.compile(r"\b(?:docker|podman)\s+login\b[^\n|;&]{0,400}?\s-p\s+\S")),
    ("htpasswd -b", re.compile(r"\bhtpasswd\s+-\w*b")),
    ("openssl pass:", re.compile(r"\bopenssl\b[^\n|;&]{0,400}?\s-(?:k\s+\S|pass(?:in|out)?\s+['\"]?pass:)")),
    ("a login to the vault", re.compile(r"\b(?:vault|bao)\s+login\s+(?!-)\S")),
    ("chpasswd by echo", re.compile(r"/bin/echo\s+\S+:\S+\s*\|\s*(?:sudo\s+)?chpasswd")),
)
_ELSEWHERE = re.compile(r"-$|@|/|<\(|(?:file|env|fd|stdin):")
"""The value is read from a file, a descriptor or the standard input."""


def credentials(text: str) -> Iterator[str]:
    """Yield how credentials are handed over on a command line: the option's name, never its value."""
    for match in _OPTION.finditer(text):
        value = match["value"]
        if not value.startswith("-") and not _ELSEWHERE.match(value):
            yield match["option"]
    for words, pattern in _FORMS:
        if pattern.search(text):
            yield words
