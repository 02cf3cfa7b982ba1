"""Whom a selector of Access means: people and programs that somebody chose, or whoever comes."""

from ..networks import NetworkError
from ..networks import parse as parse_network
from ..reading import UNKNOWN, Value

_CHOSEN = (
    "authContext azureAd certificate cloudflareAccountMember commonName devicePosture email emailDomain emailList"
    " externalEvaluation githubOrganization group gsuite ip ipList linkedAppToken oidc okta saml serviceToken"
)
CHOSEN = frozenset(_CHOSEN.split())
"""Selectors that somebody has to be chosen for. Source: Cloudflare API, Access policies, `include`."""
ANYBODY = {
    "everyone": "everybody",
    "anyValidServiceToken": "whoever has a token for anything",
    "geo": "whoever is in a country",
    "loginMethod": "whoever has an account somewhere",
    "authMethod": "whoever has a second factor",
    "userRiskScore": "whoever behaved so far",
}
"""Selectors that choose nobody -> whom they let in, in words."""
_PUBLIC = (
    "aol.com gmail.com gmx.de gmx.net googlemail.com hotmail.com icloud.com live.com mail.ru outlook.com proton.me"
    " protonmail.com web.de yahoo.com yandex.ru"
)
PUBLIC_DOMAINS = frozenset(_PUBLIC.split())
"""Where everybody can have an address."""
WIDEST = {4: 1 << (32 - 24), 6: 1 << (128 - 56)}
"""Most addresses that somebody chose: a /24 or a /56. Wider ones are whole providers."""


def strangers(entry: Value) -> list[str]:
    """Return in words whom a selector lets in without having chosen them; empty if it means somebody in particular."""
    if not isinstance(entry, dict):
        return ["somebody who is not known before apply"]
    stated = {key: value for key, value in entry.items() if value is not None}
    if not stated:
        return ["somebody who cannot be told"]
    return [words for key, value in stated.items() if (words := _stranger(key, value))]


def chosen(entries: Value) -> bool:
    """Tell whether what everybody has to meet chooses somebody in particular."""
    return isinstance(entries, list) and any(not strangers(entry) for entry in entries)


def _stranger(key: str, value: Value) -> str | None:
    if key in ANYBODY:
        return ANYBODY[key]
    if key not in CHOSEN:
        return f"somebody by a selector that is not known here ({key})"
    if value is UNKNOWN:
        return None  # which one is not known yet; that it is one is
    if key == "ip" and _is_wide(value.get("ip") if isinstance(value, dict) else value):
        return "addresses that many share"
    domain = value.get("domain") if key == "emailDomain" and isinstance(value, dict) else None
    if isinstance(domain, str) and domain.lower() in PUBLIC_DOMAINS:
        return f"whoever has an address at {domain.lower()}"
    return None


def _is_wide(network: Value) -> bool:
    try:
        block = parse_network(network) if isinstance(network, str) else None
    except NetworkError:
        return True
    return block is None or block.last - block.first >= WIDEST[block.version]
