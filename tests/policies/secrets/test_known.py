"""The maintained detector is asked in this process, only when it may know something, and for what it is asked here."""

import re
import socket
import subprocess
import sys
import tempfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.detector import detect
from policies.secrets.known import PLUGINS, Plugin, detector, known
from sandbox.folder import REPOSITORY

EACH = pytest.mark.parametrize("plugin", PLUGINS, ids=lambda plugin: plugin.module)
LOOK_AGAIN = "the detector's plugin has changed: correct its hints and its shortest match in policies/secrets/known.py"
BEFORE_IT_LOADS = """
import sys, warnings
from policies import catalogue
catalogue.load()
assert "detect_secrets" not in sys.modules, "loaded before it was needed"
shown = warnings.showwarning
from policies.detector import detect
assert detect("ghp_" + "a1" * 18) == [("a GitHub token", 1)]
assert warnings.showwarning is shown, "the process's warnings go somewhere else now"
"""


@EACH
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_hint_and_the_length_are_in_all_that_a_plugin_matches(plugin: Plugin, data: st.DataObject) -> None:
    asked: Any = detector(plugin)
    for pattern in asked.denylist:
        text = data.draw(st.from_regex(pattern, alphabet=st.characters(max_codepoint=126, min_codepoint=32)))
        match = re.search(pattern, text)
        assert match is not None
        assert plugin.may_match(match[0].lower()), LOOK_AGAIN


@EACH
def test_it_needs_no_network_and_no_file(plugin: Plugin, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = detector(plugin)

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("went outside")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    assert list(asked.analyze_string("nothing")) == []
    assert detect("password: tr0ub4dor, ghp_" + "b2" * 18) != []


def test_it_is_loaded_when_it_is_needed_and_leaves_the_process_as_it_was() -> None:
    done = subprocess.run([sys.executable, "-c", BEFORE_IT_LOADS], cwd=REPOSITORY, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SG." + "a" * 22 + "." + "b" * 43, "a SendGrid key"),
        ("npm_" + "a1" * 18, "an npm token"),
        ("https://hooks.slack.com/services/T0/B0/abc", "a Slack token"),
        ("0123456789abcdef" * 2 + "-us21", "a Mailchimp key"),
        ("sq0csp-" + "a" * 43, "a Square secret"),
        ("AKC" + "a1" * 12, "an Artifactory key"),
        ("aws_secret_access_key = " + "aB3d" * 10, "an AWS key"),
    ],
)
def test_tokens_of_vendors_that_are_not_ours_are_known(text: str, kind: str) -> None:
    assert list(known(f"one\n{text}\n", f"one\n{text}\n".lower())) == [(2, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "a sketch of the accounts, and what they access on the disk",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "node.example-us1.internal",
    ],
)
def test_digests_and_words_are_left_alone(text: str) -> None:
    assert list(known(text, text.lower())) == []
