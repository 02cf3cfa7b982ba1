"""The web shop, with each violation mended as its remedy says: still nothing but the vendor's own resources."""

import pulumi
import pulumi_hcloud as hcloud

LOCATION = "nbg1"
PRIVATE = [hcloud.ServerPublicNetArgs(ipv4_enabled=False, ipv6_enabled=False)]
RULESET = """
  - path: /etc/nftables.conf
    content: |
      add table inet filter
      flush table inet filter
      table inet filter {{
        chain input {{
          type filter hook input priority filter; policy drop;
          ct state established,related accept
          iifname "lo" accept
          ip saddr {sources} tcp dport {port} accept
        }}
        chain forward {{
          type filter hook forward priority filter; policy drop;
        }}
      }}
"""
WEB_INIT = """#cloud-config
packages:
  - nftables
  - podman
write_files:
  - path: /etc/containers/systemd/shop.container
    content: |
      [Container]
      Image=registry.example.com/shop:1.4
      PublishPort=10.0.1.{number}:8080:8080
      Environment=DATABASE_HOST=10.0.1.20{ruleset}
runcmd:
  - systemctl enable --now nftables.service
  - systemctl daemon-reload
"""
DATABASE_INIT = """#cloud-config
packages:
  - nftables
  - postgresql
write_files:
  - path: /etc/postgresql/15/main/pg_hba.conf
    content: |
      local all all peer
      hostssl shop shop 10.0.1.0/28 cert{ruleset}
runcmd:
  - systemctl enable --now nftables.service
  - sudo -u postgres createuser shop
  - systemctl restart postgresql
"""

key = hcloud.SshKey(
    "deploy",
    public_key="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGUXx3q/zn+3XnQ0wmPH/WRWWfLxP4/5LtSr6k8GvxTR ci@shop",
)

network = hcloud.Network("shop", ip_range="10.0.0.0/16")
subnet = hcloud.NetworkSubnet(
    "shop", network_id=network.id.apply(int), type="cloud", network_zone="eu-central", ip_range="10.0.1.0/24"
)

web = [
    hcloud.Server(
        f"web-{number}",
        server_type="cx23",
        image="debian-12",
        location=LOCATION,
        ssh_keys=[key.id],
        public_nets=PRIVATE,
        networks=[hcloud.ServerNetworkArgs(network_id=network.id.apply(int), ip=f"10.0.1.{10 + number}")],
        user_data=WEB_INIT.format(number=10 + number, ruleset=RULESET.format(sources="10.0.1.5", port=8080)),
        labels={"app": "shop", "tier": "web", "arqora.dev/role": "shop"},
        opts=pulumi.ResourceOptions(depends_on=[subnet]),
    )
    for number in (1, 2)
]

database = hcloud.Server(
    "db",
    server_type="cx33",
    image="debian-12",
    location=LOCATION,
    ssh_keys=[key.id],
    public_nets=PRIVATE,
    networks=[hcloud.ServerNetworkArgs(network_id=network.id.apply(int), ip="10.0.1.20")],
    user_data=DATABASE_INIT.format(ruleset=RULESET.format(sources="10.0.1.0/28", port=5432)),
    labels={"app": "shop", "tier": "db"},
    opts=pulumi.ResourceOptions(depends_on=[subnet], protect=True),
    delete_protection=True,
    rebuild_protection=True,
)
data = hcloud.Volume(
    "pgdata",
    size=50,
    location=LOCATION,
    format="ext4",
    delete_protection=True,
    opts=pulumi.ResourceOptions(protect=True),
)
hcloud.VolumeAttachment("pgdata", volume_id=data.id.apply(int), server_id=database.id.apply(int), automount=True)

balancer = hcloud.LoadBalancer(
    "shop", load_balancer_type="lb11", location=LOCATION, labels={"arqora.dev/role": "shop"}, delete_protection=True
)
inside = hcloud.LoadBalancerNetwork("shop", load_balancer_id=balancer.id.apply(int), subnet_id=subnet.id, ip="10.0.1.5")
for number, server in enumerate(web, 1):
    hcloud.LoadBalancerTarget(
        f"web-{number}",
        load_balancer_id=balancer.id.apply(int),
        type="server",
        server_id=server.id.apply(int),
        use_private_ip=True,
        opts=pulumi.ResourceOptions(depends_on=[inside]),
    )
certificate = hcloud.ManagedCertificate("shop", domain_names=["shop.example.com"])
hcloud.LoadBalancerService(
    "https",
    load_balancer_id=balancer.id,
    protocol="https",
    listen_port=443,
    destination_port=8080,
    http=hcloud.LoadBalancerServiceHttpArgs(certificates=[certificate.id.apply(int)]),
)

pulumi.export("address", balancer.ipv4)
