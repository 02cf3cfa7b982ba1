"""Documents as the vendor's API answers them, shortened to what matters."""

from typing import Any


def server(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": 42,
        "name": "web-1",
        "labels": {"arqora.dev/role": "app"},
        "server_type": {"name": "cx23"},
        "image": {"id": 1, "name": "debian-12"},
        "location": {"name": "fsn1"},
        "public_net": {
            "ipv4": {"id": 7, "ip": "203.0.113.1"},
            "ipv6": None,
            "floating_ips": [],
            "firewalls": [{"id": 9, "status": "applied"}, {"id": 3, "status": "applied"}],
        },
        "private_net": [{"network": 5, "ip": "10.0.0.2", "alias_ips": ["10.0.0.9", "10.0.0.8"], "mac_address": "86:0"}],
        "placement_group": {"id": 11},
        "backup_window": None,
        "rescue_enabled": False,
        "iso": None,
        "protection": {"delete": True, "rebuild": False},
    }
    return document | changes


def firewall(*rules: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"id": 9, "name": "web", "labels": {}, "rules": list(rules), "applied_to": []} | changes


RULE = {
    "direction": "in",
    "protocol": "tcp",
    "port": "443",
    "source_ips": ["::/0", "0.0.0.0/0"],
    "destination_ips": [],
    "description": None,
}
NETWORK = {
    "id": 5,
    "name": "private",
    "labels": {},
    "ip_range": "10.0.0.0/16",
    "protection": {"delete": False},
    "expose_routes_to_vswitch": False,
    "subnets": [{"type": "cloud", "ip_range": "10.0.0.0/24", "network_zone": "eu-central", "vswitch_id": None}],
    "routes": [{"destination": "0.0.0.0/0", "gateway": "10.0.0.2"}],
}
LOAD_BALANCER = {
    "id": 6,
    "name": "front",
    "labels": {},
    "load_balancer_type": {"name": "lb11"},
    "location": {"name": "fsn1"},
    "algorithm": {"type": "round_robin"},
    "protection": {"delete": False},
    "public_net": {"enabled": False},
    "private_net": [{"network": 5, "ip": "10.0.0.3"}],
    "services": [{"protocol": "tcp", "listen_port": 2022, "destination_port": 22, "proxyprotocol": False}],
    "targets": [
        {"type": "server", "server": {"id": 42}, "use_private_ip": True},
        {"type": "label_selector", "label_selector": {"selector": "role=app"}, "use_private_ip": False},
        {"type": "ip", "ip": {"ip": "203.0.113.9"}},
    ],
}
PRIMARY_IP = {
    "id": 7,
    "name": "web-1-ipv4",
    "type": "ipv4",
    "labels": {},
    "location": {"name": "fsn1"},
    "assignee_id": 42,
    "assignee_type": "server",
    "auto_delete": False,
    "protection": {"delete": False},
}
FLOATING_IP = {
    "id": 8,
    "name": "spare",
    "type": "ipv4",
    "description": "",
    "labels": {},
    "home_location": {"name": "fsn1"},
    "server": 42,
    "protection": {"delete": False},
}
VOLUME = {
    "id": 4,
    "name": "data",
    "size": 10,
    "labels": {},
    "location": {"name": "fsn1"},
    "server": 42,
    "protection": {"delete": True},
}
STORAGE_BOX = {
    "id": 2,
    "name": "box",
    "labels": {},
    "location": {"name": "fsn1"},
    "storage_box_type": {"name": "bx11"},
    "protection": {"delete": False},
    "access_settings": {
        "reachable_externally": True,
        "ssh_enabled": True,
        "samba_enabled": False,
        "webdav_enabled": False,
        "zfs_enabled": False,
    },
}
