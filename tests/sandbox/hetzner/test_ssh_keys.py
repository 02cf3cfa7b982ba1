"""SSH keys, and placement groups as whole things."""

from typing import Any

import pytest
from hcloud import APIException

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJq0wqkWbpZBfWJ0mJm0mV4l8Yp1b1Zt7m9hQJ0u3b1x ops"


def test_a_key_is_made_found_changed_and_deleted(client: Any) -> None:
    key = client.ssh_keys.create("ops", KEY, labels={"a": "b"})
    assert (key.public_key, key.labels) == (KEY, {"a": "b"})
    assert key.fingerprint == "44:df:5f:51:20:54:f4:7b:89:cd:18:ca:6a:b4:93:8b"
    assert client.ssh_keys.get_by_fingerprint(key.fingerprint).id == key.id
    assert client.ssh_keys.get_by_name("ops").id == key.id
    changed = key.update(name="other", labels={})
    assert (changed.name, changed.labels) == ("other", {})
    assert key.delete()
    assert client.ssh_keys.get_all() == []


def test_neither_name_nor_key_is_taken_twice(client: Any, call: Any) -> None:
    client.ssh_keys.create("ops", KEY)
    again = call("POST", "/ssh_keys", {"name": "other", "public_key": KEY})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "uniqueness_error")
    assert again.json()["error"]["details"] == {"fields": [{"name": "public_key"}]}
    other = client.ssh_keys.create("other", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAwEAAQ==")
    with pytest.raises(APIException, match="uniqueness_error"):
        other.update(name="ops")


@pytest.mark.parametrize("wrong", ["", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-rsa " + KEY.split()[1], "x !!!"])
def test_what_is_no_key_is_refused(client: Any, wrong: str) -> None:
    with pytest.raises(APIException, match="invalid_input"):
        client.ssh_keys.create("ops", wrong)


def test_a_placement_group_is_made_found_changed_and_deleted(client: Any, call: Any) -> None:
    group = client.placement_groups.create("pg", "spread", labels={"a": "b"}).placement_group
    assert client.placement_groups.get_by_name("pg").id == group.id
    assert client.placement_groups.get_all(label_selector="a=b")[0].labels == {"a": "b"}
    assert group.update(name="other", labels={}).name == "other"
    assert call("POST", "/placement_groups", {"name": "x", "type": "pack"}).status_code == 422
    assert group.delete()
