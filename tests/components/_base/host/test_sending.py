"""What travels to a host: readable where it may be, one word where it holds a secret, and the same everywhere."""

import base64
import bz2
import json
import shlex

from components._base import host
from components._base.host.sending import pack, sources

DOCUMENT = json.dumps({"digest": "d", "files": {"/etc/nftables.conf": {"text": "drop\n"}}})


def test_a_document_without_secrets_can_be_read_in_a_preview() -> None:
    sent = json.loads(pack(DOCUMENT, readable=True))
    assert json.loads(sent["bundle"]) == json.loads(DOCUMENT)
    assert "def start(" in sent["start"]


def test_a_document_with_secrets_is_one_word_so_that_masking_it_masks_no_path() -> None:
    text = pack(DOCUMENT, readable=False)
    assert text.split() == [text]
    assert "nftables" not in text
    assert json.loads(json.loads(bz2.decompress(base64.b64decode(text)))["bundle"]) == json.loads(DOCUMENT)


def test_the_program_is_sent_whole_and_imports_nothing_but_itself_and_the_standard_library() -> None:
    modules = json.loads(bz2.decompress(base64.b64decode(sources()[1])))
    assert {"main.py", "apply.py", "rollback.py", "__init__.py"} <= set(modules)
    for name, text in modules.items():
        compile(text, name, "exec")
        assert "from ..." not in text
        assert "pulumi" not in text


def test_no_command_line_holds_anything_of_the_bundle() -> None:
    words = shlex.split(host.apply(120))
    assert words[:5] == ["sudo", "-n", "/usr/bin/python3", "-I", "-c"]
    assert words[6:] == ["apply", "--confirm-within", "120"]
    compile(words[5], "command", "exec")
