"""Forms: parts as they were sent, byte for byte."""

import pytest

from sandbox.cloudflare.multipart import Part, parts

KIND = "multipart/form-data; boundary=edge"


def test_parts_come_in_order_with_what_was_said_about_them() -> None:
    form = (
        b'--edge\r\nContent-Disposition: form-data; name="w.js"; filename="w.js"\r\n'
        b"Content-Type: application/javascript+module\r\n\r\nexport default {}\r\n"
        b'--edge\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{}\r\n--edge--\r\n'
    )
    assert parts(KIND, form) == [
        Part("w.js", "w.js", "application/javascript+module", b"export default {}"),
        Part("metadata", None, None, b"{}"),
    ]


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n", b"--other", bytes(range(256)), b"a\nb\rc\r\n"])
def test_contents_are_left_alone(content: bytes) -> None:
    form = b'--edge\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + content + b"\r\n--edge--\r\n"
    assert parts(KIND, form)[0].content == content


@pytest.mark.parametrize(
    ("kind", "form"),
    [("application/json", b"{}"), ("", b""), ("multipart/form-data", b"--edge--"), (KIND, b"--edge\r\n\r\ncut off")],
)
def test_what_is_no_whole_form_is_refused(kind: str, form: bytes) -> None:
    with pytest.raises(ValueError, match=r"no form|no end"):
        parts(kind, form)
