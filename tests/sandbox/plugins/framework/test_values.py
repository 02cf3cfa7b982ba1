from google.protobuf.json_format import MessageToDict
from pulumi.provider.experimental.property_value import PropertyValue

from sandbox.plugins.framework.values import marked, marked_map, plain_map
from sandbox.plugins.framework.wire import ARCHIVE, ASSET, SIGNATURE, decode_map, encode_map


def test_a_mark_inside_a_value_stays() -> None:
    inner = {"key": PropertyValue("k", is_secret=True), "port": 22}
    found = marked_map({"connection": inner, "other": PropertyValue("o", is_secret=True)}, ["connection"])
    assert found["connection"].is_secret
    assert found["connection"].value == {"key": PropertyValue("k", is_secret=True), "port": PropertyValue(22.0)}
    assert found["other"] == PropertyValue("o", is_secret=True)


def test_assets_and_archives_keep_all_of_their_members_on_the_wire() -> None:
    asset = {SIGNATURE: ASSET, "hash": "h", "path": "", "text": "t", "uri": ""}
    archive = {SIGNATURE: ARCHIVE, "hash": "a", "assets": {"name": asset}}
    message = encode_map({"asset": marked(asset), "archive": marked(archive)})
    assert MessageToDict(message) == {"asset": asset, "archive": archive}
    assert plain_map(decode_map(message)) == {"asset": asset, "archive": archive}
