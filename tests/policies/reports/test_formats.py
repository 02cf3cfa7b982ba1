"""What holds for every format."""

import datetime
import json

import pytest

from policies.catalogue import Catalogue
from policies.reading import SECRET, SIGNATURE
from policies.recorded import state
from policies.reports.formats import FORMATS
from policies.reports.report import Report
from policies.run import judge
from policies.settings import Settings
from tests.policies.recorded.examples import OPEN, STACK, firewall
from tests.policies.recorded.examples import state as exported

TOKEN = "glpat-" + "a1B2c3D4e5F6g7H8i9J0"


@pytest.mark.parametrize("name", FORMATS)
def test_no_secret_appears(catalogue: Catalogue, name: str) -> None:
    """A marked secret, and one that is written down in the clear."""
    marked = {SIGNATURE: SECRET, "plaintext": json.dumps(f"#cloud-config\n# {TOKEN}\n")}
    server = {
        "urn": OPEN.replace("firewall:Firewall::open", "server:Server::web"),
        "type": "hcloud:index/server:Server",
        "custom": True,
        "id": "9",
        "inputs": {"name": "web", "userData": marked, "labels": {"token": TOKEN}},
        "outputs": {"userData": f"token: {TOKEN}"},
        "parent": STACK,
    }
    picture = state.read(exported(firewall(OPEN, "7", []), server))
    verdicts = judge(catalogue, Settings(datetime.date(2026, 11, 25)), picture.resources)
    report = Report("state.json", len(picture.resources), catalogue, verdicts)
    assert report.violations
    assert TOKEN not in FORMATS[name](report)
