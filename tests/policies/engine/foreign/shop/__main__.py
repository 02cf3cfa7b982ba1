"""A web shop, as somebody writes it who follows the vendor's tutorials."""

import pulumi
import pulumi_hcloud as hcloud

LOCATION = "nbg1"
CLOUD_INIT = """#cloud-config
packages:
  - docker.io
  - docker-compose
write_files:
  - path: /opt/shop/docker-compose.yml
    content: |
      services:
        shop:
          image: registry.example.com/shop:1.4
          ports:
            - "8080:8080"
          environment:
            DATABASE_URL: postgres://shop@10.0.1.20/shop
runcmd:
  - ufw disable
  - docker-compose -f /opt/shop/docker-compose.yml up -d
"""
DATABASE_INIT = """#cloud-config
packages:
  - postgresql
runcmd:
  - sudo -u postgres psql -c "CREATE ROLE shop LOGIN PASSWORD 'Wf9q-Zr2m-T6xk'"
  - echo "PGPASSWORD=Wf9q-Zr2m-T6xk" >> /etc/environment
  - echo "host all all 0.0.0.0/0 md5" >> /etc/postgresql/15/main/pg_hba.conf
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

firewall = hcloud.Firewall(
    "web",
    rules=[
        hcloud.FirewallRuleArgs(
            direction="in", protocol="tcp", port=port, source_ips=["0.0.0.0/0", "::/0"], description=description
        )
        for port, description in (("22", "ssh"), ("80", "http"), ("443", "https"))
    ]
    + [hcloud.FirewallRuleArgs(direction="in", protocol="icmp", source_ips=["0.0.0.0/0", "::/0"])],
)

web = [
    hcloud.Server(
        f"web-{number}",
        server_type="cx23",
        image="debian-12",
        location=LOCATION,
        ssh_keys=[key.id],
        firewall_ids=[firewall.id.apply(int)],
        networks=[hcloud.ServerNetworkArgs(network_id=network.id.apply(int), ip=f"10.0.1.{10 + number}")],
        user_data=CLOUD_INIT,
        labels={"app": "shop", "tier": "web"},
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
    networks=[hcloud.ServerNetworkArgs(network_id=network.id.apply(int), ip="10.0.1.20")],
    user_data=DATABASE_INIT,
    labels={"app": "shop", "tier": "db"},
    opts=pulumi.ResourceOptions(depends_on=[subnet]),
)
data = hcloud.Volume("pgdata", size=50, server_id=database.id.apply(int), format="ext4", automount=True)

balancer = hcloud.LoadBalancer("shop", load_balancer_type="lb11", location=LOCATION)
hcloud.LoadBalancerNetwork("shop", load_balancer_id=balancer.id.apply(int), subnet_id=subnet.id)
for number, server in enumerate(web, 1):
    hcloud.LoadBalancerTarget(
        f"web-{number}", load_balancer_id=balancer.id.apply(int), type="server", server_id=server.id.apply(int)
    )
hcloud.LoadBalancerService("http", load_balancer_id=balancer.id, protocol="http", listen_port=80, destination_port=8080)
hcloud.LoadBalancerService("db", load_balancer_id=balancer.id, protocol="tcp", listen_port=5432, destination_port=5432)

pulumi.export("address", balancer.ipv4)
