"""Secrets are found in the forms that user data has, and nothing else is taken for one."""

import base64
import gzip

import pytest

from policies.detector import detect

WIREGUARD = base64.b64encode(bytes(range(32))).decode()
HASH = "$6$saltsaltsalt$" + "a" * 86

FOUND = {
    "-----BEGIN OPENSSH PRIVATE KEY-----": "a private key",
    "  -----BEGIN EC PRIVATE KEY-----": "a private key",
    "-----BEGIN PGP PRIVATE KEY BLOCK-----": "a private key",
    f"PrivateKey = {WIREGUARD}": "a WireGuard key",
    f"PresharedKey={WIREGUARD}": "a WireGuard key",
    f'private_key: "{WIREGUARD}"': "a WireGuard key",
    f"echo '{WIREGUARD}' > /etc/wireguard/key": "a WireGuard key",
    "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" * 2: "an age key",
    f"    passwd: {HASH}": "a password hash",
    "    passwd: $y$j9T$" + "b" * 40: "a password hash",
    "root:$2b$12$" + "c" * 53: "a password hash",
    "echo root:hunter2 | chpasswd": "a password",
    "chpasswd:\n  expire: false\n  list: |\n    root:hunter2": "a password",
    "psql postgres://app:hunter2@10.20.0.5/app": "a password in an address",
    "aws_key=AKIAIOSFODNN7EXAMPLE": "an AWS key",
    "git clone https://ghp_" + "a1" * 18 + "@github.com": "a GitHub token",
    "glpat-" + "x" * 20: "a GitLab token",
    "xoxb-" + "1" * 12 + "-" + "2" * 12 + "-abcdef": "a Slack token",
    "sk_live_" + "a" * 24: "a Stripe key",
    "pul-" + "0" * 40: "a Pulumi token",
    "hvs." + "a" * 24: "a vault token",
    "napi_" + "a1" * 25: "a Neon token",
    "dckr_pat_" + "a" * 24: "a Docker token",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhcnFvcmEifQ.c2lnbmF0dXJl": "a JSON web token",
    "HCLOUD_TOKEN=" + "a1" * 32: "a value that is named like a secret",
    "password: hunter2": "a value that is named like a secret",
    '{"db_password": "hunter2"}': "a value that is named like a secret",
    "export PGPASSWORD='hunter2'": "a value that is named like a secret",
    "api-key: 0123456789abcdef": "a value that is named like a secret",
    "--token=0123456789abcdef": "a value that is named like a secret",
    "repo1-cipher-pass=tr0ub4dor": "a value that is named like a secret",
    '{"text": "user: app\\npassword: tr0ub4dor\\n"}': "a value that is named like a secret",
    "requirepass tr0ub4dor": "a value that is named like a secret",
    "DB_PASS=tr0ub4dor": "a value that is named like a secret",
    "PuTTY-User-Key-File-3: ssh-ed25519": "a private key",
    "hcloud context create prod " + "a1B2c3D4" * 8: "a Hetzner token",
    "Hetzner: " + "a1B2c3D4" * 8: "a Hetzner token",
    "cfut_" + "a1B2" * 10 + "0123abcd": "a Cloudflare token",
    "cfat_" + "a1B2" * 10 + "0123abcd": "a Cloudflare token",
    "cfk_" + "a1B2" * 10 + "0123abcd": "a Cloudflare token",
    "v1.0-" + "0a" * 12 + "-" + "0b" * 73: "a Cloudflare origin CA key",
    "cloudflared tunnel run --with eyJhIjoi" + "a1B2" * 30: "a Cloudflare tunnel token",
    "CF_API " + "0123456789abcdef0123456789abcdef01234": "a Cloudflare key",
    "cloudflare " + "a1B2c" * 8: "a Cloudflare key",
    "npg_a1B2c3D4e5F6": "a Neon password",
    "s.CAESIJ1z8Bk2o9qF3aPQ8w7rT": "a vault token",
    "glsa_" + "a1B2" * 9: "a Grafana token",
    "12345678:AA" + "a1B" * 11: "a Telegram token",
    "AIza" + "a1B2c" * 7: "a Google key",
    "sk-ant-api03-" + "a1B2" * 10: "a model vendor's key",
    "github_pat_" + "a1B2" * 10: "a GitHub token",
    "SG." + "a" * 22 + "." + "b" * 43: "a SendGrid key",
    'curl -H "Authorization: Bearer a1B2c3D4e5F6g7"': "a credential in a header",
    'any(http.request.headers["x-origin-token"][*] == "a1b2c3d4e5f6")': "a secret in a rule's expression",
}

HARMLESS = [
    "",
    "-----BEGIN CERTIFICATE-----",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJq0wqkWbpZBfWJ0mJm0mV4l8Yp1b1Zt7m9hQJ0u3b1x ops",
    f"PublicKey = {WIREGUARD}",
    f"public_key: {WIREGUARD}",
    "ssh_pwauth: false",
    "lock_passwd: true",
    "PasswordAuthentication no",
    "password: $DB_PASSWORD",
    "password: ${DB_PASSWORD}",
    "password: {{ password }}",
    "password_file: /run/secrets/db",
    "token: /run/secrets/token",
    "TOKEN=$(cat /run/secrets/token)",
    "api_key: vault:kv/app#key",
    "passwd: '*'",
    "passwd: '!'",
    "passwords:\n  minimum: long enough",
    "password:\n  from_vault: kv/data/app",
    "# the token: see the runbook",
    "key: value",
    "chpasswd:\n  expire: false",
    "chpasswd:\n  list:\n    - root:RANDOM",
    "https://download.docker.com:443/linux/debian",
    "postgres://app:$PASSWORD@10.20.0.5/app",
    "sha256sum: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "KexAlgorithms curve25519-sha256",
    "echo $6$not-a-hash",
    "rotate the API token: somebody has to do it every year",
    "ops ALL=(ALL:ALL) NOPASSWD: ALL",
    '{"text": "ops ALL=(ALL:ALL) NOPASSWD: ALL\\n"}',
    '{"text": "[auth]\\npassword: \\nuser: app"}',
    "keep(text, secret=bool(document.secrets))",
    "connect(password=settings.password, token=os.environ['TOKEN'])",
    "token: https://vault.example.com/v1/kv/app",
    "password: your-password-here",
    "password: changeme",
    "bypass: enabled-for-office",
    "next_token_url: see documentation",
    'http.request.headers["x-forwarded-for"][0] eq "203.0.113.77"',
    "Authorization: Bearer $TOKEN",
    "hcloud image sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "cloudflare zone 0123456789abcdef0123456789abcdef in cloudflare account fedcba9876543210fedcba9876543210",
    "db.r.internal-documentation-of-a-service.example.com",
    "s.abcdefghijklmnopqrstuvwxyz",
    "arn:aws:iam::123456789012:role/backup",
    "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC3QEKyU1fSma0axspqYK5iAj",
    "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC",
    "UF+5dfbi3hj2CaEIEC0pJH2RyydVWgECfeTvyOKqIDU=",
]


@pytest.mark.parametrize(("text", "kind"), FOUND.items())
def test_a_secret_is_found(text: str, kind: str) -> None:
    assert kind in {found for found, _ in detect(text)}


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_secret_is_left_alone(text: str) -> None:
    assert detect(text) == []


def test_the_line_is_named() -> None:
    assert detect("#cloud-config\n\npassword: hunter2\n") == [("a value that is named like a secret", 3)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_encoded_content_is_looked_into(pack: type[bytes]) -> None:
    content = f"[Interface]\nListenPort = 51820\nPrivateKey = {WIREGUARD}\n".encode()
    encoded = base64.b64encode(pack(content)).decode()
    wrapped = "\n    ".join(encoded[start : start + 76] for start in range(0, len(encoded), 76))
    for text in (encoded, wrapped):
        user_data = (
            f"#cloud-config\nwrite_files:\n- encoding: b64\n  content: |\n    {text}\n  path: /etc/wireguard/wg0.conf\n"
        )
        assert detect(user_data) == [("a WireGuard key, encoded", 5)]


def test_no_finding_repeats_the_secret() -> None:
    assert not any("hunter2" in kind for kind, _ in detect("password: hunter2\necho root:hunter2 | chpasswd"))


@pytest.mark.parametrize(
    "text",
    [
        "chpasswd:\n" + "  x\n" * 20_000,
        "a-" * 50_000 + " ://",
        "password" + " " * 100_000,
        "authorization: " * 8_000,
        "A" * 200_000,
        'headers["x-token' * 5_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_a_text_made_to_be_slow_comes_to_an_end(text: str) -> None:
    """A pattern that tries every way to read it would not be done in a lifetime, and the pack would hang."""
    assert detect(text) == []
