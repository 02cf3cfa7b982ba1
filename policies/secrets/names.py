"""Which names say that a value is secret, and which values are only a reference to one."""

import re
from functools import lru_cache

_ENDINGS = re.compile(
    r"""(?x)
    (?:pass(?:word|wd|phrase)|secret|token|credentials?|psk
     |(?:api|access|secret|auth|private|preshared|shared|encryption|signing|master|unseal|recovery|account|service)key
     |cipherpass|requirepass|masterauth)$
    """
)
"""How a name ends, written in one word. `key` alone says nothing: there are public ones, and keys of objects."""
_LAST_WORDS = frozenset({"pass", "pwd"})
"""Too short to be looked for inside a word: `bypass`."""
_HARMLESS = re.compile(r"(?:next|page|sync|continuation|csrf)token$|(?:public|published)\w*key$")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

SHORTEST = 4
"""Characters. Shorter ones are numbers, units and marks."""
_REFERENCE = re.compile(
    r"""(?ix)
    \$[a-z_{(] | \{[{%] | \{[\w.]+\}$ | <[^<>]*>$ | %[a-z_({]         # variables and templates
    | [|>][+-]?[0-9]?$ | [*&][a-z_][\w-]*$ | !(?:vault|secret|reference|ref|sub|env|include)\b | [!*]+$   # YAML
    | \[\w*\]$ | \(\w*\)$ | x{3,}                                      # gaps
    | /[\w.@{}$-]+(?:/|$) | \.{1,2}/ | ~/ | https?://[^\s@]*$ | arn:   # places
    | (?:file|env|vault|op|ssm|secrets?)[:/]
    | [a-z_][\w.]*\( | (?:self|os|env|args|config|settings|process|var|local|data|module|request)\.[a-z_]   # code
    """
)
_FLAG = re.compile(
    r"(?:true|false|yes|no|none|null|nil|on|off|auto|default|disabled?|enabled?|required|optional|prompt|redacted)$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"(?:change|replace)[-_ ]?me$|(?:your|my)[-_ ].*|\.{3,}$", re.IGNORECASE)


@lru_cache(maxsize=8192)
def is_secret_name(name: str) -> bool:
    """Tell whether a field of this name holds a secret: `dbPassword`, `API_TOKEN`, `tunnel-secret`."""
    words = [word.lower() for word in _WORDS.findall(name)]
    joined = "".join(words)
    if not words or _HARMLESS.search(joined):
        return False
    return words[-1] in _LAST_WORDS or _ENDINGS.search(joined) is not None


def is_secret_value(value: str, shortest: int = SHORTEST) -> bool:
    """Tell whether the value of a field that is named like a secret is one, and no reference, flag or gap to fill."""
    text = value.strip()
    if len(text) < shortest or len(set(text)) == 1:
        return False
    return not (_FLAG.match(text) or _REFERENCE.match(text) or _PLACEHOLDER.match(text))
