"""The program of `test_engine.py`: a zone with records and settings of every shape. Its second step changes some."""

import os
from typing import Any

import pulumi
import pulumi_cloudflare as cloudflare

ACCOUNT = "b" * 32
changed = os.environ.get("STEP") == "2"
ranges = cloudflare.get_ip_ranges_output()
zone = cloudflare.Zone("zone", name="arqora.dev", account={"id": ACCOUNT})
RECORDS: dict[str, dict[str, Any]] = {
    "service": {"type": "A", "name": "www", "content": "203.0.113.6" if changed else "203.0.113.5", "ttl": 1},
    "sixth": {"type": "AAAA", "name": "www.arqora.dev", "content": "2001:db8::5", "ttl": 1},
    "alias": {"type": "CNAME", "name": "blog.arqora.dev", "content": "WWW.arqora.dev", "ttl": 300},
    "no-mail": {"type": "MX", "name": "@", "content": ".", "priority": 0, "ttl": 3600},
    "spf": {"type": "TXT", "name": "arqora.dev", "content": '"v=spf1 -all"', "ttl": 3600},
    "authority": {
        "type": "CAA",
        "name": "arqora.dev",
        "ttl": 3600,
        "data": {"flags": 0, "tag": "issue", "value": "letsencrypt.org"},
    },
    "sip": {
        "type": "SRV",
        "name": "_sip._tcp.arqora.dev",
        "ttl": 3600,
        "data": {"priority": 10, "weight": 20 if changed else 5, "port": 5060, "target": "sip.arqora.dev"},
    },
    "pinned": {
        "type": "TLSA",
        "name": "_443._tcp.arqora.dev",
        "ttl": 3600,
        "data": {"usage": 3, "selector": 1, "matching_type": 1, "certificate": "ab" * 32},
    },
    "place": {
        "type": "LOC",
        "name": "arqora.dev",
        "ttl": 3600,
        "data": {
            "lat_degrees": 52, "lat_minutes": 22, "lat_seconds": 23.5, "lat_direction": "N",
            "long_degrees": 4, "long_minutes": 53, "long_seconds": 32, "long_direction": "E",
            "altitude": -2, "size": 0, "precision_horz": 10000, "precision_vert": 10,
        },
    },
}  # fmt: skip
for name, record in RECORDS.items():
    proxied = record["type"] in {"A", "AAAA"}
    cloudflare.DnsRecord(name, zone_id=zone.id, proxied=proxied, comment=f"{name}{changed:d}", **record)
HSTS = {"enabled": True, "max_age": 86400 if changed else 300}
SETTINGS = {"ssl": "strict", "challenge_ttl": 3600, "security_header": {"strict_transport_security": HSTS}}
for setting, value in SETTINGS.items():
    cloudflare.ZoneSetting(setting, zone_id=zone.id, setting_id=setting, value=value)
cloudflare.ZoneDnssec("dnssec", zone_id=zone.id, status="active")
cloudflare.TieredCache("tiered", zone_id=zone.id, value="off" if changed else "on")
named = zone.name.apply(lambda name: cloudflare.GetZoneFilterArgs(match="all", name=name))
found = cloudflare.get_zone_output(filter=named)
pulumi.export("ranges", ranges.ipv4_cidrs)
pulumi.export("found", pulumi.Output.all(zone.id, found.zone_id).apply(lambda ids: ids[0] == ids[1]))
