"""What was decided about a zone, for policies and reports."""

from typing import Any

from . import pulls
from .args import EdgeZoneArgs


def facts(args: EdgeZoneArgs) -> dict[str, Any]:
    """Return what was decided, for policies and reports."""
    return {
        "zone": args.zone,
        "plan": args.plan,
        "settings": args.settings(),
        "hsts": [each.model_dump(mode="json") for each in args.hsts],
        "services": {host: [each.node for each in addresses] for host, addresses in args.origins.items()},
        "sites": {host: site.model_dump(mode="json") for host, site in args.sites.items()},
        "tunnels": {name: tunnel.ingress(args.zone) for name, tunnel in args.tunnels.items()},
        "phases": {phase: [rule["ref"] for rule in rules] for phase, rules in args.phases().items()},
        "mail": not args.mail.none,
        "pullCertificates": pulls.facts(args.pull_certificates),
        "tokens": {name: token.facts() for name, token in args.tokens.items()},
    }
