"""The edge as a process, and programs of visitors that know nothing of the sandbox."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from sandbox.folder import SandboxFolder
from sandbox.machines import entry
from tests.sandbox.edge.serving.world import ACCOUNT, World

FETCH = """
import ssl, sys, urllib.request
context = ssl.create_default_context(cafile=sys.argv[1])
print(urllib.request.urlopen(sys.argv[2], context=context, timeout=10).read().decode())
"""
VERSION = "9a9a9a9a-0000-4000-8000-000000000001"
PAGE = b"<h1>Arqora</h1>"


def site(world: World, hostname: str) -> None:
    """Have a static site with a custom domain."""
    digest, parent = hashlib.sha256(PAGE).hexdigest()[:32], f"{ACCOUNT}/front"
    with world.store.transaction() as connection:
        connection.execute("INSERT OR REPLACE INTO asset VALUES (?, ?, ?)", (digest, PAGE, "text/html"))
    files = {"/index.html": {"hash": digest, "size": len(PAGE)}}
    world.put("worker_script", ACCOUNT, "front", {"id": "front"})
    world.put("worker_version", parent, VERSION, {"id": VERSION, "assets": files, "assets_config": {}})
    world.put("worker_deployment", parent, "1", {"versions": [{"version_id": VERSION, "percentage": 100}]})
    domain = {"id": "d", "hostname": hostname, "service": "front", "zone_id": world.zone}
    world.put("worker_domain", ACCOUNT, "d", domain)


def test_a_visitors_program_finds_the_static_site_by_its_name(world: World, tmp_path: Path) -> None:
    site(world, "www.arqora.test")
    folder = SandboxFolder(tmp_path)
    folder.machines.mkdir()
    record = {"pid": os.getpid(), "fds": {name: each.fd for name, each in world.fabric.namespaces.items()}}
    folder.machines_namespaces.write_text(json.dumps(record))
    words = [sys.executable, "-c", FETCH, str(world.folder / "edge" / "public-ca.pem"), "https://www.arqora.test/"]
    environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
    done = subprocess.run(
        [*entry.as_host(folder, "visitor"), *words], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == (PAGE.decode(), "")


def test_without_a_database_the_edge_says_so_and_ends(world: World, tmp_path: Path) -> None:
    places = ["--database", str(tmp_path / "absent.db"), "--folder", str(tmp_path / "edge")]
    places += ["--namespace", "/proc/self/ns/net", "--resolver-namespace", "/proc/self/ns/net"]
    done = subprocess.run([sys.executable, "-m", "sandbox.edge", *places], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "absent.db" in done.stderr
