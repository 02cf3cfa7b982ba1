"""DNSSEC: its states, and a DS record that belongs to the key."""

import dns.dnssec
import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdatatype
from cloudflare import Cloudflare

from tests.sandbox.cloudflare.conftest import Call


def test_dnssec_is_pending_until_the_zone_is_active(client: Cloudflare, zone: str) -> None:
    changed = client.dns.dnssec.edit(zone_id=zone, status="active")
    assert changed
    assert changed.status == "pending"
    client.zones.activation_check.trigger(zone_id=zone)
    found = client.dns.dnssec.get(zone_id=zone)
    assert found
    assert found.status == "active"


def test_the_ds_record_belongs_to_the_key(client: Cloudflare, zone: str) -> None:
    made = client.dns.dnssec.edit(zone_id=zone, status="active")
    assert made
    text = f"{made.flags:.0f} 3 {made.algorithm} {made.public_key}"
    key = dns.rdata.from_text(dns.rdataclass.IN, dns.rdatatype.DNSKEY, text)
    ds = dns.dnssec.make_ds("arqora.dev.", key, "SHA256")
    assert made.ds == f"arqora.dev. 3600 IN DS {ds.key_tag} 13 2 {ds.digest.hex().upper()}"
    assert (made.key_tag, made.digest) == (ds.key_tag, ds.digest.hex().upper())


def test_a_key_stays_until_dnssec_is_removed(client: Cloudflare, call: Call, zone: str) -> None:
    path = f"/zones/{zone}/dnssec"
    first = call("PATCH", path, {"status": "active"}).json()["result"]
    assert call("PATCH", path, {"status": "active"}).json()["result"]["public_key"] == first["public_key"]
    client.zones.activation_check.trigger(zone_id=zone)
    assert call("GET", path).json()["result"]["status"] == "active"
    assert call("PATCH", path, {"status": "disabled"}).json()["result"]["status"] == "pending-disabled"
    assert call("GET", path).json()["result"]["status"] == "disabled"
    assert call("DELETE", path).ok
    gone = call("GET", path).json()["result"]
    assert (gone["status"], gone["public_key"]) == ("disabled", None)


def test_what_dnssec_cannot_be_is_refused(call: Call, zone: str) -> None:
    path = f"/zones/{zone}/dnssec"
    assert call("PATCH", path, {"status": "perhaps"}).status_code == 400
    assert call("PATCH", path, {"dnssec_presigned": "yes"}).status_code == 400
    assert call("GET", path).json()["result"]["status"] == "disabled"
