"""`sshd-exposed`."""

import pytest

from tests.policies.inputs import Find
from tests.policies.rules.hosts.rulesets import user_data

RULE = "sshd-exposed"
DROP_IN = "/etc/ssh/sshd_config.d/10.conf"
MAIN = "/etc/ssh/sshd_config"
SAFE = "ListenAddress 10.0.0.1\nPasswordAuthentication no\n"


def test_a_bound_sshd_with_keys_alone_is_fine(find: Find) -> None:
    assert not find(RULE, {"userData": user_data((MAIN, SAFE))})
    assert not find(RULE, {"userData": "#cloud-config\npackages: [nginx]\n"})


def test_where_it_listens_is_named(find: Find) -> None:
    assert find(RULE, {"userData": user_data((DROP_IN, "Port 2222\nListenAddress 0.0.0.0\n"))}) == [
        "x: user data: sshd listens at 0.0.0.0 on port 2222"
    ]


def test_what_it_lets_in_is_named(find: Find) -> None:
    assert find(RULE, {"userData": user_data((DROP_IN, "PermitRootLogin yes\n"))}) == [
        "x: user data: sshd has PermitRootLogin yes"
    ]


@pytest.mark.parametrize(
    ("more", "expected"), [("ssh_pwauth: true\n", 1), ("disable_root: false\n", 0), ("ssh_pwauth: false\n", 0)]
)
def test_cloud_init_s_own_settings_count_where_its_file_is_read(find: Find, more: str, expected: int) -> None:
    assert len(find(RULE, {"userData": f"#cloud-config\n{more}"})) == expected
    assert not find(RULE, {"userData": user_data((MAIN, SAFE), more=more)})


def test_a_socket_listens_in_its_place(find: Find) -> None:
    assert find(RULE, {"userData": user_data((MAIN, SAFE), more="runcmd: [systemctl enable --now ssh.socket]\n")})


def test_starting_sshd_is_fine_where_it_is_bound(find: Find) -> None:
    more = "runcmd: [systemctl enable --now ssh]\n"
    assert not find(RULE, {"userData": user_data((MAIN, SAFE), more=more)})
    assert find(RULE, {"userData": f"#cloud-config\n{more}"})
