"""DNS zones and their records."""

from typing import Any

import pytest
from hcloud import APIException
from hcloud.zones import ZonePrimaryNameserver, ZoneRecord, ZoneRRSet


@pytest.fixture
def zone(client: Any) -> Any:
    made = client.zones.create(name="arqora.dev", mode="primary", ttl=600, labels={"a": "b"})
    made.action.wait_until_finished()
    return made.zone


def values(zone: Any, name: str, kind: str) -> list[str]:
    return [record.value for record in zone.get_rrset(name, kind).records]


def test_a_zone_comes_with_name_servers_and_authority(client: Any, zone: Any) -> None:
    shown = client.zones.get("arqora.dev")
    assert (shown.id, shown.ttl, shown.mode, shown.status, shown.labels) == (zone.id, 600, "primary", "ok", {"a": "b"})
    assert client.zones.get(zone.id).name == "arqora.dev"
    assert len(values(zone, "@", "NS")) == 3
    assert values(zone, "@", "SOA")[0].startswith("hydrogen.ns.hetzner.com. dns.hetzner.com. ")
    assert shown.record_count == 4
    assert shown.authoritative_nameservers.assigned[0] == "hydrogen.ns.hetzner.com."


def test_a_zone_is_changed_and_deleted(client: Any, zone: Any) -> None:
    assert zone.update(labels={"x": "y"}).labels == {"x": "y"}
    zone.change_ttl(300).wait_until_finished()
    assert client.zones.get(zone.id).ttl == 300
    zone.change_protection(delete=True).wait_until_finished()
    with pytest.raises(APIException, match="protected"):
        zone.delete()
    zone.change_protection(delete=False).wait_until_finished()
    zone.delete().action.wait_until_finished()
    assert client.zones.get_all() == []
    assert {action.command for action in client.zones.actions.get_all()} >= {"create_zone", "delete_zone"}


def test_sets_are_made_found_changed_and_deleted(zone: Any) -> None:
    records = [ZoneRecord("192.0.2.1", comment="one"), ZoneRecord("192.0.2.2")]
    made = zone.create_rrset(name="www", type="A", ttl=120, labels={"k": "v"}, records=records)
    made.action.wait_until_finished()
    rrset = zone.get_rrset("www", "A")
    assert (rrset.id, rrset.ttl, rrset.labels) == ("www/A", 120, {"k": "v"})
    assert rrset.records[0].comment == "one"
    assert [each.id for each in zone.get_rrset_all(type=["A"])] == ["www/A"]
    assert [each.id for each in zone.get_rrset_all(label_selector="k=v")] == ["www/A"]
    assert [each.id for each in zone.get_rrset_all(name="www")] == ["www/A"]
    assert zone.update_rrset(rrset, labels={}).labels == {}
    zone.change_rrset_ttl(rrset, None).wait_until_finished()
    assert zone.get_rrset("www", "A").ttl is None
    with pytest.raises(APIException, match="uniqueness_error"):
        zone.create_rrset(name="www", type="A", records=records)
    zone.change_rrset_protection(rrset, change=True).wait_until_finished()
    with pytest.raises(APIException, match="protected"):
        zone.delete_rrset(rrset)
    zone.change_rrset_protection(rrset, change=False).wait_until_finished()
    zone.delete_rrset(rrset).action.wait_until_finished()
    with pytest.raises(APIException, match="not_found"):
        zone.get_rrset("www", "A")


def test_records_are_added_set_commented_and_removed(zone: Any) -> None:
    rrset = ZoneRRSet(name="www", type="A", zone=zone)
    zone.add_rrset_records(rrset, [ZoneRecord("192.0.2.1")], ttl=60).wait_until_finished()
    zone.add_rrset_records(rrset, [ZoneRecord("192.0.2.2")]).wait_until_finished()
    assert values(zone, "www", "A") == ["192.0.2.1", "192.0.2.2"]
    zone.update_rrset_records(rrset, [ZoneRecord("192.0.2.2", comment="two")]).wait_until_finished()
    assert zone.get_rrset("www", "A").records[1].comment == "two"
    zone.set_rrset_records(rrset, [ZoneRecord("192.0.2.3")]).wait_until_finished()
    assert values(zone, "www", "A") == ["192.0.2.3"]
    with pytest.raises(APIException, match="invalid_input"):
        zone.remove_rrset_records(rrset, [ZoneRecord("192.0.2.9")])
    zone.remove_rrset_records(rrset, [ZoneRecord("192.0.2.3")]).wait_until_finished()
    with pytest.raises(APIException, match="not_found"):
        zone.get_rrset("www", "A")


@pytest.mark.parametrize(
    ("name", "kind", "records"),
    [
        ("www", "A", ["2001:db8::1"]),
        ("www", "A", ["192.0.2.1", "192.0.2.1"]),
        ("www", "CNAME", ["a.", "b."]),
        ("www", "TXT", ["unquoted"]),
        ("www", "MX", ["mail.arqora.dev."]),
        ("WWW", "A", ["192.0.2.1"]),
        ("www.", "A", ["192.0.2.1"]),
        ("www", "A", []),
    ],
)
def test_records_that_make_no_sense_are_refused(zone: Any, name: str, kind: str, records: list[str]) -> None:
    with pytest.raises(APIException, match="invalid_input"):
        zone.create_rrset(name=name, type=kind, records=[ZoneRecord(value) for value in records])


def test_a_zone_file_goes_out_and_comes_back(client: Any, zone: Any) -> None:
    zone.create_rrset(name="www", type="A", records=[ZoneRecord("192.0.2.1", comment="one")])
    zone.create_rrset(name="@", type="TXT", records=[ZoneRecord('"v=spf1 -all"')])
    exported = zone.export_zonefile().zonefile
    assert "www\tIN\tA\t192.0.2.1 ; one" in exported
    other = client.zones.create(name="other.dev", mode="primary").zone
    with pytest.raises(APIException, match="ORIGIN"):
        other.import_zonefile(exported)
    other.import_zonefile(exported.replace("arqora.dev", "other.dev")).wait_until_finished()
    assert values(other, "www", "A") == ["192.0.2.1"]
    assert values(other, "@", "TXT") == ['"v=spf1 -all"']
    assert client.zones.get("other.dev").ttl == 600
    with pytest.raises(APIException, match="no SOA"):
        other.import_zonefile("@ IN NS hydrogen.ns.hetzner.com.\n")


def test_a_zone_can_be_made_from_a_file_with_joined_lines(client: Any) -> None:
    text = """$TTL 3600
@ IN SOA hydrogen.ns.hetzner.com. dns.hetzner.com. (
    2026010100 ; serial
    86400 10800 3600000 3600 )
  IN 10800 NS hydrogen.ns.hetzner.com. ; a comment
mail.file.dev. 60 IN A 192.0.2.5
"""
    zone = client.zones.create(name="file.dev", mode="primary", zonefile=text).zone
    assert values(zone, "@", "SOA")[0].split()[2:4] == ["2026010100", "86400"]
    assert zone.get_rrset("@", "NS").ttl == 10800
    assert values(zone, "mail", "A") == ["192.0.2.5"]


def test_a_secondary_zone_has_no_records_of_its_own(client: Any) -> None:
    server = ZonePrimaryNameserver("192.0.2.53", port=53)
    zone = client.zones.create(name="second.dev", mode="secondary", primary_nameservers=[server]).zone
    assert zone.primary_nameservers[0].address == "192.0.2.53"
    for refused in (zone.get_rrset_list, zone.export_zonefile, lambda: zone.change_ttl(300)):
        with pytest.raises(APIException, match="incorrect_zone_mode"):
            refused()
    zone.change_primary_nameservers([ZonePrimaryNameserver("192.0.2.54")]).wait_until_finished()
    assert client.zones.get("second.dev").primary_nameservers[0].address == "192.0.2.54"


@pytest.mark.parametrize(
    "change", [{"name": "x"}, {"name": "A.dev"}, {"mode": "other"}, {"ttl": 1}, {"mode": "secondary"}]
)
def test_zones_that_make_no_sense_are_refused(call: Any, change: dict[str, Any]) -> None:
    response = call("POST", "/zones", {"name": "a.dev", "mode": "primary"} | change)
    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_input")
